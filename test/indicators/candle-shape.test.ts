import { describe, expect, it } from 'vitest'
import {
  bodyLimit,
  bodyLimitAt,
  bodySize,
  candleColor,
  farLimit,
  lowerShadow,
  nearLimit,
  nearLimitAt,
  thinLimit,
  thinLimitAt,
  upperShadow,
} from '../../src/indicators/candle-shape.ts'
import { syntheticBars } from '../../src/market/synthetic.ts'

describe('candle shape', () => {
  it('measures a rising and a falling bar', () => {
    expect([bodySize(10, 13), bodySize(13, 10)]).toEqual([3, 3])
    expect([upperShadow(10, 15, 13), upperShadow(13, 15, 10)]).toEqual([2, 2])
    expect([lowerShadow(10, 9, 13), lowerShadow(13, 9, 10)]).toEqual([1, 1])
    expect([candleColor(10, 13), candleColor(13, 10), candleColor(10, 10)]).toEqual([1, -1, 1])
  })

  it('compares with the bars before, not with the bar itself', () => {
    const usual = bodyLimit()
    const got = Array.from({ length: 13 }, (_, i) => usual(0, 0, 0, i + 1))
    expect(got.slice(0, 10).every(value => Number.isNaN(value))).toBe(true)
    // Means of 1 to 10, 2 to 11, 3 to 12.
    expect(got.slice(10)).toEqual([5.5, 6.5, 7.5])
  })

  it.each([
    ['thin', thinLimit, 10, 1],
    ['near', nearLimit, 5, 2],
    ['far', farLimit, 5, 6],
  ] as const)('knows what is %s from the ranges of the bars before', (_name, start, bars, limit) => {
    const step = start()
    const got = Array.from({ length: bars + 2 }, (_, i) => step(0, i === bars + 1 ? 1000 : 15, 5, 0))
    expect(got.slice(0, bars).every(value => Number.isNaN(value))).toBe(true)
    expect(got.slice(bars)).toEqual([limit, limit])
  })

  it('gives the same bits from whole columns', () => {
    const { open, high, low, close } = syntheticBars({ seed: 4, length: 60 })
    const [body, thin, near] = [bodyLimit(), thinLimit(), nearLimit()]
    for (let i = 0; i < 60; i++) {
      const steps = [body, thin, near].map(step => step(open[i], high[i], low[i], close[i]))
      if (i < 10) continue
      expect([bodyLimitAt(open, close, i), thinLimitAt(high, low, i), nearLimitAt(high, low, i)]).toEqual(steps)
    }
  })
})
