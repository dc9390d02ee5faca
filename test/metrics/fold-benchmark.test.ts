import { describe, expect, it } from 'vitest'
import { Slot } from '../../src/metrics/equity-scratch.ts'
import { foldBenchmark } from '../../src/metrics/fold-benchmark.ts'

describe('foldBenchmark', () => {
  it('by hand, in two pieces', () => {
    const state = new Float64Array(32)
    // Returns 0.5, -0.5, 1 against 1, 0, -0.5; shifted by 0.5 and 0.25.
    const benchmark = Float64Array.of(1, 2, 2, 1)
    state[Slot.shift] = 0.5
    state[Slot.benchmarkShift] = 0.25
    foldBenchmark(Float64Array.of(0.5), benchmark, 1, 2, state)
    foldBenchmark(Float64Array.of(-0.5, 1), benchmark, 2, 4, state)
    expect(state[Slot.benchmarkSum1]).toBe(0.75 - 0.25 - 0.75)
    expect(state[Slot.benchmarkSum2]).toBe(0.5625 + 0.0625 + 0.5625)
    expect(state[Slot.products]).toBe(0 + 0.25 - 0.375)
  })

  it('is NaN after a benchmark that is not positive', () => {
    const state = new Float64Array(32)
    foldBenchmark(Float64Array.of(0, 0), Float64Array.of(1, -1, -2), 1, 3, state)
    expect(state[Slot.benchmarkSum1]).toBeNaN()
  })
})
