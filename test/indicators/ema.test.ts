import { describe, expect, it } from 'vitest'
import { ema } from '../../src/indicators/ema.ts'

describe('ema', () => {
  it('starts from the mean and moves by 2 / (period + 1), worked by hand', () => {
    // seed (1 + 3 + 5) / 3 = 3, then half the way to the new value
    expect([...ema(Float64Array.of(1, 3, 5, 7, 1), { period: 3 })]).toEqual([Number.NaN, Number.NaN, 3, 5, 3])
  })

  it('knows nothing in a history shorter than the warm-up', () => {
    expect(ema(new Float64Array(0)).length).toBe(0)
    expect([...ema(Float64Array.of(1, 2, 3, 4).subarray(0, 4), { period: 5 })].every(value => Number.isNaN(value))).toBe(true)
  })

  it('gives 0.1 for prices that do not move', () => {
    const values = ema(
      Float64Array.from({ length: 60 }, () => 0.1),
      { period: 5 },
    )
    expect([...values.subarray(4)].every(value => Object.is(value, 0.1))).toBe(true)
  })

  it('is the input for period 1', () => {
    expect(ema(Float64Array.of(0.1, 1e15, 0.3), { period: 1 })).toEqual(Float64Array.of(0.1, 1e15, 0.3))
  })

  it('stays between the lowest and the highest value', () => {
    const values = Float64Array.from({ length: 500 }, (_, i) => (i % 7 === 0 ? 1e12 : 1e-6))
    for (const value of ema(values, { period: 9 }).subarray(8)) expect(value >= 1e-6 && value <= 1e12).toBe(true)
  })
})
