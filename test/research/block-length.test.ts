import { describe, expect, it } from 'vitest'
import { optimalBlockLength } from '../../src/research/block-length.ts'
import { lcg, nearlyNormal } from './lcg.ts'

/** A series that remembers a share of its last value. */
function remembering(seed: number, length: number, share: number): Float64Array {
  const uniform = lcg(seed)
  const series = new Float64Array(length)
  for (let i = 1; i < length; i++) series[i] = share * series[i - 1] + nearlyNormal(uniform)
  return series
}

describe('optimalBlockLength', () => {
  // Computed with the Python package arch 8.0.
  it.each([
    [1, 200, 0, 2.199252792364942, 2.5175159943953345],
    [2, 500, 0.5, 8.747418712063668, 10.013294785276805],
    [3, 1000, 0.9, 33.842727599550365, 38.74025229005804],
    [4, 1000, -0.6, 7.768899126146702, 8.893169478660262],
    [5, 60, 0.3, 2.17068161141684, 2.484810156637474],
    [6, 5000, 0.2, 8.625410548911104, 9.873630303208294],
    [7, 12, 0, 0.06046870576975675, 0.06921938872340738],
    [8, 300, 0.97, 26.552232187552434, 30.394718356674282],
  ])('seed %d, %d values, memory %d', (seed, length, share, stationary, circular) => {
    const found = optimalBlockLength(remembering(seed, length, share))
    expect(Math.abs(found.stationary / stationary - 1)).toBeLessThan(1e-9)
    expect(Math.abs(found.circular / circular - 1)).toBeLessThan(1e-9)
  })

  it('does not depend on level and scale', () => {
    const series = remembering(9, 400, 0.5)
    const { stationary } = optimalBlockLength(series)
    expect(optimalBlockLength(series.map(value => 7 - 0.01 * value)).stationary).toBeCloseTo(stationary, 6)
  })

  it('is not known for too few values and for flat ones', () => {
    expect(optimalBlockLength(remembering(1, 9, 0)).stationary).toBeNaN()
    expect(optimalBlockLength(new Float64Array(50)).circular).toBeNaN()
    expect(optimalBlockLength(new Float64Array(0)).stationary).toBeNaN()
    expect(() => optimalBlockLength(Float64Array.of(1, Number.NaN))).toThrowError(/return 1/)
  })
})
