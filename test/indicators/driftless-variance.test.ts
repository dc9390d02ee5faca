import { describe, expect, it } from 'vitest'
import { driftlessVariance } from '../../src/indicators/driftless-variance.ts'

describe('driftlessVariance', () => {
  it('is worked by hand', () => {
    expect(driftlessVariance(1, Math.exp(0.1), Math.exp(-0.1), Math.exp(0.05))).toBeCloseTo(0.05 * 0.1 + 0.15 * 0.1, 14)
  })

  it('is 0 for a bar from end to end and for one without a range', () => {
    expect(driftlessVariance(2, 3, 2, 3)).toBe(0)
    expect(driftlessVariance(5, 5, 5, 5)).toBe(0)
  })

  it('is NaN where a price is 0', () => {
    expect(driftlessVariance(1, 2, 0, 1)).toBeNaN()
  })
})
