import fc from 'fast-check'
import { sampleKurtosis, sampleSkewness, sampleStandardDeviation } from 'simple-statistics'
import { describe, expect, it } from 'vitest'
import { kurtosis, mean, ratio, skewness, standardDeviation } from '../../src/metrics/moments.ts'

describe('moments', () => {
  it('by hand', () => {
    expect(mean([1, 2, 6])).toBe(3)
    expect(standardDeviation([1, 2, 3])).toBe(1)
    // Distances -3, 1, 1, 1 (hundredths): squares 12/4 = 3, cubes -24/4 = -6.
    expect(skewness([-0.03, 0.01, 0.01, 0.01])).toBeCloseTo(-6 / 3 ** 1.5, 12)
    expect(kurtosis([-0.01, 0.01, -0.01, 0.01])).toBeCloseTo(-2, 12)
  })

  it('agrees with simple-statistics', () => {
    const value = fc.double({ min: -1, max: 1, noNaN: true })
    fc.assert(
      fc.property(fc.array(value, { minLength: 4, maxLength: 50 }), values => {
        fc.pre(sampleStandardDeviation(values) > 1e-3)
        expect(standardDeviation(values)).toBeCloseTo(sampleStandardDeviation(values), 12)
        expect(skewness(values, { biased: false })).toBeCloseTo(sampleSkewness(values), 9)
        expect(kurtosis(values, { biased: false })).toBeCloseTo(sampleKurtosis(values), 8)
      }),
    )
  })

  it('is NaN where there is nothing to say', () => {
    expect(mean([])).toBeNaN()
    expect(standardDeviation([1])).toBeNaN()
    for (const values of [[], [0.1], [0.1, 0.1, 0.1]]) {
      expect(skewness(values)).toBeNaN()
      expect(kurtosis(values)).toBeNaN()
    }
    expect(skewness([0, 1], { biased: false })).toBeNaN()
    expect(kurtosis([0, 1, 3], { biased: false })).toBeNaN()
    expect(mean([1, Number.NaN])).toBeNaN()
  })

  it('never divides to Infinity', () => {
    expect(ratio(1, 0)).toBeNaN()
    expect(ratio(0, 0)).toBeNaN()
    expect(ratio(1, Number.POSITIVE_INFINITY)).toBeNaN()
    expect(ratio(1, 4)).toBe(0.25)
  })
})
