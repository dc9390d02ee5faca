import { describe, expect, it } from 'vitest'
import { candleSpinningTop } from '../../src/indicators/candle-spinning-top.ts'
import { type Candle, candlesAfter } from './ordinary-candles.ts'

describe('candle-spinning-top', () => {
  it.each<[number, string, Candle[]]>([
    [1, 'a short rise between long shadows', [[100, 105, 96, 102]]],
    [-1, 'a short fall', [[102, 105, 96, 100]]],
    [0, 'the upper shadow is too short', [[100, 104, 96, 102]]],
    [0, 'the lower shadow is too short', [[100, 105, 98, 102]]],
    [0, 'an ordinary body', [[100, 109, 95, 104]]],
    [1, 'no body at all', [[100, 101, 99, 100]]],
  ])('is %s: %s', (value, _why, rows) => {
    const got = candleSpinningTop(candlesAfter(10, ...rows))
    expect(got[got.length - 1]).toBe(value)
  })

  it('begins on bar 10', () => {
    const got = candleSpinningTop(candlesAfter(11))
    expect(got.findIndex(value => !Number.isNaN(value))).toBe(10)
    expect(candleSpinningTop(candlesAfter(0)).length).toBe(0)
  })

  it('is 0 where prices do not move', () => {
    const flat = new Float64Array(30).fill(0.1)
    expect(candleSpinningTop({ open: flat, high: flat, low: flat, close: flat })[29]).toBe(0)
  })
})
