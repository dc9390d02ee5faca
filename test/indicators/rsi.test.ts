import { describe, expect, it } from 'vitest'
import { rsi } from '../../src/indicators/rsi.ts'

describe('rsi', () => {
  it('is the share of gains in all movement, worked by hand', () => {
    // gains 3 and 0, losses 0 and 1: 100 * 1.5 / 2; then gain 5: (1.5 + 5) / 2 = 3.25 and (0.5 + 0) / 2 = 0.25
    expect([...rsi(Float64Array.of(10, 13, 12, 17), { period: 2 })]).toEqual([Number.NaN, Number.NaN, 75, (100 * 3.25) / 3.5])
  })

  it('is 100 where prices only rise and 0 where they only fall', () => {
    const rising = Float64Array.from({ length: 50 }, (_, i) => 1.1 ** i)
    expect([...rsi(rising).subarray(14)].every(value => value === 100)).toBe(true)
    expect([...rsi(rising.slice().reverse()).subarray(14)].every(value => value === 0)).toBe(true)
  })

  it('never leaves 0 to 100', () => {
    const values = Float64Array.from({ length: 3000 }, (_, i) => 100 + (i % 3 === 0 ? 1e-9 : i * 0.37))
    for (const period of [1, 2, 3, 14])
      for (const value of rsi(values, { period }).subarray(period)) expect(value >= 0 && value <= 100).toBe(true)
  })

  it('knows nothing in a history shorter than the warm-up', () => {
    expect(rsi(new Float64Array(0)).length).toBe(0)
    expect([...rsi(Float64Array.of(1, 2, 3, 4).subarray(0, 4), { period: 4 })].every(value => Number.isNaN(value))).toBe(true)
  })

  it('gives 50 for prices that do not move', () => {
    const values = rsi(
      Float64Array.from({ length: 60 }, () => 0.1),
      { period: 4 },
    )
    expect([...values.subarray(4)].every(value => Object.is(value, 50))).toBe(true)
  })

  it('looks at the last change only for period 1', () => {
    expect([...rsi(Float64Array.of(1, 2, 1, 1, 3), { period: 1 })]).toEqual([Number.NaN, 100, 0, 50, 100])
  })
})
