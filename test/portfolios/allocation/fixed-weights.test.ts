import { describe, expect, it } from 'vitest'
import { equalWeights, fixedWeights } from '../../../src/portfolios/allocation/fixed-weights.ts'
import { expectClose } from '../expect-close.ts'

const input = { names: ['trend', 'reversion', 'breakout'] }

describe('fixedWeights', () => {
  it('takes them as they are', () => {
    expect(Array.from(fixedWeights(input, { weights: { trend: 0.34, breakout: 0.66 } }).weights)).toEqual([0.34, 0, 0.66])
    const exact = [0.183, 0.184, 0.633]
    expect(Array.from(fixedWeights(input, { weights: exact }).weights)).toEqual(exact)
    // 0.1 + 0.2 + 0.7 is not 1 to the last bit.
    expect(Array.from(fixedWeights(input, { weights: [0.1, 0.2, 0.7] }).weights)).toEqual([0.1, 0.2, 0.7])
  })

  it('a wrong sum is an error, or is scaled', () => {
    expect(() => fixedWeights(input, { weights: [0.5, 0.2, 0.2] })).toThrow(/sum to 0\.8999\d*, not to 1/)
    const scaled = fixedWeights(input, { weights: [2, 1, 1], scale: true })
    expectClose(scaled.weights, [0.5, 0.25, 0.25], 1e-12)
    expect(scaled.notes).toEqual(['The weights summed to 4 and were scaled to 1.'])
    expect(() => fixedWeights(input, { weights: [0, 0, 0], scale: true })).toThrow('sum to 0')
    expect(() => fixedWeights(input, { weights: [-1, 0, 0], scale: true })).toThrow('sum to -1')
  })

  it('says what is wrong', () => {
    expect(() => fixedWeights(input, { weights: { tren: 1 } })).toThrow('did you mean "trend"?')
    expect(() => fixedWeights(input, { weights: [1] })).toThrow('1 weights for 3 sleeves')
    expect(() => fixedWeights(input, { weights: [Number.NaN, 0, 1] })).toThrow('the weight of trend is NaN')
  })

  it('limits hold: the case that lost its cap', () => {
    const result = fixedWeights({ names: ['A', 'B', 'C'] }, { weights: { A: 0.7, B: 0.25, C: 0.05 }, maximum: 0.5 })
    expectClose(result.weights, [0.5, 0.25 / 0.6, 0.05 / 0.6], 1e-12)
    expect(result.notes).toEqual(['Limits that hold the weights: maximum of A (0.5).'])
  })

  it('long and short', () => {
    const weights = { trend: 0.5, reversion: -0.5 }
    expectClose(fixedWeights(input, { weights, net: 0, minimum: -1 }).weights, [0.5, -0.5, 0], 1e-12)
  })
})

describe('equalWeights', () => {
  it('shares, and shares again what a cap leaves', () => {
    expectClose(equalWeights(input).weights, [1 / 3, 1 / 3, 1 / 3], 1e-12)
    expectClose(equalWeights(input, { maximum: { trend: 0.2 } }).weights, [0.2, 0.4, 0.4], 1e-12)
    expect(() => equalWeights(input, { maximum: 0.2 })).toThrow('contradict')
  })
})
