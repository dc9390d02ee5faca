import { describe, expect, it } from 'vitest'
import { rma } from '../../src/indicators/rma.ts'

describe('rma', () => {
  it('starts from the mean and moves by 1 / period, worked by hand', () => {
    // seed (1 + 3) / 2 = 2, then half the way to the new value
    expect([...rma(Float64Array.of(1, 3, 6, 2), { period: 2 })]).toEqual([Number.NaN, 2, 4, 3])
    expect(rma(Float64Array.of(4, 4, 4, 4, 8), { period: 4 })[4]).toBe(5)
  })

  it('knows nothing in a history shorter than the warm-up', () => {
    expect(rma(new Float64Array(0)).length).toBe(0)
    expect([...rma(Float64Array.of(1, 2, 3, 4).subarray(0, 4), { period: 5 })].every(value => Number.isNaN(value))).toBe(true)
  })

  it('gives 0.1 for prices that do not move', () => {
    const values = rma(
      Float64Array.from({ length: 60 }, () => 0.1),
      { period: 5 },
    )
    expect([...values.subarray(4)].every(value => Object.is(value, 0.1))).toBe(true)
  })

  it('is the input for period 1', () => {
    expect(rma(Float64Array.of(0.1, 1e15, 0.3), { period: 1 })).toEqual(Float64Array.of(0.1, 1e15, 0.3))
  })

  it('stays between the lowest and the highest value', () => {
    const values = Float64Array.from({ length: 500 }, (_, i) => (i % 7 === 0 ? 1e12 : 1e-6))
    for (const value of rma(values, { period: 9 }).subarray(8)) expect(value >= 1e-6 && value <= 1e12).toBe(true)
  })
})
