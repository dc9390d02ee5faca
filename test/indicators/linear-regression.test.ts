import { describe, expect, it } from 'vitest'
import { linearRegression } from '../../src/indicators/linear-regression.ts'

const line = Float64Array.from({ length: 60 }, (_, i) => 3 + 0.5 * i)
const flat = new Float64Array(80).fill(0.1)

describe('linearRegression', () => {
  it('is worked by hand', () => {
    // mean 3, slope (6 - 1) / 2, variance 4 + 1 + 9
    const { value, slope, intercept, r2 } = linearRegression(Float64Array.of(1, 2, 6), { period: 3 })
    expect([value[1], value[2], slope[2], intercept[2]]).toEqual([Number.NaN, 5.5, 2.5, 0.5])
    expect(r2[2]).toBeCloseTo(25 / 28, 12)
  })

  it('finds the line that is there', () => {
    const { value, slope, intercept, r2 } = linearRegression(line, { period: 7 })
    for (let i = 6; i < line.length; i++) {
      expect(value[i]).toBeCloseTo(line[i], 10)
      expect(slope[i]).toBeCloseTo(0.5, 12)
      expect(intercept[i]).toBeCloseTo(line[i - 6], 10)
      expect(r2[i]).toBeCloseTo(1, 12)
      expect(r2[i]).toBeLessThanOrEqual(1)
    }
  })

  it('keeps its accuracy far away from 0 and after a spike', () => {
    const values = Float64Array.from({ length: 60 }, (_, i) => 5 * Math.sin(i))
    const near = linearRegression(values)
    const far = linearRegression(values.map(value => value + 2 ** 30))
    const spiked = linearRegression(values.map((value, i) => (i === 20 ? 1e15 : value)))
    for (let i = 40; i < 60; i++) {
      expect(far.slope[i]).toBeCloseTo(near.slope[i], 6)
      expect(spiked.slope[i]).toBe(near.slope[i])
      expect(spiked.r2[i]).toBe(near.r2[i])
    }
  })

  it('has a level and no slope where values do not move, and nothing to explain', () => {
    const { value, slope, intercept, r2 } = linearRegression(flat)
    expect([value[79], slope[79], intercept[79], r2[79]]).toEqual([0.1, 0, 0.1, Number.NaN])
  })
})
