import { describe, expect, it } from 'vitest'
import { mcginley } from '../../src/indicators/mcginley.ts'

describe('mcginley', () => {
  it('is worked by hand', () => {
    // 10 / (5 * 16); then back: ratio 10 / 10.125
    const got = mcginley(Float64Array.of(10, 20, 10), { period: 5, factor: 1 })
    expect([got[0], got[1]]).toEqual([Number.NaN, 10.125])
    expect(got[2]).toBeCloseTo(10.125 - 0.125 / (5 * (10 / 10.125) ** 4), 12)
  })

  it('never goes past the close, however far that falls', () => {
    expect([...mcginley(Float64Array.of(10, 1, 0.001, -3))]).toEqual([Number.NaN, 1, 0.001, expect.closeTo(0.001, 10)])
  })

  it('leaves 0 for the next close, and stays where values do not move', () => {
    expect([...mcginley(Float64Array.of(0, 0, 5))]).toEqual([Number.NaN, 0, 5])
    expect(mcginley(new Float64Array(30).fill(0.1))[29]).toBe(0.1)
  })
})
