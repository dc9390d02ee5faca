import type { Column } from '../../base/column.ts'
import { fixed, utcParts } from '../format.ts'
import { monthNames } from '../monthly-returns.ts'

/** Where values stand on an axis. */
export interface Scale {
  readonly low: number
  readonly high: number
  /** Round values to draw grid lines at. */
  readonly ticks: readonly number[]
  /** Distance of neighboring ticks; NaN on a logarithmic axis. */
  readonly step: number
  readonly log: boolean
  at(value: number): number
}

/** What a scale covers and where it is drawn. */
export interface ScaleOptions {
  readonly low: number
  readonly high: number
  /** Coordinate of `low`. */
  readonly from: number
  /** Coordinate of `high`. */
  readonly to: number
  /** About how many ticks. */
  readonly count: number
  /** Equal ratios in place of equal differences; ignored unless both ends are positive. */
  readonly log?: boolean
}

/** A scale for values, linear or logarithmic, with round ticks. */
export function valueScale(options: ScaleOptions): Scale {
  const { from, to, count } = options
  const [low, high] = spread(options.low, options.high)
  const log = options.log === true && low > 0
  if (log) {
    const base = Math.log(low)
    const factor = (to - from) / (Math.log(high) - base)
    return { low, high, log, step: Number.NaN, ticks: logTicks(low, high, count), at: value => from + (Math.log(value) - base) * factor }
  }
  const factor = (to - from) / (high - low)
  const step = niceStep((high - low) / count)
  return { low, high, log, step, ticks: linearTicks(low, high, step), at: value => from + (value - low) * factor }
}

/** Lowest and highest finite value of all columns; undefined when there is none. */
export function extent(columns: readonly Column[]): readonly [low: number, high: number] | undefined {
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  for (const column of columns) {
    for (let i = 0; i < column.length; i++) {
      const value = column[i]
      if (value < low && value !== Number.NEGATIVE_INFINITY) low = value
      if (value > high && value !== Number.POSITIVE_INFINITY) high = value
    }
  }
  return low <= high ? [low, high] : undefined
}

/** A tick value as a label: as many decimals as the step needs, millions and more shortened. */
export function tickLabel(value: number, step: number): string {
  const [divisor, unit] = shorten(Math.abs(value))
  const scaled = value / divisor
  const decimals = Number.isNaN(step)
    ? significantDecimals(scaled)
    : Math.max(0, Math.min(10, -Math.floor(Math.log10(step / divisor) + 1e-9)))
  return `${fixed(scaled, decimals)}${unit}`
}

/** A calendar tick: a label, and the first bar at or behind the time it stands for. */
export interface TimeTick {
  readonly index: number
  readonly label: string
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const FIXED_STEPS = [1, 5, 15, 30, 60, 180, 360, 720, 1440, 2880, 7200].map(minutes => minutes * MINUTE)
const MONTH_STEPS = [1, 3, 6, 12, 24, 60, 120, 240, 600, 1200]

/** About `count` ticks at round calendar times, in UTC. */
export function timeTicks(time: Column, count: number): readonly TimeTick[] {
  if (time.length === 0) return []
  const start = time[0]
  const end = time[time.length - 1]
  const ticks: TimeTick[] = []
  for (const moment of roundTimes(start, end, count)) {
    const index = firstAtOrAfter(time, moment)
    // Two round times inside one gap of the history fall on the same bar: the later one names it.
    if (ticks.at(-1)?.index === index) ticks.pop()
    ticks.push({ index, label: timeLabel(moment) })
  }
  return ticks
}

/** Index of the first bar that opens at or after a time. */
export function firstAtOrAfter(time: Column, moment: number): number {
  let low = 0
  let high = time.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (time[middle] < moment) low = middle + 1
    else high = middle
  }
  return low
}

function roundTimes(start: number, end: number, count: number): number[] {
  const from = utcParts(start)
  const to = utcParts(end)
  if (from === undefined || to === undefined) return []
  if (start >= end) return [start]
  const step = FIXED_STEPS.find(length => (end - start) / length <= count)
  if (step !== undefined) {
    const times: number[] = []
    for (let moment = Math.ceil(start / step) * step; moment <= end; moment += step) times.push(moment)
    return times
  }
  const months = (to.year - from.year) * 12 + to.month - from.month
  const monthStep = MONTH_STEPS.find(length => months / length <= count) ?? 12 * niceStep(months / 12 / count)
  const times: number[] = []
  for (let month = Math.ceil((from.year * 12 + from.month) / monthStep) * monthStep; ; month += monthStep) {
    // Counted from the year 2000, because Date.UTC takes the years 0 to 99 for 1900 to 1999.
    const moment = Date.UTC(2000, month - 24_000)
    if (!(moment <= end)) return times
    if (moment >= start) times.push(moment)
  }
}

function timeLabel(moment: number): string {
  const parts = utcParts(moment)
  if (parts === undefined) return ''
  if (moment % DAY !== 0) return `${String(parts.hour).padStart(2, '0')}:${String(parts.minute).padStart(2, '0')}`
  if (parts.day !== 1) return `${monthNames[parts.month]} ${parts.day}`
  return parts.month === 0 ? String(parts.year) : monthNames[parts.month]
}

/** A domain that is neither empty nor infinite. */
function spread(low: number, high: number): readonly [number, number] {
  if (!(Number.isFinite(low) && Number.isFinite(high - low))) return [0, 1]
  if (high - low > Math.max(Math.abs(high) * 1e-12, 1e-300)) return [low, high]
  const room = Math.abs(low) * 0.01 || 1
  return [low - room, low + room]
}

function niceStep(raw: number): number {
  const magnitude = 10 ** Math.floor(Math.log10(raw))
  const rest = raw / magnitude
  if (rest <= 1) return magnitude
  if (rest <= 2) return 2 * magnitude
  return rest <= 5 ? 5 * magnitude : 10 * magnitude
}

function linearTicks(low: number, high: number, step: number): number[] {
  const ticks: number[] = []
  // Adding 0 makes a negative zero positive.
  for (let k = Math.ceil(low / step - 1e-9) + 0; k * step <= high + step * 1e-9 && ticks.length < 100; k++) ticks.push(k * step)
  return ticks
}

/** 1, 2, 5 times powers of ten where they fit, else only powers of ten; a short range is divided evenly. */
function logTicks(low: number, high: number, count: number): number[] {
  const decades = Math.log10(high / low)
  if (decades < 0.7) return linearTicks(low, high, niceStep((high - low) / count))
  const mantissas = decades * 3 <= count + 2 ? [1, 2, 5] : [1]
  const every = mantissas.length === 3 ? 1 : Math.max(1, Math.ceil(decades / count))
  const ticks: number[] = []
  for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power++) {
    if (power % every !== 0) continue
    for (const mantissa of mantissas) {
      const value = mantissa * 10 ** power
      if (value >= low && value <= high) ticks.push(value)
    }
  }
  return ticks
}

function shorten(magnitude: number): readonly [divisor: number, unit: string] {
  if (magnitude >= 1e12) return [1e12, 'T']
  if (magnitude >= 1e9) return [1e9, 'B']
  return magnitude >= 1e6 ? [1e6, 'M'] : [1, '']
}

/** Three digits that mean something, without zeros at the end. */
function significantDecimals(value: number): number {
  const magnitude = Math.abs(value)
  let decimals = magnitude === 0 ? 0 : Math.max(0, Math.min(12, 2 - Math.floor(Math.log10(magnitude))))
  while (decimals > 0 && Number(magnitude.toFixed(decimals - 1)) === Number(magnitude.toFixed(decimals))) decimals--
  return decimals
}
