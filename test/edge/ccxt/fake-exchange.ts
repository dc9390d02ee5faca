import type { Timeframe } from '../../../src/base/timeframe.ts'
import { timeframeMs } from '../../../src/base/timeframe.ts'
import type { CandleRequest, CandleRow, CandleSource } from '../../../src/edge/ccxt/candle-source.ts'

export const start = Date.UTC(2024, 0, 30)

/** Bars whose every number tells which bar it is of. */
export function rowsOf(length: number, timeframe: Timeframe = '1h', from = start): CandleRow[] {
  const step = timeframeMs(timeframe)
  return Array.from({ length }, (_, i) => [from + i * step, 100 + i, 101.5 + i, 99 + i, 100.25 + i, i / 7])
}

export interface FakeExchange extends CandleSource {
  readonly requests: CandleRequest[]
}

/** An exchange that tells the truth, unless `lie` changes its answers. */
export function fakeExchange(
  rows: readonly CandleRow[],
  {
    pageSize = 10,
    window,
    lie = answer => answer,
  }: {
    pageSize?: number
    window?: number
    lie?: (answer: readonly CandleRow[], request: CandleRequest, call: number) => readonly CandleRow[]
  } = {},
): FakeExchange {
  const requests: CandleRequest[] = []
  const shown = window === undefined ? rows : rows.slice(-window)
  return {
    ...{ exchange: 'kraken', pageSize, window, timeframes: ['1m', '1h', '1d', '1w'], requests },
    async fetchCandles(request) {
      requests.push(request)
      const answer = shown.filter(row => (row[0] as number) >= request.since).slice(0, request.limit)
      return lie(answer, request, requests.length)
    },
  }
}
