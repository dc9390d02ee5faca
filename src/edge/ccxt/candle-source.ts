import type { Timeframe } from '../../base/timeframe.ts'

/** One bar as an exchange tells it: opening time in milliseconds, open, high, low, close, volume. Nothing about it is believed. */
export type CandleRow = readonly (number | null | undefined)[]

/** Which bars are asked for. */
export interface CandleRequest {
  readonly symbol: string
  readonly timeframe: Timeframe
  /** First opening time, milliseconds since the Unix epoch. */
  readonly since: number
  /** How many at most. */
  readonly limit: number
}

/** Where a history comes from, one page at a time. */
export interface CandleSource {
  /** Id of the exchange. */
  readonly exchange: string
  /** How many bars a page has at most. */
  readonly pageSize: number
  /** How many of the last bars the exchange shows at all, the one that is being made included; undefined when it shows every one. */
  readonly window?: number | undefined
  readonly timeframes: readonly Timeframe[]
  /** Bars from a time on, oldest first, as far as the exchange does what it is asked for. */
  fetchCandles(request: CandleRequest): Promise<readonly CandleRow[]>
}
