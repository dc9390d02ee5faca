import { describe, expect, it } from 'vitest'
import { candleThreeBlackCrows } from '../../src/indicators/candle-three-black-crows.ts'
import { type Candle, candlesAfter } from './ordinary-candles.ts'

describe('candle-three-black-crows', () => {
  it.each<[number, string, Candle[]]>([
    [
      -1,
      'three fall after a rise',
      [
        [105, 106, 99, 99],
        [103, 104, 95, 95],
        [98, 99, 91, 91],
      ],
    ],
    [
      0,
      'only two',
      [
        [100, 106, 96, 104],
        [105, 106, 99, 99],
        [103, 104, 95, 95],
      ],
    ],
    [
      0,
      'a fourth',
      [
        [105, 106, 99, 99],
        [103, 104, 95, 95],
        [98, 99, 91, 91],
        [94, 95, 87, 87],
      ],
    ],
    [
      0,
      'opens at the close before',
      [
        [105, 106, 99, 99],
        [103, 104, 95, 95],
        [95, 99, 91, 91],
      ],
    ],
    [
      0,
      'opens at the open before',
      [
        [105, 106, 99, 99],
        [103, 104, 95, 95],
        [103, 104, 91, 91],
      ],
    ],
    [
      0,
      'a lower shadow',
      [
        [105, 106, 99, 99],
        [103, 104, 95, 95],
        [98, 99, 90, 91],
      ],
    ],
    [
      0,
      'closes higher',
      [
        [105, 106, 99, 99],
        [103, 104, 95, 95],
        [102, 103, 96, 96],
      ],
    ],
    [
      0,
      'after a fall',
      [
        [108, 109, 104, 104],
        [105, 106, 99, 99],
        [103, 104, 95, 95],
        [98, 99, 91, 91],
      ],
    ],
    [
      0,
      'the first closes above the high before',
      [
        [120, 121, 107, 107],
        [115, 116, 103, 103],
        [110, 111, 99, 99],
      ],
    ],
  ])('is %s: %s', (value, _why, rows) => {
    const got = candleThreeBlackCrows(candlesAfter(11, ...rows))
    expect(got[got.length - 1]).toBe(value)
  })

  it('begins on bar 13', () => {
    const got = candleThreeBlackCrows(candlesAfter(14))
    expect(got.findIndex(value => !Number.isNaN(value))).toBe(13)
    expect(candleThreeBlackCrows(candlesAfter(0)).length).toBe(0)
  })

  it('is 0 where prices do not move', () => {
    const flat = new Float64Array(30).fill(0.1)
    expect(candleThreeBlackCrows({ open: flat, high: flat, low: flat, close: flat })[29]).toBe(0)
  })
})
