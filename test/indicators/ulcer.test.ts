import { describe, expect, it } from 'vitest'
import { ulcer } from '../../src/indicators/ulcer.ts'

describe('ulcer', () => {
  it('is worked by hand', () => {
    // Below the highest so far by 0, 0.2, 0, 0.5.
    const values = ulcer(Float64Array.of(100, 80, 100, 50), { period: 4 })
    expect(values[3]).toBeCloseTo(Math.sqrt((0.04 + 0.25) / 4), 14)
    expect([...values.subarray(0, 3)]).toEqual([Number.NaN, Number.NaN, Number.NaN])
  })

  it('forgets highs that have left the window', () => {
    expect(ulcer(Float64Array.of(1e15, 80, 100, 50), { period: 2 })[3]).toBeCloseTo(Math.sqrt(0.25 / 2), 14)
  })

  it('is 0 where values rise or stand still, NaN where the highest is 0', () => {
    expect([...ulcer(Float64Array.of(1, 2, 2, 3), { period: 3 })].slice(2)).toEqual([0, 0])
    expect(ulcer(new Float64Array(3), { period: 3 })[2]).toBeNaN()
    expect([...ulcer(Float64Array.of(5, 3), { period: 1 })]).toEqual([0, 0])
  })
})
