import { ConfigError } from '../../base/errors.ts'
import type { Bars } from '../../market/bars.ts'
import type { BarRange } from '../windows.ts'

/**
 * One bar as natural logarithms of price ratios.
 *
 * @example
 * ```ts
 * import { type BarMove, bendMoves, syntheticBars } from 'peak-trade'
 *
 * const halve = (move: BarMove) => {
 *   move.gap += Math.log(0.5)
 * }
 * const bars = syntheticBars({ seed: 1, length: 10 })
 * bendMoves(bars, [5, 6], halve).close[9] / bars.close[9] // 0.5
 * ```
 */
export interface BarMove {
  /** Open over the close before. */
  gap: number
  /** High over open, 0 or more. */
  high: number
  /** Low over open, 0 or less. */
  low: number
  /** Close over open. */
  close: number
}

/**
 * A history some of whose moves are changed; prices behind them move along, bars before them keep every bit. Highs and lows are widened
 * where a changed open or close would leave the bar.
 *
 * @param range - Bars to change, from the first (included) to the second (excluded); cut at the ends of the history.
 * @param change - Is given each bar's move and changes it.
 * @throws {@link ConfigError} `stress/price` when a price would leave what doubles can hold.
 *
 * @example
 * ```ts
 * import { bendMoves, syntheticBars } from 'peak-trade'
 *
 * const bars = syntheticBars({ seed: 1, length: 10 })
 * const wild = bendMoves(bars, [2, 8], move => {
 *   move.close *= 3
 * })
 * wild.close[1] === bars.close[1] // true
 * wild.high[5] >= wild.close[5] // true
 * ```
 */
export function bendMoves(bars: Bars, range: BarRange, change: (move: BarMove, index: number) => void): Bars {
  const from = Math.max(0, range[0])
  const to = Math.min(bars.length, range[1])
  if (from >= to) return bars
  const open = bars.open.slice()
  const high = bars.high.slice()
  const low = bars.low.slice()
  const close = bars.close.slice()
  const move: BarMove = { gap: 0, high: 0, low: 0, close: 0 }
  for (let i = from; i < to; i++) {
    readMove(bars, i, move)
    change(move, i)
    open[i] = (i === 0 ? bars.open[0] : close[i - 1]) * Math.exp(move.gap)
    close[i] = open[i] * Math.exp(move.close)
    high[i] = Math.max(open[i], close[i], open[i] * Math.exp(move.high))
    low[i] = Math.min(open[i], close[i], open[i] * Math.exp(move.low))
    checkPrices(low[i], high[i], i)
  }
  const level = close[to - 1] / bars.close[to - 1]
  for (let i = to; i < bars.length; i++) {
    open[i] *= level
    high[i] *= level
    low[i] *= level
    close[i] *= level
    checkPrices(low[i], high[i], i)
  }
  return Object.freeze({ ...bars, open, high, low, close })
}

/** A bar of a history as a move; the first has no gap. */
export function readMove(bars: Pick<Bars, 'open' | 'high' | 'low' | 'close'>, i: number, into: BarMove): BarMove {
  const open = bars.open[i]
  into.gap = i === 0 ? 0 : Math.log(open / bars.close[i - 1])
  into.high = Math.log(bars.high[i] / open)
  into.low = Math.log(bars.low[i] / open)
  into.close = Math.log(bars.close[i] / open)
  return into
}

/** Mean logarithmic move from close to close over a range; 0 for an empty one. */
export function meanMove(bars: Pick<Bars, 'open' | 'close'>, [from, to]: BarRange): number {
  if (to <= from) return 0
  const start = from === 0 ? bars.open[0] : bars.close[from - 1]
  return Math.log(bars.close[to - 1] / start) / (to - from)
}

function checkPrices(low: number, high: number, index: number): void {
  if (low > 0 && high < Number.POSITIVE_INFINITY) return
  throw new ConfigError('stress/price', `the price leaves all bounds at bar ${index}; use a smaller severity or a shorter window`, {
    index,
  })
}
