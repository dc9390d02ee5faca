import { describe, expect, it } from 'vitest'
import { forceIndex } from '../../src/indicators/force-index.ts'

const flat = new Float64Array(80).fill(0.1)

describe('forceIndex', () => {
  it('is worked by hand', () => {
    // forces 20, -100, 30
    const got = forceIndex({ close: Float64Array.of(5, 6, 4, 5), volume: Float64Array.of(10, 20, 50, 30) }, { period: 2 })
    expect([...got.subarray(0, 3)]).toEqual([Number.NaN, Number.NaN, -40])
    expect(got[3]).toBeCloseTo((2 * 30 - 40) / 3, 12)
  })

  it('is the bare force for period 1, and 0 where prices do not move or nobody trades', () => {
    const close = Float64Array.of(5, 6, 4)
    expect([...forceIndex({ close, volume: Float64Array.of(9, 2, 3) }, { period: 1 })]).toEqual([Number.NaN, 2, -6])
    expect(forceIndex({ close: flat, volume: flat })[79]).toBe(0)
    expect(forceIndex({ close, volume: new Float64Array(3) }, { period: 1 })[1]).toBe(0)
  })
})
