import { describe, expect, it } from 'vitest'
import { candleOutsideBar } from '../../src/indicators/candle-outside-bar.ts'
import { type Candle, candlesAfter } from './ordinary-candles.ts'

describe('candle-outside-bar', () => {
  it.each<[number, string, Candle[]]>([
    [1, 'beyond both ends, rising', [[101, 107, 95, 102]]],
    [-1, 'falling', [[102, 107, 95, 101]]],
    [1, 'closing where it opened', [[102, 107, 95, 102]]],
    [0, 'the same high', [[101, 106, 95, 102]]],
    [0, 'the same low', [[101, 107, 96, 102]]],
    [0, 'inside', [[101, 105, 97, 102]]],
  ])('is %s: %s', (value, _why, rows) => {
    const got = candleOutsideBar(candlesAfter(1, ...rows))
    expect(got[got.length - 1]).toBe(value)
  })

  it('begins on bar 1', () => {
    const got = candleOutsideBar(candlesAfter(2))
    expect(got.findIndex(value => !Number.isNaN(value))).toBe(1)
    expect(candleOutsideBar(candlesAfter(0)).length).toBe(0)
  })

  it('is 0 where prices do not move', () => {
    const flat = new Float64Array(30).fill(0.1)
    expect(candleOutsideBar({ open: flat, high: flat, low: flat, close: flat })[29]).toBe(0)
  })
})
