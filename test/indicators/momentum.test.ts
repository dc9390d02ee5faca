import { describe, expect, it } from 'vitest'
import { momentum } from '../../src/indicators/momentum.ts'

describe('momentum', () => {
  it('is a difference, worked by hand', () => {
    expect([...momentum(Float64Array.of(100, 110, 99, 121), { period: 2 })]).toEqual([Number.NaN, Number.NaN, -1, 11])
  })

  it('knows nothing in a history shorter than the warm-up', () => {
    expect(momentum(new Float64Array(0)).length).toBe(0)
    expect([...momentum(Float64Array.of(1, 2, 3, 4).subarray(0, 4), { period: 4 })].every(value => Number.isNaN(value))).toBe(true)
  })

  it('gives 0 for prices that do not move', () => {
    const values = momentum(
      Float64Array.from({ length: 60 }, () => 0.1),
      { period: 4 },
    )
    expect([...values.subarray(4)].every(value => Object.is(value, 0))).toBe(true)
  })

  it('keeps no trace of a spike that has left the window', () => {
    const calm = Float64Array.from({ length: 200 }, (_, i) => 100 + Math.sin(i) + i / 7)
    const spiked = calm.slice()
    spiked[37] = 1e15
    const window = 4 + 1
    const after = 37 + window
    expect(momentum(spiked, { period: 4 }).subarray(after)).toEqual(momentum(calm, { period: 4 }).subarray(after))
    expect(momentum(spiked, { period: 4 })[37]).not.toBe(momentum(calm, { period: 4 })[37])
  })
})
