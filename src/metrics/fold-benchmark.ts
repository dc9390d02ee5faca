import type { Column } from '../base/column.ts'
import { Slot } from './equity-scratch.ts'

/**
 * Adds bars `from` (at least 1) to `to` to the sums that a regression of the returns on a benchmark's needs. A benchmark at or below
 * 0 has no return: the sums are NaN from there on.
 *
 * @param returns - The returns into these bars, as {@link foldReturns} leaves them.
 */
export function foldBenchmark(returns: Column, benchmark: Column, from: number, to: number, state: Float64Array): void {
  const shift = state[Slot.shift]
  const benchmarkShift = state[Slot.benchmarkShift]
  let sum1 = state[Slot.benchmarkSum1]
  let sum2 = state[Slot.benchmarkSum2]
  let products = state[Slot.products]
  let before = benchmark[from - 1]
  let lowest = before
  let i = from
  // In pairs, because every sum has to wait for the addition before.
  for (; i + 1 < to; i += 2) {
    const middle = benchmark[i]
    const last = benchmark[i + 1]
    const x = returns[i - from] - shift
    const x2 = returns[i - from + 1] - shift
    const y = middle / before - 1 - benchmarkShift
    const y2 = last / middle - 1 - benchmarkShift
    before = last
    lowest = Math.min(lowest, middle, last)
    sum1 += y + y2
    sum2 += y * y + y2 * y2
    products += x * y + x2 * y2
  }
  if (i < to) {
    const x = returns[i - from] - shift
    const y = benchmark[i] / before - 1 - benchmarkShift
    lowest = Math.min(lowest, benchmark[i])
    sum1 += y
    sum2 += y * y
    products += x * y
  }
  state[Slot.benchmarkSum1] = lowest > 0 ? sum1 : Number.NaN
  state[Slot.benchmarkSum2] = sum2
  state[Slot.products] = products
}
