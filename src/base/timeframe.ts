import { ConfigError } from './errors.ts'
import { didYouMean } from './nearest.ts'

const MINUTE_MS = 60_000

const LENGTHS = {
  '1m': MINUTE_MS,
  '3m': 3 * MINUTE_MS,
  '5m': 5 * MINUTE_MS,
  '15m': 15 * MINUTE_MS,
  '30m': 30 * MINUTE_MS,
  '1h': 60 * MINUTE_MS,
  '2h': 120 * MINUTE_MS,
  '4h': 240 * MINUTE_MS,
  '6h': 360 * MINUTE_MS,
  '8h': 480 * MINUTE_MS,
  '12h': 720 * MINUTE_MS,
  '1d': 1440 * MINUTE_MS,
  '3d': 4320 * MINUTE_MS,
  '1w': 10_080 * MINUTE_MS,
} as const

/**
 * The length of a bar, as exchanges write it.
 *
 * @example
 * ```ts
 * import { timeframeMs, type Timeframe } from 'peak-trade'
 *
 * const hourly: Timeframe = '1h'
 * timeframeMs(hourly) // 3600000
 * ```
 */
export type Timeframe = keyof typeof LENGTHS

/**
 * Every known timeframe, shortest first.
 *
 * @example
 * ```ts
 * import { timeframes } from 'peak-trade'
 *
 * timeframes[0] // '1m'
 * ```
 */
export const timeframes = Object.keys(LENGTHS) as readonly Timeframe[]

/**
 * When a market trades, as far as counting its bars per year needs it: `24/7` (365 days of 24 hours, crypto), `24/5`
 * (260 days of 24 hours, currencies) or `stocks` (252 days of 6.5 hours, US equities).
 *
 * @example
 * ```ts
 * import { barsPerYear, type Calendar } from 'peak-trade'
 *
 * const market: Calendar = 'stocks'
 * barsPerYear('1d', market) // 252
 * ```
 */
export type Calendar = '24/7' | '24/5' | 'stocks'

/** Trading days a year, trading hours a day. */
const CALENDARS: Record<Calendar, readonly [days: number, hours: number]> = {
  '24/7': [365, 24],
  '24/5': [260, 24],
  stocks: [252, 6.5],
}

/**
 * Length of a timeframe in milliseconds.
 *
 * @throws {@link ConfigError} `timeframe/unknown` for anything that is not a {@link Timeframe}.
 *
 * @example
 * ```ts
 * import { timeframeMs } from 'peak-trade'
 *
 * timeframeMs('5m') // 300000
 * ```
 */
export function timeframeMs(timeframe: string): number {
  return LENGTHS[parseTimeframe(timeframe)]
}

/**
 * Reads a timeframe that came from outside.
 *
 * @throws {@link ConfigError} `timeframe/unknown`, with the nearest known one.
 *
 * @example
 * ```ts
 * import { parseTimeframe } from 'peak-trade'
 *
 * parseTimeframe('4h') // '4h'
 * ```
 */
export function parseTimeframe(text: string): Timeframe {
  if (Object.hasOwn(LENGTHS, text)) return text as Timeframe
  throw new ConfigError(
    'timeframe/unknown',
    `timeframe "${text}" is unknown${didYouMean(text, timeframes)} Known: ${timeframes.join(' ')}`,
    { timeframe: text },
  )
}

/**
 * How many bars of a timeframe a market produces in a year: the factor of every annualization.
 *
 * @example
 * ```ts
 * import { barsPerYear } from 'peak-trade'
 *
 * barsPerYear('1h', '24/7') // 8760
 * barsPerYear('1d', 'stocks') // 252
 * barsPerYear('1h', 'stocks') // 1638
 * ```
 */
export function barsPerYear(timeframe: Timeframe, calendar: Calendar): number {
  const [days, hours] = CALENDARS[calendar]
  const dayMs = LENGTHS['1d']
  const length = LENGTHS[timeframe]
  if (length >= LENGTHS['1w']) return 365 / 7
  if (length > dayMs) return 365 / (length / dayMs)
  if (length === dayMs) return days
  return (days * hours * 60 * MINUTE_MS) / length
}
