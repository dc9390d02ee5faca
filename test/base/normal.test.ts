import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normalArea, normalCdf, normalPdf, normalQuantile } from '../../src/base/normal.ts'

/** Published to 15 or more digits: Abramowitz and Stegun, table 26.1 and 26.2; mpmath for the far tails. */
const CDF: readonly (readonly [number, number])[] = [
  [0, 0.5],
  [0.5, 0.691462461274013],
  [1, 0.841344746068543],
  [1.5, 0.933192798731142],
  [2, 0.977249868051821],
  [-1, 0.158655253931457],
  [-2, 0.0227501319481792],
  [-3, 0.00134989803163009],
  [-5, 2.86651571879194e-7],
  [-10, 7.61985302416053e-24],
  [-20, 2.75362411860623e-89],
  [-37, 5.72557122252458e-300],
]

describe('normal distribution', () => {
  it.each(CDF)('cdf(%f) is %f', (x, p) => {
    expect(Math.abs(normalCdf(x) / p - 1)).toBeLessThan(5e-15)
  })

  it('density', () => {
    expect(normalPdf(0)).toBeCloseTo(0.3989422804014327, 16)
    expect(normalPdf(1)).toBeCloseTo(0.24197072451914337, 16)
    expect(normalPdf(-2)).toBe(normalPdf(2))
    expect(normalPdf(Number.NEGATIVE_INFINITY)).toBe(0)
    expect(normalPdf(Number.NaN)).toBeNaN()
  })

  it('area from the middle: published values, odd, without cancellation', () => {
    for (const [x, p] of CDF.filter(([x]) => Math.abs(x) <= 5)) expect(Math.abs(normalArea(x) - (p - 0.5))).toBeLessThan(1e-15)
    expect(normalArea(-0.7)).toBe(-normalArea(0.7))
    expect(normalArea(1e-20) / normalPdf(0)).toBeCloseTo(1e-20, 34)
    expect(normalArea(0)).toBe(0)
  })

  it('is smooth where the series meets the fraction', () => {
    for (const edge of [-1.5, 1.5]) {
      const step = 2 ** -20
      const slope = (normalCdf(edge + step) - normalCdf(edge - step)) / (2 * step)
      expect(slope).toBeCloseTo(normalPdf(edge), 9)
    }
  })

  it('is symmetric, rises, and its slope is the density', () => {
    const x = fc.double({ min: -6, max: 6, noNaN: true })
    fc.assert(
      fc.property(x, a => {
        expect(Math.abs(normalCdf(a) + normalCdf(-a) - 1)).toBeLessThan(3e-16)
        const h = 1e-3
        expect(normalCdf(a + h)).toBeGreaterThan(normalCdf(a - h))
        // Simpson's rule over the density.
        const area = (h / 3) * (normalPdf(a - h) + 4 * normalPdf(a) + normalPdf(a + h))
        expect(normalCdf(a + h) - normalCdf(a - h)).toBeCloseTo(area, 14)
      }),
    )
  })

  it('quantile: published values', () => {
    expect(normalQuantile(0.5)).toBe(0)
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 14)
    expect(normalQuantile(0.95)).toBeCloseTo(1.6448536269514722, 14)
    expect(normalQuantile(0.01)).toBeCloseTo(-2.3263478740408408, 14)
    expect(normalQuantile(1e-10)).toBeCloseTo(-6.361340902404056, 13)
    expect(normalQuantile(0.5 + 2 ** -40) / (2 ** -40 * Math.sqrt(2 * Math.PI))).toBeCloseTo(1, 14)
  })

  it('quantile undoes the distribution, out to the smallest probabilities', () => {
    fc.assert(
      fc.property(fc.double({ min: -37, max: 5, noNaN: true }), x => {
        // Near 1 the probability has too few digits left to find x again.
        const lost = x > 0 ? 1.2e-16 / normalPdf(x) : 0
        expect(Math.abs(normalQuantile(normalCdf(x)) - x)).toBeLessThan(
          1e-14 * Math.max(1, Math.abs(x)) + 2 * lost + 3e-16 / normalPdf(Math.min(0, Math.max(x, -1.5))),
        )
      }),
      { numRuns: 2000 },
    )
  })

  it('has no quantile for what is no probability', () => {
    for (const p of [0, 1, -0.1, 1.1, Number.NaN]) expect(normalQuantile(p)).toBeNaN()
    expect(normalCdf(Number.NaN)).toBeNaN()
    expect(normalCdf(Number.NEGATIVE_INFINITY)).toBe(0)
    expect(normalCdf(Number.POSITIVE_INFINITY)).toBe(1)
    expect(normalCdf(-1e6)).toBe(0)
  })
})
