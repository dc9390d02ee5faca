import { describe, expect, it } from 'vitest'
import { candlePiercingLine } from '../../src/indicators/candle-piercing-line.ts'
import { type Candle, candlesAfter } from './ordinary-candles.ts'

describe('candle-piercing-line', () => {
  it.each<[number, string, Candle[]]>([
    [
      1,
      'comes back above the middle',
      [
        [110, 111, 99, 100],
        [98, 108, 97, 106],
      ],
    ],
    [
      0,
      'only to the middle',
      [
        [110, 111, 99, 100],
        [98, 108, 97, 105],
      ],
    ],
    [
      0,
      'beyond the body',
      [
        [110, 111, 99, 100],
        [98, 112, 97, 110],
      ],
    ],
    [
      0,
      'opens at the low',
      [
        [110, 111, 99, 100],
        [99, 108, 97, 106],
      ],
    ],
    [
      0,
      'after a rise',
      [
        [100, 111, 99, 110],
        [98, 108, 97, 106],
      ],
    ],
    [
      0,
      'after an ordinary body',
      [
        [104, 105, 99.5, 100],
        [98, 108, 97, 103],
      ],
    ],
  ])('is %s: %s', (value, _why, rows) => {
    const got = candlePiercingLine(candlesAfter(10, ...rows))
    expect(got[got.length - 1]).toBe(value)
  })

  it('begins on bar 11', () => {
    const got = candlePiercingLine(candlesAfter(12))
    expect(got.findIndex(value => !Number.isNaN(value))).toBe(11)
    expect(candlePiercingLine(candlesAfter(0)).length).toBe(0)
  })

  it('is 0 where prices do not move', () => {
    const flat = new Float64Array(30).fill(0.1)
    expect(candlePiercingLine({ open: flat, high: flat, low: flat, close: flat })[29]).toBe(0)
  })
})
