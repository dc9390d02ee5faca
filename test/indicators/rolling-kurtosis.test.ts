import { describe, expect, it } from 'vitest'
import { rollingKurtosis } from '../../src/indicators/rolling-kurtosis.ts'
import { kurtosis } from '../../src/metrics/moments.ts'

describe('rollingKurtosis', () => {
  it('is worked by hand', () => {
    const values = Float64Array.of(-1, 1, -1, 1)
    expect(rollingKurtosis(values, { period: 4 })[3]).toBeCloseTo(-2, 14)
    expect(rollingKurtosis(values, { period: 4, biased: 0 })[3]).toBeCloseTo(-6, 13)
  })

  it('is NaN where values do not move', () => {
    expect(rollingKurtosis(new Float64Array(60).fill(0.1)).every(Number.isNaN)).toBe(true)
  })

  it('agrees with the metric on every window', () => {
    const values = Float64Array.from({ length: 200 }, (_, i) => Math.sin(i * i))
    const got = rollingKurtosis(values, { period: 30 })
    for (let i = 29; i < 200; i++) expect(got[i]).toBeCloseTo(kurtosis(values.subarray(i - 29, i + 1)), 10)
  })
})
