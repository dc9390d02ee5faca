import { describe, expect, it } from 'vitest'
import { candleMarubozu } from '../../src/indicators/candle-marubozu.ts'
import { type Candle, candlesAfter } from './ordinary-candles.ts'

describe('candle-marubozu', () => {
  it.each<[number, string, Candle[]]>([
    [1, 'rises without shadows', [[100, 105, 100, 105]]],
    [-1, 'falls without shadows', [[105, 105, 100, 100]]],
    [1, 'thin shadows', [[100, 105.5, 99.5, 105]]],
    [0, 'an upper shadow', [[100, 106, 100, 105]]],
    [0, 'a lower shadow', [[100, 105, 99, 105]]],
    [0, 'an ordinary body', [[100, 104, 100, 104]]],
  ])('is %s: %s', (value, _why, rows) => {
    const got = candleMarubozu(candlesAfter(10, ...rows))
    expect(got[got.length - 1]).toBe(value)
  })

  it('begins on bar 10', () => {
    const got = candleMarubozu(candlesAfter(11))
    expect(got.findIndex(value => !Number.isNaN(value))).toBe(10)
    expect(candleMarubozu(candlesAfter(0)).length).toBe(0)
  })

  it('is 0 where prices do not move', () => {
    const flat = new Float64Array(30).fill(0.1)
    expect(candleMarubozu({ open: flat, high: flat, low: flat, close: flat })[29]).toBe(0)
  })
})
