import { describe, expect, it } from 'vitest'
import { rollingSkewness } from '../../src/indicators/rolling-skewness.ts'
import { skewness } from '../../src/metrics/moments.ts'

describe('rollingSkewness', () => {
  it('is worked by hand', () => {
    // Distances -1, -1, 2: second moment 2, third 2.
    const values = Float64Array.of(0, 0, 3)
    expect(rollingSkewness(values, { period: 3 })[2]).toBeCloseTo(2 / 2 ** 1.5, 14)
    expect(rollingSkewness(values, { period: 3, biased: 0 })[2]).toBeCloseTo((2 / 2 ** 1.5) * Math.sqrt(6), 14)
    expect(
      rollingSkewness(
        values.map(value => -value),
        { period: 3 },
      )[2],
    ).toBeCloseTo(-2 / 2 ** 1.5, 14)
  })

  it('is 0 for an even spread, NaN where values do not move', () => {
    expect(rollingSkewness(Float64Array.of(1, 2, 3, 4, 5), { period: 5 })[4]).toBeCloseTo(0, 14)
    expect(rollingSkewness(new Float64Array(60).fill(0.1)).every(Number.isNaN)).toBe(true)
  })

  it('agrees with the metric on every window', () => {
    const values = Float64Array.from({ length: 200 }, (_, i) => Math.sin(i * i))
    const got = rollingSkewness(values, { period: 30 })
    for (let i = 29; i < 200; i++) expect(got[i]).toBeCloseTo(skewness(values.subarray(i - 29, i + 1)), 10)
  })
})
