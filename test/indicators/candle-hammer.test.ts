import { describe, expect, it } from 'vitest'
import { candleHammer } from '../../src/indicators/candle-hammer.ts'
import { type Candle, candlesAfter } from './ordinary-candles.ts'

describe('candle-hammer', () => {
  it.each<[number, string, Candle[]]>([
    [1, 'falls far and comes back', [[97, 99.5, 90, 99]]],
    [1, 'its color does not matter', [[99, 99.5, 90, 97]]],
    [0, 'the shadow is not longer than the body', [[97, 99.5, 95, 99]]],
    [0, 'an upper shadow', [[97, 100, 90, 99]]],
    [0, 'an ordinary body', [[97, 101.5, 90, 101]]],
    [1, 'as near as can be', [[98, 99.5, 90, 99]]],
    [0, 'not near the low before', [[98.5, 99.5, 90, 99]]],
  ])('is %s: %s', (value, _why, rows) => {
    const got = candleHammer(candlesAfter(11, ...rows))
    expect(got[got.length - 1]).toBe(value)
  })

  it('begins on bar 11', () => {
    const got = candleHammer(candlesAfter(12))
    expect(got.findIndex(value => !Number.isNaN(value))).toBe(11)
    expect(candleHammer(candlesAfter(0)).length).toBe(0)
  })

  it('is 0 where prices do not move', () => {
    const flat = new Float64Array(30).fill(0.1)
    expect(candleHammer({ open: flat, high: flat, low: flat, close: flat })[29]).toBe(0)
  })
})
