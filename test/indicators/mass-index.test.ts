import { describe, expect, it } from 'vitest'
import { massIndex } from '../../src/indicators/mass-index.ts'

describe('massIndex', () => {
  it('is worked by hand', () => {
    // ranges 2, 4, 9: averages 3, 7, average of those 5; then range 9: 25 / 3, 65 / 9
    const high = Float64Array.of(2, 4, 9, 9)
    const low = new Float64Array(4)
    const got = massIndex({ high, low }, { smooth: 2, period: 1 })
    expect([...got.subarray(0, 2)]).toEqual([Number.NaN, Number.NaN])
    expect(got[2]).toBeCloseTo(7 / 5, 12)
    expect(got[3]).toBeCloseTo(25 / 3 / (65 / 9), 12)
    expect(massIndex({ high, low }, { smooth: 2, period: 2 })[3]).toBeCloseTo(7 / 5 + 75 / 65, 12)
  })

  it('is the period where ranges do not change, even where there are none', () => {
    const high = new Float64Array(60).fill(3)
    expect(massIndex({ high, low: new Float64Array(60).fill(1) })[59]).toBe(25)
    expect(massIndex({ high, low: high })[59]).toBe(25)
  })
})
