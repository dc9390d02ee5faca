import type { Column } from '../base/column.ts'
import { type EquityScratch, Slot } from './equity-scratch.ts'

/** Bars that are skipped together when the equity stands still. */
const GROUP = 8

/**
 * Adds the returns into bars `from` (at least 1) to `to` to the sums in `scratch`, and collects those in the tails; leaves them in
 * `scratch.returns`. Powers are
 * taken of returns minus `shift`, a value among them, so nothing cancels when the mean is taken out afterwards.
 *
 * Bars are taken in pairs and skipped in groups exactly as in {@link foldCore}: both must give the same bits.
 */
export function foldReturns(equity: Column, from: number, to: number, scratch: EquityScratch): void {
  const { state, collected, returns } = scratch
  const shift = state[Slot.shift]
  const middle = state[Slot.middle]
  const half = state[Slot.half]
  let sum1 = state[Slot.sum1]
  let sum2 = state[Slot.sum2]
  let sum3 = state[Slot.sum3]
  let sum4 = state[Slot.sum4]
  let gains = state[Slot.gains]
  let losses = state[Slot.losses]
  let squaredLosses = state[Slot.squaredLosses]
  let count = state[Slot.collected] | 0
  let flat = 0
  let previous = equity[from - 1]
  let i = from
  while (i + GROUP <= to) {
    if (equity[i + GROUP - 1] === previous && isFlatGroup(equity, i, previous)) {
      flat += GROUP
      for (const end = i + GROUP; i < end; i++) returns[i - from] = 0
      continue
    }
    for (const end = i + GROUP; i < end; i += 2) {
      const a = equity[i]
      const b = equity[i + 1]
      const r = a / previous - 1
      const s = b / a - 1
      returns[i - from] = r
      returns[i - from + 1] = s
      previous = b
      const d = r - shift
      const e = s - shift
      const dd = d * d
      const ee = e * e
      sum1 += d + e
      sum2 += dd + ee
      sum3 += dd * d + ee * e
      sum4 += dd * dd + ee * ee
      // |r| + r is twice a gain or 0, |r| - r twice a loss or 0: exact, and without a branch that nobody can predict.
      const size = Math.abs(r)
      const size2 = Math.abs(s)
      const loss = size - r
      const loss2 = size2 - s
      gains += size + r + (size2 + s)
      losses += loss + loss2
      squaredLosses += loss * loss + loss2 * loss2
      collected[count] = r
      count += +(Math.abs(r - middle) >= half)
      collected[count] = s
      count += +(Math.abs(s - middle) >= half)
    }
  }
  for (; i < to; i++) {
    const r = equity[i] / previous - 1
    returns[i - from] = r
    const d = r - shift
    const dd = d * d
    const size = Math.abs(r)
    const loss = size - r
    previous = equity[i]
    sum1 += d
    sum2 += dd
    sum3 += dd * d
    sum4 += dd * dd
    gains += size + r
    losses += loss
    squaredLosses += loss * loss
    collected[count] = r
    count += +(Math.abs(r - middle) >= half)
  }
  state[Slot.sum1] = sum1
  state[Slot.sum2] = sum2
  state[Slot.sum3] = sum3
  state[Slot.sum4] = sum4
  state[Slot.gains] = gains
  state[Slot.losses] = losses
  state[Slot.squaredLosses] = squaredLosses
  state[Slot.collected] = count
  state[Slot.flat] += flat
}

/**
 * The part of {@link foldReturns} and of {@link foldDrawdown} that a Sharpe ratio and the deepest drawdown need, in one loop.
 */
export function foldCore(equity: Column, from: number, to: number, state: Float64Array): void {
  const shift = state[Slot.shift]
  let sum1 = state[Slot.sum1]
  let sum2 = state[Slot.sum2]
  let high = state[Slot.high]
  let low = state[Slot.low]
  let depth = state[Slot.depth]
  let flat = 0
  let previous = equity[from - 1]
  let i = from
  while (i + GROUP <= to) {
    if (equity[i + GROUP - 1] === previous && isFlatGroup(equity, i, previous)) {
      flat += GROUP
      i += GROUP
      continue
    }
    for (const end = i + GROUP; i < end; i += 2) {
      const a = equity[i]
      const b = equity[i + 1]
      const d = a / previous - 1 - shift
      const e = b / a - 1 - shift
      previous = b
      sum1 += d + e
      sum2 += d * d + e * e
      if (a > high || a < low || b > high || b < low) {
        if (a < low) low = a
        else if (a > high) {
          depth = Math.max(depth, (high - low) / high)
          high = a
          low = a
        }
        if (b < low) low = b
        else if (b > high) {
          depth = Math.max(depth, (high - low) / high)
          high = b
          low = b
        }
      }
    }
  }
  for (; i < to; i++) {
    const value = equity[i]
    const d = value / previous - 1 - shift
    previous = value
    sum1 += d
    sum2 += d * d
    if (value < low) low = value
    else if (value > high) {
      depth = Math.max(depth, (high - low) / high)
      high = value
      low = value
    }
  }
  state[Slot.sum1] = sum1
  state[Slot.sum2] = sum2
  state[Slot.high] = high
  state[Slot.low] = low
  state[Slot.depth] = depth
  state[Slot.flat] += flat
}

/** True when the eight bars from `i` on stand at `value`. */
function isFlatGroup(equity: Column, i: number, value: number): boolean {
  return (
    equity[i] === value &&
    equity[i + 1] === value &&
    equity[i + 2] === value &&
    equity[i + 3] === value &&
    equity[i + 4] === value &&
    equity[i + 5] === value &&
    equity[i + 6] === value
  )
}

/**
 * A value near the mean of the returns, from 64 of them spread over the curve; 0 when one of those is unknown. Plain arithmetic,
 * so every machine finds the same.
 */
export function centerReturns(equity: Column): number {
  const count = equity.length - 1
  const taken = Math.min(64, count)
  let sum = 0
  for (let k = 0; k < taken; k++) {
    const i = 1 + Math.floor(((k + 0.5) * count) / taken)
    sum += equity[i] / equity[i - 1] - 1
  }
  return Number.isFinite(sum) && taken > 0 ? sum / taken : 0
}
