import { describe, expect, it } from 'vitest'
import { candleEngulfing } from '../../src/indicators/candle-engulfing.ts'
import { type Candle, candlesAfter } from './ordinary-candles.ts'

describe('candle-engulfing', () => {
  it.each<[number, string, Candle[]]>([
    [
      1,
      'covers a fall',
      [
        [104, 106, 96, 100],
        [99, 106, 95, 105],
      ],
    ],
    [
      1,
      'from the same end',
      [
        [104, 106, 96, 100],
        [100, 106, 95, 105],
      ],
    ],
    [
      0,
      'the same body',
      [
        [104, 106, 96, 100],
        [100, 106, 95, 104],
      ],
    ],
    [
      0,
      'leaves a part of it',
      [
        [104, 106, 96, 100],
        [101, 110, 95, 109],
      ],
    ],
    [-1, 'covers a rise', [[105, 107, 95, 99]]],
    [-1, 'to the same end', [[105, 107, 95, 100]]],
    [0, 'a rise after a rise', [[99, 106, 95, 105]]],
    [
      0,
      'a fall after a fall',
      [
        [104, 106, 96, 100],
        [105, 107, 95, 99],
      ],
    ],
  ])('is %s: %s', (value, _why, rows) => {
    const got = candleEngulfing(candlesAfter(1, ...rows))
    expect(got[got.length - 1]).toBe(value)
  })

  it('begins on bar 1', () => {
    const got = candleEngulfing(candlesAfter(2))
    expect(got.findIndex(value => !Number.isNaN(value))).toBe(1)
    expect(candleEngulfing(candlesAfter(0)).length).toBe(0)
  })

  it('is 0 where prices do not move', () => {
    const flat = new Float64Array(30).fill(0.1)
    expect(candleEngulfing({ open: flat, high: flat, low: flat, close: flat })[29]).toBe(0)
  })
})
