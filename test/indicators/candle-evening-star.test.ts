import { describe, expect, it } from 'vitest'
import { candleEveningStar } from '../../src/indicators/candle-evening-star.ts'
import { type Candle, candlesAfter } from './ordinary-candles.ts'

describe('candle-evening-star', () => {
  it.each<[number, string, Candle[]]>([
    [
      -1,
      'rises, rests above, falls',
      [
        [100, 111, 99, 110],
        [113, 115, 112, 114],
        [112, 113, 105, 106],
      ],
    ],
    [
      0,
      'falls too little',
      [
        [100, 111, 99, 110],
        [113, 115, 112, 114],
        [112, 113, 105, 107],
      ],
    ],
    [
      0,
      'rests too low',
      [
        [100, 111, 99, 110],
        [110, 115, 109, 111],
        [112, 113, 105, 106],
      ],
    ],
    [
      0,
      'rests too long',
      [
        [100, 111, 99, 110],
        [112, 119, 111, 118],
        [112, 113, 105, 106],
      ],
    ],
    [
      0,
      'a short body at the end',
      [
        [100, 111, 99, 110],
        [113, 115, 112, 114],
        [110, 113, 105, 106],
      ],
    ],
    [
      0,
      'does not rise first',
      [
        [110, 111, 99, 100],
        [113, 115, 112, 114],
        [112, 113, 105, 106],
      ],
    ],
  ])('is %s: %s', (value, _why, rows) => {
    const got = candleEveningStar(candlesAfter(10, ...rows))
    expect(got[got.length - 1]).toBe(value)
  })

  it('falls as far as it is told', () => {
    const bars = candlesAfter(10, [100, 111, 99, 110], [113, 115, 112, 114], [112, 113, 105, 106])
    expect(candleEveningStar(bars, { penetration: 0.5 })[12]).toBe(0)
    expect(candleEveningStar(bars, { penetration: 0 })[12]).toBe(-1)
  })

  it('begins on bar 12', () => {
    const got = candleEveningStar(candlesAfter(13))
    expect(got.findIndex(value => !Number.isNaN(value))).toBe(12)
    expect(candleEveningStar(candlesAfter(0)).length).toBe(0)
  })

  it('is 0 where prices do not move', () => {
    const flat = new Float64Array(30).fill(0.1)
    expect(candleEveningStar({ open: flat, high: flat, low: flat, close: flat })[29]).toBe(0)
  })
})
