import { describe, expect, it } from 'vitest'
import { omega } from '../../src/metrics/omega.ts'

describe('omega', () => {
  it('by hand', () => {
    expect(omega(Float64Array.of(0.02, -0.01, 0.01))).toBeCloseTo(3, 12)
    // Above 0.01 by 0.01; below it by 0.02 and 0.
    expect(omega(Float64Array.of(0.02, -0.01, 0.01), { threshold: 0.01 })).toBeCloseTo(0.5, 12)
  })

  it('is 1 at the mean, whatever the distribution', () => {
    expect(omega(Float64Array.of(0.07, -0.01, 0.01, 0.01), { threshold: 0.02 })).toBeCloseTo(1, 12)
  })

  it('is NaN without losses, 0 without gains', () => {
    expect(omega(Float64Array.of(0.02, 0))).toBeNaN()
    expect(omega(new Float64Array(0))).toBeNaN()
    expect(omega(Float64Array.of(-0.02, 0))).toBe(0)
    expect(omega(Float64Array.of(-0.02, Number.NaN))).toBeNaN()
  })
})
