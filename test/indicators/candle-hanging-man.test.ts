import { describe, expect, it } from 'vitest'
import { candleHangingMan } from '../../src/indicators/candle-hanging-man.ts'
import { type Candle, candlesAfter } from './ordinary-candles.ts'

describe('candle-hanging-man', () => {
  it.each<[number, string, Candle[]]>([
    [-1, 'falls far and comes back', [[105, 106.5, 99, 106]]],
    [-1, 'as near as can be', [[104, 106.5, 100, 106]]],
    [0, 'not near the high before', [[103.5, 106.5, 90, 106]]],
    [0, 'the shadow is not longer than the body', [[104, 106.5, 102, 106]]],
    [0, 'an upper shadow', [[105, 107, 99, 106]]],
    [0, 'an ordinary body', [[104, 108.5, 90, 108]]],
  ])('is %s: %s', (value, _why, rows) => {
    const got = candleHangingMan(candlesAfter(11, ...rows))
    expect(got[got.length - 1]).toBe(value)
  })

  it('begins on bar 11', () => {
    const got = candleHangingMan(candlesAfter(12))
    expect(got.findIndex(value => !Number.isNaN(value))).toBe(11)
    expect(candleHangingMan(candlesAfter(0)).length).toBe(0)
  })

  it('is 0 where prices do not move', () => {
    const flat = new Float64Array(30).fill(0.1)
    expect(candleHangingMan({ open: flat, high: flat, low: flat, close: flat })[29]).toBe(0)
  })
})
