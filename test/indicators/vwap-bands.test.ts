import { describe, expect, it } from 'vitest'
import { vwap } from '../../src/indicators/vwap.ts'
import { vwapBands } from '../../src/indicators/vwap-bands.ts'

describe('vwapBands', () => {
  const priced = (prices: number[], volumes: number[]) => {
    const price = Float64Array.from(prices)
    return { high: price, low: price, close: price, volume: Float64Array.from(volumes) }
  }

  it('is worked by hand', () => {
    // Prices 10 (twice) and 16 (once): mean 12, squares 2 x 4 + 16 = 24, deviation √8.
    const { upper, middle, lower } = vwapBands(priced([99, 10, 16], [1, 2, 1]), { period: 2, multiplier: 1 })
    expect(middle[2]).toBeCloseTo(12, 14)
    expect(upper[2]).toBeCloseTo(12 + Math.sqrt(8), 13)
    expect(lower[2]).toBeCloseTo(12 - Math.sqrt(8), 13)
    expect(middle[0]).toBeNaN()
  })

  it('has vwap in the middle', () => {
    const length = 200
    const bars = {
      high: Float64Array.from({ length }, (_, i) => 102 + Math.sin(i * i)),
      low: Float64Array.from({ length }, (_, i) => 98 + Math.sin(i * i)),
      close: Float64Array.from({ length }, (_, i) => 100 + Math.cos(i)),
      volume: Float64Array.from({ length }, (_, i) => (i * 7) % 5),
    }
    for (const period of [0, 1, 7, 20]) {
      const [got, want] = [vwapBands(bars, { period }).middle, vwap(bars, { period })]
      for (let i = 0; i < length; i++) {
        if (Number.isNaN(want[i])) expect(got[i]).toBeNaN()
        else expect(got[i]).toBeCloseTo(want[i], 10)
      }
    }
  })

  it('meets where prices do not move, and is NaN where nothing was traded', () => {
    for (const period of [0, 3]) {
      const still = vwapBands(priced([0.25, 0.25, 0.25, 0.25], [1, 2, 3, 4]), { period })
      expect([still.upper[3], still.middle[3], still.lower[3]]).toEqual([0.25, 0.25, 0.25])
      const empty = vwapBands(priced([1, 2, 3, 4], [0, 0, 0, 0]), { period })
      expect([empty.upper[3], empty.middle[3], empty.lower[3]]).toEqual([Number.NaN, Number.NaN, Number.NaN])
    }
  })

  it('does not count prices at which nothing was traded', () => {
    const { upper, middle } = vwapBands(priced([1e15, 10, 16, 1e15, 1e15], [0, 2, 1, 0, 0]), { period: 5, multiplier: 1 })
    expect(middle[4]).toBeCloseTo(12, 12)
    expect(upper[4]).toBeCloseTo(12 + Math.sqrt(8), 12)
  })
})
