import { describe, expect, it } from 'vitest'
import { rsi } from '../../src/indicators/rsi.ts'
import { stochastic } from '../../src/indicators/stochastic.ts'
import { stochasticRsi } from '../../src/indicators/stochastic-rsi.ts'
import { syntheticBars } from '../../src/market/synthetic.ts'

describe('stochasticRsi', () => {
  it('is worked by hand', () => {
    // strengths over 1 bar: 100, 0, 100, 50
    const { k, d } = stochasticRsi(Float64Array.of(1, 2, 1, 3, 3), { rsiPeriod: 1, period: 2, smooth: 1, signal: 2 })
    expect([...k]).toEqual([Number.NaN, Number.NaN, 0, 100, 0])
    expect([...d]).toEqual([Number.NaN, Number.NaN, Number.NaN, 50, 50])
  })

  it('is the stochastic of the relative strength', () => {
    const bars = syntheticBars({ seed: 5, length: 120 })
    const strength = rsi(bars, { period: 9 })
    const want = stochastic({ high: strength, low: strength, close: strength }, { period: 7, smooth: 3, signal: 2 })
    expect(stochasticRsi(bars, { rsiPeriod: 9, period: 7, smooth: 3, signal: 2 })).toEqual(want)
  })

  it('is 50 while the strength does not move', () => {
    const rise = Float64Array.from({ length: 60 }, (_, i) => i)
    for (const values of [new Float64Array(60).fill(0.1), rise]) {
      const { k, d } = stochasticRsi(values)
      expect([k[59], d[59]]).toEqual([50, 50])
    }
  })
})
