import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { quantile } from '../../src/metrics/quantile.ts'

describe('quantile', () => {
  it('by hand', () => {
    expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5)
    expect(quantile([4, 1, 3, 2], 0)).toBe(1)
    expect(quantile([4, 1, 3, 2], 1)).toBe(4)
    expect(quantile([10, 20], 0.25)).toBe(12.5)
    expect(quantile([7], 0.3)).toBe(7)
  })

  it('rises with the share and stays between the extremes', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(fc.array(fc.integer(), { minLength: 1 }), share, share, (values, p, q) => {
        const [low, high] = [quantile(values, Math.min(p, q)), quantile(values, Math.max(p, q))]
        // Interpolation rounds in the last digit.
        expect(low).toBeLessThanOrEqual(high + 1e-6)
        expect(low).toBeGreaterThanOrEqual(Math.min(...values) - 1e-6)
        expect(high).toBeLessThanOrEqual(Math.max(...values) + 1e-6)
      }),
    )
  })

  it('leaves the values as they were', () => {
    const values = Float64Array.of(3, 1, 2)
    quantile(values, 0.5)
    expect([...values]).toEqual([3, 1, 2])
  })

  it('is NaN of nothing and of the unknown, and refuses a share outside 0 to 1', () => {
    expect(quantile([], 0.5)).toBeNaN()
    expect(quantile([1, Number.NaN, 2], 0.5)).toBeNaN()
    expect(() => quantile([1], 5)).toThrow('share is 5')
    expect(() => quantile([1], Number.NaN)).toThrow('share is NaN')
  })
})
