import { describe, expect, it } from 'vitest'
import { lowest } from '../../src/indicators/lowest.ts'

describe('lowest', () => {
  it('is the smallest of the window, worked by hand', () => {
    expect([...lowest(Float64Array.of(3, 1, 2, -5, -7, -6), { period: 2 })]).toEqual([Number.NaN, 1, 1, -5, -7, -7])
  })

  it('agrees exactly with a plain slow twin', () => {
    const values = Float64Array.from({ length: 90 }, (_, i) => Math.round(20 * Math.sin(i * i)) + 0)
    for (let period = 1; period <= 15; period++) {
      const got = lowest(values, { period })
      for (let i = period - 1; i < values.length; i++) expect(got[i]).toBe(Math.min(...values.subarray(i - period + 1, i + 1)))
    }
  })

  it('knows nothing in a history shorter than the warm-up', () => {
    expect(lowest(new Float64Array(0)).length).toBe(0)
    expect([...lowest(Float64Array.of(1, 2, 3, 4).subarray(0, 4), { period: 5 })].every(value => Number.isNaN(value))).toBe(true)
  })

  it('gives 0.1 for prices that do not move', () => {
    const values = lowest(
      Float64Array.from({ length: 60 }, () => 0.1),
      { period: 5 },
    )
    expect([...values.subarray(4)].every(value => Object.is(value, 0.1))).toBe(true)
  })

  it('is the input for period 1', () => {
    expect(lowest(Float64Array.of(0.1, 1e15, 0.3), { period: 1 })).toEqual(Float64Array.of(0.1, 1e15, 0.3))
  })
})
