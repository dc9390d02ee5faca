import { describe, expect, it } from 'vitest'
import { williamsR } from '../../src/indicators/williams-r.ts'

describe('williamsR', () => {
  it('is worked by hand', () => {
    // 9 between 6 and 10, then 11 between 7 and 12
    const bars = { high: Float64Array.of(8, 10, 12), low: Float64Array.of(6, 7, 9), close: Float64Array.of(7, 9, 11) }
    expect([...williamsR(bars, { period: 2 })]).toEqual([Number.NaN, -25, -20])
  })

  it('is 0 at the high, -100 at the low and -50 where prices do not move', () => {
    const high = new Float64Array(20).fill(0.7)
    const low = new Float64Array(20).fill(0.1)
    expect(williamsR({ high, low, close: high })[19]).toBe(0)
    expect(williamsR({ high, low, close: low })[19]).toBe(-100)
    expect(williamsR({ high, low: high, close: high })[19]).toBe(-50)
  })
})
