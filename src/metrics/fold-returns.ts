import type { Column } from '../base/column.ts'
import { type EquityScratch, Slot } from './equity-scratch.ts'

/** Returns that {@link centerReturns} looks at, at most. */
export const CENTER_SAMPLE = 16

/**
 * Adds the returns into bars `from` (at least 1) to `to` to the sums in `scratch`, and collects those in the tails; leaves them in
 * `scratch.returns`. Powers are taken of returns minus `shift`, a value among them, so nothing cancels when the mean is taken out
 * afterwards. Returns that are 0 are counted instead ({@link Slot.flat}). The sums of these bars are put together first, then added to
 * the totals: they are a block of {@link foldSums}, which must give the same bits.
 */
export function foldReturns(equity: Column, from: number, to: number, scratch: EquityScratch): void {
  const { state, collected, returns } = scratch
  const base = 1 + state[Slot.shift]
  const middle = state[Slot.middle]
  const half = state[Slot.half]
  let sum1 = 0
  let sum2 = 0
  let sum3 = 0
  let sum4 = 0
  let gains = 0
  let losses = 0
  let squaredLosses = 0
  let count = state[Slot.collected] | 0
  let flat = 0
  let previous = equity[from - 1]
  const end = Math.min(to | 0, equity.length | 0)
  let i = from | 0
  while (i < end) {
    // In pairs, because every sum has to wait for the addition before; the first two sums one after the other, as in foldSums.
    for (; i + 1 < end; i = (i + 2) | 0) {
      const a = equity[i]
      const b = equity[i + 1]
      if (a === previous || b === a) break
      const growth = a / previous
      const growth2 = b / a
      previous = b
      const r = growth - 1
      const s = growth2 - 1
      returns[i - from] = r
      returns[i - from + 1] = s
      const d = growth - base
      const e = growth2 - base
      const dd = d * d
      const ee = e * e
      sum1 = sum1 + d + e
      sum2 = sum2 + dd + ee
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
    for (const stop = Math.min(i + 2, end); i < stop; i = (i + 1) | 0) {
      const value = equity[i]
      if (value === previous) {
        flat = (flat + 1) | 0
        returns[i - from] = 0
        continue
      }
      const growth = value / previous
      const r = growth - 1
      previous = value
      returns[i - from] = r
      const d = growth - base
      const dd = d * d
      const size = Math.abs(r)
      const loss = size - r
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
    // Standing still, as without a position.
    const start = i
    while (i < end && equity[i] === previous) i = (i + 1) | 0
    flat = (flat + i - start) | 0
    returns.fill(0, start - from, i - from)
  }
  state[Slot.sum1] += sum1
  state[Slot.sum2] += sum2
  state[Slot.sum3] += sum3
  state[Slot.sum4] += sum4
  state[Slot.gains] += gains
  state[Slot.losses] += losses
  state[Slot.squaredLosses] += squaredLosses
  state[Slot.collected] = count
  state[Slot.flat] += flat
}

/**
 * A value near the mean of the returns, from a few of them spread over the curve; 0 when one of those is unknown. Plain arithmetic,
 * so every machine finds the same. A difference of 1 and another number, so that 1 can be added without rounding.
 */
export function centerReturns(equity: Column): number {
  const count = equity.length - 1
  const taken = Math.min(CENTER_SAMPLE, count)
  let sum = 0
  for (let k = 0; k < taken; k++) {
    const i = centerIndex(k, taken, count)
    sum += equity[i] / equity[i - 1] - 1
  }
  return centerOf(sum, taken)
}

/** The bar of the `k`-th of `taken` returns spread over `count`. */
export function centerIndex(k: number, taken: number, count: number): number {
  return 1 + Math.floor(((k + 0.5) * count) / taken)
}

/** The center from the sum of `taken` returns. */
export function centerOf(sum: number, taken: number): number {
  return Number.isFinite(sum) && taken > 0 ? 1 + sum / taken - 1 : 0
}
