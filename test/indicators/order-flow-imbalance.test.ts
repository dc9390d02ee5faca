import { describe, expect, it } from 'vitest'
import { orderFlowImbalance } from '../../src/indicators/order-flow-imbalance.ts'

describe('orderFlowImbalance', () => {
  it('is worked by hand', () => {
    // Changes 1, -1, 1 with deviation √2: of the volume, erf(0.5) is sold on bar 2 and bought on bar 3.
    const bars = { close: Float64Array.of(10, 11, 10, 11), volume: Float64Array.of(9, 9, 1, 3) }
    const values = orderFlowImbalance(bars, { period: 2 })
    expect([...values.subarray(0, 3)]).toEqual([Number.NaN, Number.NaN, Number.NaN])
    expect(values[3]).toBeCloseTo((0.5204998778130465 * 2) / 4, 13)
  })

  it('is 0 where prices do not move, NaN where nothing was traded', () => {
    const flat = new Float64Array(20).fill(0.1)
    expect(orderFlowImbalance({ close: flat, volume: flat }, { period: 5 })[19]).toBe(0)
    expect(orderFlowImbalance({ close: flat, volume: new Float64Array(20) }, { period: 5 }).every(Number.isNaN)).toBe(true)
  })

  it('stays within -1 and 1', () => {
    const close = Float64Array.from({ length: 100 }, (_, i) => i * i * i)
    for (const value of orderFlowImbalance({ close, volume: close }, { period: 5 }).subarray(9))
      expect(value > 0.9 && value <= 1).toBe(true)
  })
})
