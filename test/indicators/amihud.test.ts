import { describe, expect, it } from 'vitest'
import { amihud } from '../../src/indicators/amihud.ts'

describe('amihud', () => {
  it('is worked by hand, in parts per million traded', () => {
    // 0.25 on 125 x 16000 = 2 million; 0.2 on 100 x 1000 = 0.1 million.
    const bars = { close: Float64Array.of(100, 125, 100), volume: Float64Array.of(5, 16_000, 1000) }
    const values = amihud(bars, { period: 2 })
    expect([values[0], values[1]]).toEqual([Number.NaN, Number.NaN])
    expect(values[2]).toBeCloseTo((0.125 + 2) / 2, 12)
  })

  it('leaves out bars without trade, and is NaN where there is no other', () => {
    const bars = { close: Float64Array.of(100, 125, 125, 125), volume: Float64Array.of(5, 16_000, 0, 0) }
    expect([...amihud(bars, { period: 2 })]).toEqual([Number.NaN, Number.NaN, 0.125, Number.NaN])
  })

  it('is 0 where prices do not move', () => {
    expect(amihud({ close: new Float64Array(4).fill(3), volume: new Float64Array(4).fill(2) }, { period: 3 })[3]).toBe(0)
  })
})
