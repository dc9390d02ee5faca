import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maxDrawdown } from '../../src/metrics/drawdowns.ts'
import { Slot } from '../../src/metrics/equity-scratch.ts'
import { finishDrawdown, foldDrawdown } from '../../src/metrics/fold-drawdown.ts'

describe('foldDrawdown', () => {
  it('does not care where the curve is cut', () => {
    const curve = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 60 })
    fc.assert(
      fc.property(curve, fc.array(fc.nat({ max: 60 }), { maxLength: 6 }), (values, cuts) => {
        const equity = Float64Array.from(values)
        const state = new Float64Array(32).fill(Number.NaN, Slot.peak, Slot.recovery + 1)
        state[Slot.high] = state[Slot.low] = equity[0]
        const edges = [0, ...cuts.map(cut => Math.min(cut, values.length)).sort((a, b) => a - b), values.length]
        for (let k = 1; k < edges.length; k++) foldDrawdown(equity, edges[k - 1], edges[k], state)
        finishDrawdown(state, values.length - 1)
        const { peak, trough, recovery, depth } = maxDrawdown(equity)
        expect([state[Slot.peak], state[Slot.trough], state[Slot.recovery], state[Slot.depth]]).toEqual([peak, trough, recovery, depth])
      }),
      { numRuns: 500 },
    )
  })
})
