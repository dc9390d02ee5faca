import { describe, expect, it } from 'vitest'
import { stability } from '../../src/metrics/stability.ts'

describe('stability', () => {
  it('is 1 for a steady compounder and 0 for a curve without direction', () => {
    expect(stability(Float64Array.of(100, 110, 121, 133.1))).toBeCloseTo(1, 12)
    expect(stability(Float64Array.of(100, 110, 110, 100))).toBeCloseTo(0, 12)
  })

  it('by hand', () => {
    // Logs 0, 1, 0, 1 against -1.5, -0.5, 0.5, 1.5: covariance 1, squares 5 and 1.
    expect(stability(Float64Array.of(1, Math.E, 1, Math.E))).toBeCloseTo(0.2, 12)
  })

  it('is NaN where logarithms or variance are missing', () => {
    expect(stability(Float64Array.of(5, 5, 5))).toBeNaN()
    expect(stability(Float64Array.of(5, 0, 5))).toBeNaN()
    expect(stability(Float64Array.of(5, -1, 5))).toBeNaN()
    expect(stability(new Float64Array(0))).toBeNaN()
    expect(stability(Float64Array.of(3))).toBeNaN()
  })
})
