import { describe, expect, it } from 'vitest'
import { candleShootingStar } from '../../src/indicators/candle-shooting-star.ts'
import { type Candle, candlesAfter } from './ordinary-candles.ts'

describe('candle-shooting-star', () => {
  it.each<[number, string, Candle[]]>([
    [-1, 'rises far and comes back above the body before', [[106, 112, 104.5, 105]]],
    [0, 'touches the body before', [[105, 112, 103.5, 104]]],
    [0, 'a lower shadow', [[106, 112, 104, 105]]],
    [0, 'the shadow is not longer than the body', [[106, 107, 104.5, 105]]],
    [0, 'an ordinary body', [[109, 120, 104.5, 105]]],
  ])('is %s: %s', (value, _why, rows) => {
    const got = candleShootingStar(candlesAfter(11, ...rows))
    expect(got[got.length - 1]).toBe(value)
  })

  it('begins on bar 11', () => {
    const got = candleShootingStar(candlesAfter(12))
    expect(got.findIndex(value => !Number.isNaN(value))).toBe(11)
    expect(candleShootingStar(candlesAfter(0)).length).toBe(0)
  })

  it('is 0 where prices do not move', () => {
    const flat = new Float64Array(30).fill(0.1)
    expect(candleShootingStar({ open: flat, high: flat, low: flat, close: flat })[29]).toBe(0)
  })
})
