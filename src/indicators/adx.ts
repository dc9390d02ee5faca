import { barRange } from './bar-range.ts'
import { exponentialAverage, wilderKeep } from './exponential-average.ts'
import { defineIndicator } from './indicator.ts'

/**
 * Directional movement: `plusDi` and `minusDi` say how much of all movement went up and down (0 to 100), `adx` how strong
 * the trend is, whatever its direction (0 to 100).
 *
 * Wilder's averages over `period` bars of true range and directional movement, each seeded with the mean of bars 1 to
 * `period`; `adx` is the average of `100 * |plusDi - minusDi| / (plusDi + minusDi)`, seeded with its first `period` values.
 * Where prices do not move at all, all three are 0. The directions begin on bar `period`, `adx` on bar `2 * period - 1`.
 * Source: Wilder, New Concepts in Technical Trading Systems, 1978. TA-Lib smooths once more at the start and differs
 * slightly at the beginning.
 *
 * @example
 * ```ts
 * import { adx, syntheticBars } from 'peak-trade'
 *
 * const trend = adx(syntheticBars({ seed: 1, length: 200 }), { period: 14 })
 * trend.adx[199] > 25 && trend.plusDi[199] > trend.minusDi[199] // a strong trend upward?
 * ```
 */
export const adx = defineIndicator({
  id: 'adx',
  inputs: ['high', 'low', 'close'],
  outputs: ['adx', 'plusDi', 'minusDi'],
  params: { period: { default: 14, min: 1, integer: true } },
  warmup: ({ period }) => 2 * period - 1,
  start: ({ period }) => {
    const keep = wilderKeep(period)
    const ranges = exponentialAverage(period, keep)
    const ups = exponentialAverage(period, keep)
    const downs = exponentialAverage(period, keep)
    const strengths = exponentialAverage(period, keep)
    const result = [Number.NaN, Number.NaN, Number.NaN]
    let highBefore = Number.NaN
    let lowBefore = Number.NaN
    let closeBefore = Number.NaN
    return (high, low, close) => {
      const up = high - highBefore
      const down = lowBefore - low
      const range = barRange(high, low, closeBefore)
      highBefore = high
      lowBefore = low
      closeBefore = close
      if (up !== up) return result
      const average = ranges(range)
      const plusMove = ups(directed(up, down))
      const minusMove = downs(directed(down, up))
      if (average !== average) return result
      result[0] = strengths(contrast(plusMove, minusMove))
      result[1] = shareOf(plusMove, average)
      result[2] = shareOf(minusMove, average)
      return result
    }
  },
  fill: ({ period }, [adxs, pluses, minuses], high, low, close) => {
    const keep = wilderKeep(period)
    const ranges = exponentialAverage(period, keep)
    const ups = exponentialAverage(period, keep)
    const downs = exponentialAverage(period, keep)
    const strengths = exponentialAverage(period, keep)
    let range = 0
    let plusMove = 0
    let minusMove = 0
    let strength = Number.NaN
    let highBefore = high[0]
    let lowBefore = low[0]
    let closeBefore = close[0]
    const seeded = Math.min(2 * period, close.length)
    for (let i = 1; i < seeded; i++) {
      const up = high[i] - highBefore
      const down = lowBefore - low[i]
      const moved = barRange(high[i], low[i], closeBefore)
      highBefore = high[i]
      lowBefore = low[i]
      closeBefore = close[i]
      range = ranges(moved)
      plusMove = ups(directed(up, down))
      minusMove = downs(directed(down, up))
      if (i < period) continue
      pluses[i] = shareOf(plusMove, range)
      minuses[i] = shareOf(minusMove, range)
      strength = strengths(contrast(plusMove, minusMove))
      adxs[i] = strength
    }
    for (let i = seeded; i < close.length; i++) {
      const top = high[i]
      const bottom = low[i]
      const up = top - highBefore
      const down = lowBefore - bottom
      const moved = barRange(top, bottom, closeBefore)
      highBefore = top
      lowBefore = bottom
      closeBefore = close[i]
      const plusMoved = directed(up, down)
      const minusMoved = directed(down, up)
      range = moved - keep * (moved - range)
      plusMove = plusMoved - keep * (plusMoved - plusMove)
      minusMove = minusMoved - keep * (minusMoved - minusMove)
      const difference = contrast(plusMove, minusMove)
      strength = difference - keep * (difference - strength)
      adxs[i] = strength
      pluses[i] = shareOf(plusMove, range)
      minuses[i] = shareOf(minusMove, range)
    }
  },
})

/** A movement to one side counts when it is positive and larger than that to the other. */
function directed(move: number, other: number): number {
  return move > other && move > 0 ? move : 0
}

function shareOf(move: number, range: number): number {
  return range === 0 ? 0 : 100 * (move / range)
}

/** How one-sided the movement is, 0 to 100. Both sides are shares of the same range, so that it cancels. */
function contrast(plus: number, minus: number): number {
  const total = plus + minus
  return total === 0 ? 0 : 100 * (Math.abs(plus - minus) / total)
}
