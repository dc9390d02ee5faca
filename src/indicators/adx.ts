import { barRange } from './bar-range.ts'
import { exponentialAverage, wilderKeep } from './exponential-average.ts'
import { defineIndicator } from './indicator.ts'
import { positivePart } from './positive-part.ts'

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
      const plus = shareOf(ups(directed(up, down)), average)
      const minus = shareOf(downs(directed(down, up)), average)
      if (plus !== plus) return result
      result[0] = strengths(contrast(plus, minus))
      result[1] = plus
      result[2] = minus
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
    for (let i = 1; i < close.length; i++) {
      const up = high[i] - high[i - 1]
      const down = low[i - 1] - low[i]
      const moved = barRange(high[i], low[i], close[i - 1])
      const plusMoved = directed(up, down)
      const minusMoved = directed(down, up)
      if (i <= period) {
        range = ranges(moved)
        plusMove = ups(plusMoved)
        minusMove = downs(minusMoved)
        if (i < period) continue
      } else {
        range = moved - keep * (moved - range)
        plusMove = plusMoved - keep * (plusMoved - plusMove)
        minusMove = minusMoved - keep * (minusMoved - minusMove)
      }
      const plus = shareOf(plusMove, range)
      const minus = shareOf(minusMove, range)
      const difference = contrast(plus, minus)
      strength = i < 2 * period ? strengths(difference) : difference - keep * (difference - strength)
      adxs[i] = strength
      pluses[i] = plus
      minuses[i] = minus
    }
  },
})

/** A movement to one side counts when it is positive and larger than that to the other. */
function directed(move: number, other: number): number {
  return positivePart(move) * Number(move > other)
}

function shareOf(move: number, range: number): number {
  return range === 0 ? 0 : 100 * (move / range)
}

function contrast(plus: number, minus: number): number {
  const total = plus + minus
  return total === 0 ? 0 : 100 * (Math.abs(plus - minus) / total)
}
