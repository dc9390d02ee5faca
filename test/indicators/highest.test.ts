import { describe, expect, it } from 'vitest'
import { highest } from '../../src/indicators/highest.ts'

describe('highest', () => {
  it('is the largest of the window, worked by hand', () => {
    expect([...highest(Float64Array.of(3, 1, 2, -5, -7, -6), { period: 2 })]).toEqual([Number.NaN, 3, 2, 2, -5, -6])
  })

  it('agrees exactly with a plain slow twin', () => {
    const values = Float64Array.from({ length: 90 }, (_, i) => Math.round(20 * Math.sin(i * i)) + 0)
    for (let period = 1; period <= 15; period++) {
      const got = highest(values, { period })
      for (let i = period - 1; i < values.length; i++) expect(got[i]).toBe(Math.max(...values.subarray(i - period + 1, i + 1)))
    }
  })

  it('knows nothing in a history shorter than the warm-up', () => {
    expect(highest(new Float64Array(0)).length).toBe(0)
    expect([...highest(Float64Array.of(1, 2, 3, 4).subarray(0, 4), { period: 5 })].every(value => Number.isNaN(value))).toBe(true)
  })

  it('gives 0.1 for prices that do not move', () => {
    const values = highest(
      Float64Array.from({ length: 60 }, () => 0.1),
      { period: 5 },
    )
    expect([...values.subarray(4)].every(value => Object.is(value, 0.1))).toBe(true)
  })

  it('is the input for period 1', () => {
    expect(highest(Float64Array.of(0.1, 1e15, 0.3), { period: 1 })).toEqual(Float64Array.of(0.1, 1e15, 0.3))
  })

  it('keeps no trace of a spike that has left the window', () => {
    const calm = Float64Array.from({ length: 200 }, (_, i) => 100 + Math.sin(i) + i / 7)
    const spiked = calm.slice()
    spiked[37] = 1e15
    const window = 4 + 1
    const after = 37 + window
    expect(highest(spiked, { period: 5 }).subarray(after)).toEqual(highest(calm, { period: 5 }).subarray(after))
    expect(highest(spiked, { period: 5 })[37]).not.toBe(highest(calm, { period: 5 })[37])
  })
})
