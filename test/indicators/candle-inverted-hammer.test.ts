import { describe, expect, it } from 'vitest'
import { candleInvertedHammer } from '../../src/indicators/candle-inverted-hammer.ts'
import { type Candle, candlesAfter } from './ordinary-candles.ts'

describe('candle-inverted-hammer', () => {
  it.each<[number, string, Candle[]]>([
    [1, 'rises far and comes back below the body before', [[98, 106, 97.5, 99]]],
    [0, 'touches the body before', [[98, 106, 97.5, 100]]],
    [0, 'a lower shadow', [[98, 106, 97, 99]]],
    [0, 'the shadow is not longer than the body', [[98, 100, 97.5, 99]]],
    [0, 'an ordinary body', [[95, 106, 94.5, 99]]],
  ])('is %s: %s', (value, _why, rows) => {
    const got = candleInvertedHammer(candlesAfter(11, ...rows))
    expect(got[got.length - 1]).toBe(value)
  })

  it('begins on bar 11', () => {
    const got = candleInvertedHammer(candlesAfter(12))
    expect(got.findIndex(value => !Number.isNaN(value))).toBe(11)
    expect(candleInvertedHammer(candlesAfter(0)).length).toBe(0)
  })

  it('is 0 where prices do not move', () => {
    const flat = new Float64Array(30).fill(0.1)
    expect(candleInvertedHammer({ open: flat, high: flat, low: flat, close: flat })[29]).toBe(0)
  })
})
