import { describe, expect, it } from 'vitest'
import { candleDarkCloudCover } from '../../src/indicators/candle-dark-cloud-cover.ts'
import { type Candle, candlesAfter } from './ordinary-candles.ts'

describe('candle-dark-cloud-cover', () => {
  it.each<[number, string, Candle[]]>([
    [
      -1,
      'falls below the middle',
      [
        [100, 111, 99, 110],
        [112, 113, 103, 104],
      ],
    ],
    [
      0,
      'only to the middle',
      [
        [100, 111, 99, 110],
        [112, 113, 103, 105],
      ],
    ],
    [
      0,
      'beyond the body',
      [
        [100, 111, 99, 110],
        [112, 113, 99, 100],
      ],
    ],
    [
      0,
      'opens at the high',
      [
        [100, 111, 99, 110],
        [111, 113, 103, 104],
      ],
    ],
    [
      0,
      'after a fall',
      [
        [110, 111, 99, 100],
        [112, 113, 103, 104],
      ],
    ],
  ])('is %s: %s', (value, _why, rows) => {
    const got = candleDarkCloudCover(candlesAfter(10, ...rows))
    expect(got[got.length - 1]).toBe(value)
  })

  it('falls as deep as it is told', () => {
    const bars = candlesAfter(10, [100, 111, 99, 110], [112, 113, 103, 104])
    expect(candleDarkCloudCover(bars, { penetration: 0.75 })[11]).toBe(0)
    expect(candleDarkCloudCover(bars, { penetration: 0.25 })[11]).toBe(-1)
  })

  it('begins on bar 11', () => {
    const got = candleDarkCloudCover(candlesAfter(12))
    expect(got.findIndex(value => !Number.isNaN(value))).toBe(11)
    expect(candleDarkCloudCover(candlesAfter(0)).length).toBe(0)
  })

  it('is 0 where prices do not move', () => {
    const flat = new Float64Array(30).fill(0.1)
    expect(candleDarkCloudCover({ open: flat, high: flat, low: flat, close: flat })[29]).toBe(0)
  })
})
