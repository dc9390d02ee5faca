import type { Column } from '../base/column.ts'
import { Slot } from './equity-scratch.ts'

/**
 * Adds bars `from` (at least 1) to `to` to the sums that a regression of the returns on a benchmark's needs. Returns are shifted
 * as in {@link foldReturns}.
 */
export function foldBenchmark(equity: Column, benchmark: Column, from: number, to: number, state: Float64Array): void {
  const shift = state[Slot.shift]
  const benchmarkShift = state[Slot.benchmarkShift]
  let sum1 = state[Slot.benchmarkSum1]
  let sum2 = state[Slot.benchmarkSum2]
  let products = state[Slot.products]
  let previous = equity[from - 1]
  let before = benchmark[from - 1]
  for (let i = from; i < to; i++) {
    const x = equity[i] / previous - 1 - shift
    // A benchmark at or below 0 has no return: one NaN and the sums say so.
    const y = before > 0 ? benchmark[i] / before - 1 - benchmarkShift : Number.NaN
    previous = equity[i]
    before = benchmark[i]
    sum1 += y
    sum2 += y * y
    products += x * y
  }
  state[Slot.benchmarkSum1] = sum1
  state[Slot.benchmarkSum2] = sum2
  state[Slot.products] = products
}
