import { describe, expect, it } from 'vitest'
import { candleThreeWhiteSoldiers } from '../../src/indicators/candle-three-white-soldiers.ts'
import { type Candle, candlesAfter } from './ordinary-candles.ts'

describe('candle-three-white-soldiers', () => {
  it.each<[number, string, Candle[]]>([
    [
      1,
      'three rise',
      [
        [100, 106, 99, 106],
        [103, 110, 102, 110],
        [107, 114, 106, 114],
      ],
    ],
    [
      0,
      'only two',
      [
        [100, 106, 96, 104],
        [100, 106, 99, 106],
        [103, 110, 102, 110],
      ],
    ],
    [
      1,
      'and a fourth',
      [
        [100, 106, 99, 106],
        [103, 110, 102, 110],
        [107, 114, 106, 114],
        [111, 118, 110, 118],
      ],
    ],
    [
      0,
      'opens too low',
      [
        [100, 106, 99, 106],
        [103, 110, 102, 110],
        [102, 114, 101, 114],
      ],
    ],
    [
      0,
      'closes lower',
      [
        [100, 106, 99, 106],
        [103, 110, 102, 110],
        [104, 109.5, 103, 109],
      ],
    ],
    [
      0,
      'an upper shadow',
      [
        [100, 106, 99, 106],
        [103, 110, 102, 110],
        [107, 115, 106, 114],
      ],
    ],
    [
      1,
      'opens near the close before',
      [
        [100, 106, 99, 106],
        [103, 110, 102, 110],
        [111.5, 118, 111, 118],
      ],
    ],
    [
      0,
      'opens too high',
      [
        [100, 106, 99, 106],
        [103, 110, 102, 110],
        [112, 118, 111, 118],
      ],
    ],
    [
      0,
      'a short body',
      [
        [100, 106, 99, 106],
        [103, 110, 102, 110],
        [108, 112, 106, 112],
      ],
    ],
    [
      0,
      'far shorter than the one before',
      [
        [100, 106, 99, 106],
        [103, 120, 102, 120],
        [116, 121.5, 115, 121.5],
      ],
    ],
    [
      0,
      'a fall between',
      [
        [100, 106, 99, 106],
        [110, 111, 103, 103],
        [107, 114, 106, 114],
      ],
    ],
  ])('is %s: %s', (value, _why, rows) => {
    const got = candleThreeWhiteSoldiers(candlesAfter(10, ...rows))
    expect(got[got.length - 1]).toBe(value)
  })

  it('begins on bar 12', () => {
    const got = candleThreeWhiteSoldiers(candlesAfter(13))
    expect(got.findIndex(value => !Number.isNaN(value))).toBe(12)
    expect(candleThreeWhiteSoldiers(candlesAfter(0)).length).toBe(0)
  })

  it('is 0 where prices do not move', () => {
    const flat = new Float64Array(30).fill(0.1)
    expect(candleThreeWhiteSoldiers({ open: flat, high: flat, low: flat, close: flat })[29]).toBe(0)
  })
})
