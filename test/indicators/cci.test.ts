import { describe, expect, it } from 'vitest'
import { cci } from '../../src/indicators/cci.ts'

describe('cci', () => {
  it('is worked by hand', () => {
    // mean 3, distances 2, 1, 3: 3 / (0.015 * 2)
    const price = Float64Array.of(1, 2, 6)
    const got = cci({ high: price, low: price, close: price }, { period: 3 })
    expect([got[0], got[1]]).toEqual([Number.NaN, Number.NaN])
    expect(got[2]).toBeCloseTo(100, 10)
  })

  it('takes the typical price', () => {
    const got = cci({ high: Float64Array.of(2, 5), low: Float64Array.of(0, 1), close: Float64Array.of(1, 3) }, { period: 2 })
    expect(got[1]).toBeCloseTo(1 / 0.015, 10)
  })

  it('is exactly 0 where prices do not move, whatever they are', () => {
    for (const price of [0.1, 1e-9, 12345.678]) {
      const still = new Float64Array(40).fill(price)
      for (const period of [1, 7, 14]) expect(cci({ high: still, low: still, close: still }, { period })[39]).toBe(0)
    }
  })
})
