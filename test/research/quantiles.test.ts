import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { quantile } from '../../src/metrics/quantile.ts'
import { Quantiles } from '../../src/research/quantiles.ts'

describe('fillQuantiles', () => {
  it('has the bits of quantile', () => {
    const share = fc.oneof(fc.constantFrom(0, 1, 0.5), fc.double({ min: 0, max: 1, noNaN: true }))
    const value = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ min: -1e6, max: 1e6, noNaN: true }))
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 200 }), fc.array(share, { maxLength: 9 }), (values, shares) => {
        shares.sort((a, b) => a - b)
        const into = new Float64Array(shares.length)
        new Quantiles(values.length, shares).fill(Float64Array.from([...values, -1e9]), values.length, into)
        expect(Array.from(into, x => x + 0)).toEqual(shares.map(s => quantile(values, s) + 0))
      }),
      { numRuns: 500 },
    )
  })

  const shares = [0, 0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99, 1]

  it.each<[string, (i: number) => number]>([
    ['spread out', i => Math.sin(i) * (i % 13)],
    ['equal', () => 7],
    ['two values', i => i % 2],
    ['nearly all in one bucket', i => (i === 5000 ? 1e9 : Math.sin(i))],
    ['whole numbers', i => Math.floor(20 * Math.sin(i))],
    ['too far apart for doubles', i => (i % 2 === 0 ? -1e308 : 1e308) * Math.sin(i)],
    ['rising', i => i],
    ['an endless one', i => (i === 3 ? Number.POSITIVE_INFINITY : i)],
  ])('of many values, %s', (_, make) => {
    const values = Float64Array.from({ length: 10_007 }, (_, i) => make(i))
    const finder = new Quantiles(values.length, shares)
    const into = new Float64Array(shares.length)
    for (let round = 0; round < 2; round++) {
      finder.fill(values, values.length, into)
      const expected = shares.map(share => quantile(values, share))
      expect(Array.from(into)).toEqual(expected.map(value => (Number.isFinite(value) ? value : Number.NaN)))
    }
  })

  it('with many percentiles next to each other', () => {
    const many = Array.from({ length: 400 }, (_, k) => k / 399)
    const values = Float64Array.from({ length: 3000 }, (_, i) => Math.cos(i) ** 3)
    const into = new Float64Array(many.length)
    new Quantiles(4000, many).fill(values, 3000, into)
    expect(Array.from(into)).toEqual(many.map(share => quantile(values, share)))
  })

  it('of nothing', () => {
    const into = new Float64Array(2)
    new Quantiles(3, [0.1, 0.9]).fill(new Float64Array(3), 0, into)
    expect(into).toEqual(Float64Array.of(Number.NaN, Number.NaN))
  })
})
