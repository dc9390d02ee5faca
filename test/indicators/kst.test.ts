import { describe, expect, it } from 'vitest'
import { kst } from '../../src/indicators/kst.ts'

const nan = Number.NaN

describe('kst', () => {
  it('is worked by hand', () => {
    // doubling values change by 100, 300, 700 and 1500 % in 1, 2, 3 and 4 bars
    const doubling = Float64Array.from({ length: 8 }, (_, i) => 2 ** i)
    const got = kst(doubling, { roc1: 1, roc2: 2, roc3: 3, roc4: 4, smooth1: 1, smooth2: 1, smooth3: 1, smooth4: 2, signal: 2 })
    expect([...got.kst.subarray(0, 6)]).toEqual([nan, nan, nan, nan, nan, 100 + 600 + 2100 + 6000])
    expect([...got.signal.subarray(5, 7)]).toEqual([nan, 8800])
  })

  it('averages every rate over its own window', () => {
    const rates = { roc1: 1, roc2: 1, roc3: 1, roc4: 1, smooth1: 1, smooth2: 1, smooth3: 2, smooth4: 3, signal: 1 }
    const { kst: got, signal } = kst(Float64Array.of(100, 110, 121, 96.8), rates)
    // rates 10, 10, -20
    expect(got[3]).toBeCloseTo(1 * -20 + 2 * -20 + 3 * -5 + 4 * 0, 10)
    expect(signal[3]).toBe(got[3])
  })

  it('is unknown for as long as a rate of change from 0 is in a window', () => {
    const rates = { roc1: 1, roc2: 1, roc3: 1, roc4: 1, smooth1: 1, smooth2: 1, smooth3: 1, smooth4: 2, signal: 2 }
    const got = kst(Float64Array.of(1, 0, 1, 2, 4, 8), rates)
    expect([...got.kst]).toEqual([nan, nan, nan, nan, 1000, 1000])
    expect([...got.signal]).toEqual([nan, nan, nan, nan, nan, 1000])
  })

  it('is 0 where values do not move', () => {
    const { kst: got, signal } = kst(new Float64Array(80).fill(0.1))
    expect([got[79], signal[79]]).toEqual([0, 0])
  })
})
