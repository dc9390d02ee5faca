import { describe, expect, it } from 'vitest'
import { fillHighPassing, highPassing } from '../../src/indicators/high-passing.ts'

describe('highPassing', () => {
  it('gives 0 for values that do not move and for a straight line in the end', () => {
    const still = highPassing(10)
    expect([still(0.1), still(0.1), still(0.1)]).toEqual([0, 0, 0])
    const line = highPassing(10)
    let value = 1
    for (let i = 0; i < 300; i++) value = line(3 * i)
    expect(value).toBeCloseTo(0, 12)
  })

  it('is worked by hand', () => {
    // alpha as printed: cosine and sine of 0.7071 * 360 / 10 degrees
    const angle = (Math.SQRT1_2 * 2 * Math.PI) / 10
    const alpha = (Math.cos(angle) + Math.sin(angle) - 1) / Math.cos(angle)
    const high = highPassing(10)
    high(0)
    const first = (1 - alpha / 2) ** 2
    expect(high(1)).toBeCloseTo(first, 14)
    expect(high(1)).toBeCloseTo((1 - alpha / 2) ** 2 * -1 + 2 * (1 - alpha) * first, 14)
  })

  it('has no hole where the cosine of the paper is 0', () => {
    const high = highPassing(2 * Math.SQRT2)
    high(0)
    expect(high(4)).toBeCloseTo(1, 14)
  })

  it('fills the bits of its step, and leaves the bars before the first', () => {
    const values = Float64Array.from({ length: 60 }, (_, i) => 100 + 10 * Math.sin(i * i))
    const high = highPassing(9)
    const stepped = values.map(value => high(value))
    const out = new Float64Array(60).fill(7)
    fillHighPassing(values, out, { period: 9, first: 8 })
    expect(out.subarray(0, 8)).toEqual(new Float64Array(8).fill(7))
    expect(out.subarray(8)).toEqual(stepped.subarray(8))
    fillHighPassing(new Float64Array(0), new Float64Array(0), { period: 9, first: 8 })
  })
})
