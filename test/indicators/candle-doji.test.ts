import { describe, expect, it } from 'vitest'
import { candleDoji } from '../../src/indicators/candle-doji.ts'
import { type Candle, candlesAfter } from './ordinary-candles.ts'

describe('candle-doji', () => {
  it.each<[number, string, Candle[]]>([
    [1, 'closes where it opened', [[100, 105, 95, 100]]],
    [1, 'a body of a tenth of the usual range', [[101, 105, 95, 100]]],
    [0, 'a larger body', [[100, 105, 95, 101.5]]],
    [1, 'its own range does not matter', [[100, 101, 100, 101]]],
  ])('is %s: %s', (value, _why, rows) => {
    const got = candleDoji(candlesAfter(10, ...rows))
    expect(got[got.length - 1]).toBe(value)
  })

  it('begins on bar 10', () => {
    const got = candleDoji(candlesAfter(11))
    expect(got.findIndex(value => !Number.isNaN(value))).toBe(10)
    expect(candleDoji(candlesAfter(0)).length).toBe(0)
  })

  it('is 1 where prices do not move', () => {
    const flat = new Float64Array(30).fill(0.1)
    expect(candleDoji({ open: flat, high: flat, low: flat, close: flat })[29]).toBe(1)
  })
})
