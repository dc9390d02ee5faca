import { describe, expect, it } from 'vitest'
import { heikinAshi } from '../../src/indicators/heikin-ashi.ts'

describe('heikinAshi', () => {
  it('is worked by hand', () => {
    const candles = heikinAshi({
      open: Float64Array.of(1, 3),
      high: Float64Array.of(4, 5),
      low: Float64Array.of(0, 3),
      close: Float64Array.of(3, 5),
    })
    expect([...candles.open]).toEqual([2, 2])
    expect([...candles.high]).toEqual([4, 5])
    expect([...candles.low]).toEqual([0, 2])
    expect([...candles.close]).toEqual([2, 4])
  })

  it('stays where prices do not move', () => {
    const flat = new Float64Array(5).fill(0.25)
    const candles = heikinAshi({ open: flat, high: flat, low: flat, close: flat })
    for (const column of Object.values(candles)) expect(column).toEqual(flat)
  })

  it('takes no bars', () => {
    const none = new Float64Array(0)
    expect(heikinAshi({ open: none, high: none, low: none, close: none }).close.length).toBe(0)
  })
})
