import { describe, expect, it } from 'vitest'
import { standardErrorBands } from '../../src/indicators/standard-error-bands.ts'

describe('standardErrorBands', () => {
  it('is worked by hand', () => {
    // The line through 1, 3, 2 ends at 2.5; distances -0.5, 1, -0.5.
    const { upper, middle, lower } = standardErrorBands(Float64Array.of(1, 3, 2), { period: 3, multiplier: 2, smooth: 1 })
    expect(middle[2]).toBeCloseTo(2.5, 14)
    expect(upper[2]).toBeCloseTo(2.5 + 2 * Math.sqrt(1.5), 13)
    expect(lower[2]).toBeCloseTo(2.5 - 2 * Math.sqrt(1.5), 13)
  })

  it('meets on a line, one bar late for every bar of smoothing beyond the first', () => {
    const line = Float64Array.from({ length: 30 }, (_, i) => 5 + 2 * i)
    const { upper, lower } = standardErrorBands(line, { period: 10, smooth: 3 })
    expect([...upper].findIndex(value => !Number.isNaN(value))).toBe(11)
    expect(upper[29]).toBeCloseTo(line[28], 12)
    expect(lower[29]).toBeCloseTo(line[28], 12)
  })

  it('meets where values do not move', () => {
    const { upper, middle, lower } = standardErrorBands(new Float64Array(30).fill(0.25))
    expect([upper[29], middle[29], lower[29]]).toEqual([0.25, 0.25, 0.25])
  })
})
