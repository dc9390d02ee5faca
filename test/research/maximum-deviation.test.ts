import { describe, expect, it } from 'vitest'
import { maximumDeviation } from '../../src/research/maximum-deviation.ts'

describe('maximumDeviation', () => {
  // Two numbers: the variance is 1 - 1/π; the others by scipy's quadrature.
  it.each([
    [1, 1],
    [2, Math.sqrt(1 - 1 / Math.PI)],
    [3, 0.747975403203452],
    [20, 0.5250682009207835],
    [100, 0.42942381581115907],
  ])('of %d numbers', (count, expected) => {
    expect(maximumDeviation(count)).toBeCloseTo(expected, 11)
  })

  it('goes on for counts that are not whole, and for huge ones', () => {
    expect(maximumDeviation(10.5)).toBeLessThan(maximumDeviation(10))
    expect(maximumDeviation(1e6)).toBeGreaterThan(0.2)
    expect(maximumDeviation(1e6)).toBeLessThan(0.3)
  })

  it.each([0, Number.NaN, Number.POSITIVE_INFINITY])('refuses %s', count => {
    expect(() => maximumDeviation(count)).toThrowError(expect.objectContaining({ code: 'research/trials' }))
  })
})
