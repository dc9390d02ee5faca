import { describe, expect, it } from 'vitest'
import { candleHarami } from '../../src/indicators/candle-harami.ts'
import { type Candle, candlesAfter } from './ordinary-candles.ts'

describe('candle-harami', () => {
  it.each<[number, string, Candle[]]>([
    [
      1,
      'rests within a fall',
      [
        [110, 111, 99, 100],
        [103, 106, 101, 105],
      ],
    ],
    [
      1,
      'from the same end',
      [
        [110, 111, 99, 100],
        [100, 106, 99, 104],
      ],
    ],
    [
      0,
      'sticks out',
      [
        [110, 111, 99, 100],
        [99, 106, 98, 103],
      ],
    ],
    [
      -1,
      'rests within a rise',
      [
        [100, 111, 99, 110],
        [103, 106, 101, 105],
      ],
    ],
    [
      0,
      'too long',
      [
        [110, 111, 99, 100],
        [101, 109, 100, 106],
      ],
    ],
    [
      0,
      'the bar before is not long',
      [
        [104, 106, 96, 100],
        [101, 104, 100, 102],
      ],
    ],
  ])('is %s: %s', (value, _why, rows) => {
    const got = candleHarami(candlesAfter(10, ...rows))
    expect(got[got.length - 1]).toBe(value)
  })

  it('begins on bar 11', () => {
    const got = candleHarami(candlesAfter(12))
    expect(got.findIndex(value => !Number.isNaN(value))).toBe(11)
    expect(candleHarami(candlesAfter(0)).length).toBe(0)
  })

  it('is 0 where prices do not move', () => {
    const flat = new Float64Array(30).fill(0.1)
    expect(candleHarami({ open: flat, high: flat, low: flat, close: flat })[29]).toBe(0)
  })
})
