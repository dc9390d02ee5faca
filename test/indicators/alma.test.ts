import { describe, expect, it } from 'vitest'
import { alma } from '../../src/indicators/alma.ts'

describe('alma', () => {
  it('is worked by hand', () => {
    // half a bar wide, around the middle: weights exp(-2), 1, exp(-2)
    const edge = Math.exp(-2)
    const got = alma(Float64Array.of(1, 2, 6), { period: 3, offset: 0.5, sigma: 6 })
    expect([...got.subarray(0, 2)]).toEqual([Number.NaN, Number.NaN])
    expect(got[2]).toBeCloseTo((1 * edge + 2 + 6 * edge) / (1 + 2 * edge), 12)
  })

  it('is one value of the window when the bell is narrow', () => {
    const values = Float64Array.of(5, 1, 4, 9)
    expect([...alma(values, { period: 3, offset: 1, sigma: 100 }).subarray(2)]).toEqual([4, 9])
    expect([...alma(values, { period: 3, offset: 0, sigma: 100 }).subarray(2)]).toEqual([5, 1])
    expect(alma(values, { period: 4, offset: 0.85, sigma: 100 })[3]).toBeCloseTo(9, 12)
  })

  it('is nearly the simple average when the bell is wide', () => {
    expect(alma(Float64Array.of(1, 2, 6), { period: 3, sigma: 0.01 })[2]).toBeCloseTo(3, 4)
  })

  it('stays where values do not move', () => {
    expect(alma(new Float64Array(20).fill(0.1))[19]).toBe(0.1)
  })
})
