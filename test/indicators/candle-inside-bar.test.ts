import { describe, expect, it } from 'vitest'
import { candleInsideBar } from '../../src/indicators/candle-inside-bar.ts'
import { type Candle, candlesAfter } from './ordinary-candles.ts'

describe('candle-inside-bar', () => {
  it.each<[number, string, Candle[]]>([
    [1, 'within the one before', [[101, 105, 97, 102]]],
    [0, 'the same high', [[101, 106, 97, 102]]],
    [0, 'the same low', [[101, 105, 96, 102]]],
    [0, 'wider', [[101, 107, 95, 102]]],
  ])('is %s: %s', (value, _why, rows) => {
    const got = candleInsideBar(candlesAfter(1, ...rows))
    expect(got[got.length - 1]).toBe(value)
  })

  it('begins on bar 1', () => {
    const got = candleInsideBar(candlesAfter(2))
    expect(got.findIndex(value => !Number.isNaN(value))).toBe(1)
    expect(candleInsideBar(candlesAfter(0)).length).toBe(0)
  })

  it('is 0 where prices do not move', () => {
    const flat = new Float64Array(30).fill(0.1)
    expect(candleInsideBar({ high: flat, low: flat })[29]).toBe(0)
  })
})
