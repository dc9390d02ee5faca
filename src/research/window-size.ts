import { ConfigError } from '../base/errors.ts'
import { type Timeframe, timeframeMs } from '../base/timeframe.ts'

/**
 * How long a stretch of history is: a number of bars, or a duration such as `90d`. Units are `m` (minutes, as in timeframes), `h`,
 * `d`, `w`, `M` (calendar months) and `y` (calendar years).
 *
 * @example
 * ```ts
 * import { cutWindows, syntheticBars, type WindowSize } from 'peak-trade'
 *
 * const train: WindowSize = '6M'
 * cutWindows(syntheticBars({ seed: 1, length: 366, timeframe: '1d' }), { train, test: '1M' }).length // 6
 * ```
 */
export type WindowSize = number | `${number}${'m' | 'h' | 'd' | 'w' | 'M' | 'y'}`

/** A size taken apart; only one kind is not 0. */
export interface Span {
  readonly bars: number
  readonly ms: number
  readonly months: number
}

/** What a size is for, and what it may be. */
export interface SizeCheck {
  /** Name of the option, for messages. */
  readonly name: string
  readonly timeframe: Timeframe
  /** Smallest number of bars, 0 or more. */
  readonly least: number
}

const MINUTE = 60_000
const UNITS: Readonly<Record<string, Pick<Span, 'ms' | 'months'>>> = {
  m: { ms: MINUTE, months: 0 },
  h: { ms: 60 * MINUTE, months: 0 },
  d: { ms: 1440 * MINUTE, months: 0 },
  w: { ms: 10_080 * MINUTE, months: 0 },
  M: { ms: 0, months: 1 },
  y: { ms: 0, months: 12 },
}
/** No history is longer; keeps dates in range. */
const LONGEST_YEARS = 1000

/** @throws {@link ConfigError} `windows/size` for what is no size, too small, or a duration shorter than a bar. */
export function parseWindowSize(value: unknown, check: SizeCheck): Span {
  const { name, timeframe, least } = check
  const fail = (why: string): never => {
    throw new ConfigError('windows/size', `${name} is ${typeof value === 'string' ? `"${value}"` : String(value)}: ${why}`, {
      option: name,
    })
  }
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value) || value < least)
      fail(`give a whole number of bars, at least ${least}, or a duration such as '90d', '12h' or '6M'`)
    return { bars: value, ms: 0, months: 0 }
  }
  const parts = typeof value === 'string' ? /^(\d+(?:\.\d+)?)([mhdwMy])$/.exec(value.trim()) : null
  if (parts === null) return fail(`give a number of bars or a duration: a number and m (minutes), h, d, w, M (months) or y, such as '90d'`)
  const count = Number(parts[1])
  const unit = UNITS[parts[2]]
  const span = { bars: 0, ms: count * unit.ms, months: count * unit.months }
  if (!Number.isInteger(span.ms) || !Number.isInteger(span.months))
    fail('it is no whole number of milliseconds or months; use a smaller unit')
  if (span.months > 12 * LONGEST_YEARS || span.ms > LONGEST_YEARS * 366 * 1440 * MINUTE) fail(`it is longer than ${LONGEST_YEARS} years`)
  if (count === 0) return least === 0 ? span : fail('it must be longer than nothing')
  if (span.months === 0 && span.ms < timeframeMs(timeframe))
    fail(`it is shorter than one bar of ${timeframe}${parts[2] === 'm' ? `; m are minutes, months are written ${parts[1]}M` : ''}`)
  return span
}

/** A span several times over, and another one on top. */
export function addSpans(span: Span, times: number, more: Span): Span {
  return { bars: times * span.bars + more.bars, ms: times * span.ms + more.ms, months: times * span.months + more.months }
}

/** Nothing. */
export const noSpan: Span = { bars: 0, ms: 0, months: 0 }

/** True for a span that is measured on the calendar. */
export function isDuration(span: Span): boolean {
  return span.ms !== 0 || span.months !== 0
}

/** A time moved by whole calendar months; the 31st becomes the last day of a shorter month. */
export function addMonths(time: number, months: number): number {
  if (months === 0) return time
  const date = new Date(time)
  const first = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1)
  const next = new Date(first)
  const days = (Date.UTC(next.getUTCFullYear(), next.getUTCMonth() + 1, 1) - first) / (1440 * MINUTE)
  const midnight = Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate())
  return first + (Math.min(date.getUTCDate(), days) - 1) * 1440 * MINUTE + (time - midnight)
}
