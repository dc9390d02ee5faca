import { describe, expect, it } from 'vitest'
import { candleMorningStar } from '../../src/indicators/candle-morning-star.ts'
import { type Candle, candlesAfter } from './ordinary-candles.ts'

describe('candle-morning-star', () => {
  it.each<[number, string, Candle[]]>([
    [
      1,
      'falls, rests below, rises',
      [
        [110, 111, 99, 100],
        [97, 98, 95, 96],
        [98, 105, 97, 104],
      ],
    ],
    [
      0,
      'rises too little',
      [
        [110, 111, 99, 100],
        [97, 98, 95, 96],
        [98, 104, 97, 103],
      ],
    ],
    [
      0,
      'rests too high',
      [
        [110, 111, 99, 100],
        [100, 101, 96, 99],
        [98, 105, 97, 104],
      ],
    ],
    [
      0,
      'rests too long',
      [
        [110, 111, 99, 100],
        [99, 100, 90, 94],
        [98, 105, 97, 104],
      ],
    ],
    [
      0,
      'a short body at the end',
      [
        [110, 111, 99, 100],
        [97, 98, 95, 96],
        [100, 105, 97, 104],
      ],
    ],
    [
      0,
      'does not fall first',
      [
        [100, 111, 99, 110],
        [97, 98, 95, 96],
        [98, 105, 97, 104],
      ],
    ],
  ])('is %s: %s', (value, _why, rows) => {
    const got = candleMorningStar(candlesAfter(10, ...rows))
    expect(got[got.length - 1]).toBe(value)
  })

  it('rises as far as it is told', () => {
    const bars = candlesAfter(10, [110, 111, 99, 100], [97, 98, 95, 96], [98, 105, 97, 104])
    expect(candleMorningStar(bars, { penetration: 0.5 })[12]).toBe(0)
    expect(candleMorningStar(bars, { penetration: 0 })[12]).toBe(1)
  })

  it('begins on bar 12', () => {
    const got = candleMorningStar(candlesAfter(13))
    expect(got.findIndex(value => !Number.isNaN(value))).toBe(12)
    expect(candleMorningStar(candlesAfter(0)).length).toBe(0)
  })

  it('is 0 where prices do not move', () => {
    const flat = new Float64Array(30).fill(0.1)
    expect(candleMorningStar({ open: flat, high: flat, low: flat, close: flat })[29]).toBe(0)
  })
})
