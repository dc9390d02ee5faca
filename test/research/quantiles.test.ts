import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { quantile } from '../../src/metrics/quantile.ts'
import { fillQuantiles } from '../../src/research/quantiles.ts'

describe('fillQuantiles', () => {
  it('has the bits of quantile', () => {
    const share = fc.oneof(fc.constantFrom(0, 1, 0.5), fc.double({ min: 0, max: 1, noNaN: true }))
    const value = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ min: -1e6, max: 1e6, noNaN: true }))
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 200 }), fc.array(share, { maxLength: 9 }), (values, shares) => {
        shares.sort((a, b) => a - b)
        const into = new Float64Array(shares.length)
        fillQuantiles(Float64Array.from([...values, -1e9]), values.length, shares, into)
        expect(Array.from(into, x => x + 0)).toEqual(shares.map(s => quantile(values, s) + 0))
      }),
      { numRuns: 500 },
    )
  })

  it('of many values', () => {
    const values = Float64Array.from({ length: 10_007 }, (_, i) => Math.sin(i) * (i % 13))
    const shares = [0, 0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99, 1]
    const into = new Float64Array(9)
    fillQuantiles(values.slice(), values.length, shares, into)
    expect(Array.from(into)).toEqual(shares.map(share => quantile(values, share)))
  })

  it('of nothing', () => {
    const into = new Float64Array(2)
    fillQuantiles(new Float64Array(3), 0, [0.1, 0.9], into)
    expect(into).toEqual(Float64Array.of(Number.NaN, Number.NaN))
  })
})
