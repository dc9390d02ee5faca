import { describe, expect, it } from 'vitest'
import { dpo } from '../../src/indicators/dpo.ts'

const line = Float64Array.from({ length: 60 }, (_, i) => 3 + 0.5 * i)

describe('dpo', () => {
  it('is worked by hand', () => {
    // averages of 2: 2, 5.5, 7.5; two bars later 7 - 2, 9 - 5.5
    expect([...dpo(Float64Array.of(1, 3, 8, 7, 9), { period: 2 })]).toEqual([Number.NaN, Number.NaN, Number.NaN, 5, 3.5])
  })

  it('is the lag times the slope on a straight line', () => {
    // average 9.5 bars behind, taken 11 bars before
    expect(dpo(line)[59]).toBeCloseTo(0.5 * (9.5 + 11), 10)
  })

  it('is 0 where values do not move', () => {
    expect(dpo(new Float64Array(60).fill(8))[59]).toBe(0)
  })
})
