import { describe, expect, it } from 'vitest'
import { syntheticBars } from '../../src/market/synthetic.ts'
import { regimeDistribution } from '../../src/regimes/regime-distribution.ts'
import { labelAt, labelBars } from '../../src/regimes/regime-labels.ts'
import { volatilityRegime } from '../../src/regimes/volatility-regime.ts'

describe('volatilityRegime', () => {
  it('begins at its bounds and ends a margin inside', () => {
    // A channel of one bar beside a wide one: the range of the bar over 100.
    const ranges = [0.5, 0.75, 0.7, 0.69, 0.25, 0.3, 0.31, 0.8, 0.2, 0.9]
    const low = Float64Array.from(ranges, () => 0)
    const high = Float64Array.from(ranges, value => 100 * value)
    low[0] = 0
    const regime = volatilityRegime({ method: 'range', compare: 'level', period: 2, low: 0.25, high: 0.75, margin: 0.05 })
    const wide = { open: low, high: high.slice(), low, close: low, volume: low }
    // Every second bar spans the whole channel, so that the others are measured against it.
    const bars = {
      ...wide,
      high: Float64Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? 100 : high[(i - 1) / 2])),
      low: new Float64Array(20),
    }
    const all = { ...bars, open: bars.low, close: bars.low, volume: bars.low }
    const labels = labelBars(all, regime)
    // The full bars are high; each of the others starts from there.
    expect(ranges.map((_, k) => labelAt(labels, 2 * k + 1))).toEqual([
      'normal',
      'high',
      'high',
      'normal',
      'low',
      'normal',
      'normal',
      'high',
      'low',
      'high',
    ])
  })

  it.each(['atr', 'realized'] as const)('%s finds the wild and the quiet stretches', method => {
    const regimes = [
      { drift: 0, volatility: 0.1, meanBars: 300 },
      { drift: 0, volatility: 2, meanBars: 300 },
    ]
    const bars = syntheticBars({ seed: 1, length: 5000, kind: 'regimes', regimes })
    const rank = labelBars(bars, volatilityRegime({ method, lookback: 1000 }))
    const level = labelBars(
      bars,
      method === 'realized'
        ? volatilityRegime({ method, compare: 'level', barsPerYear: 8760, low: 0.3, high: 1 })
        : volatilityRegime({ method, compare: 'level', low: 0.005, high: 0.015 }),
    )
    // The market is either quiet or wild; what lies in between are the bars on which it changes.
    for (const labels of [rank, level])
      for (const name of ['low', 'high'])
        expect(regimeDistribution(labels).regimes.find(({ label }) => label === name)?.share).toBeGreaterThan(0.2)
  })

  it('calls what stands still low', () => {
    const close = new Float64Array(400).fill(7)
    const bars = { open: close, high: close, low: close, close, volume: close }
    for (const method of ['atr', 'realized', 'range'] as const)
      expect(labelAt(labelBars(bars, volatilityRegime({ method })), -1)).toBe('low')
  })

  it('does not care for the price', () => {
    const bars = syntheticBars({ seed: 4, length: 600 })
    const dear = syntheticBars({ seed: 4, length: 600, price: 100 * 2 ** 20 })
    for (const method of ['atr', 'realized', 'range'] as const) {
      const [a, b] = [bars, dear].map(each => labelBars(each, volatilityRegime({ method, lookback: 100 })).codes)
      expect(a.filter((code, i) => code !== b[i]).length).toBeLessThan(3)
    }
  })

  it('has its first label where it says', () => {
    const bars = syntheticBars({ seed: 1, length: 300 })
    const first = (options: Parameters<typeof volatilityRegime>[0]) =>
      labelBars(bars, volatilityRegime(options)).codes.findIndex(code => code >= 0)
    expect(first({})).toBe(269)
    expect(first({ method: 'realized', lookback: 50 })).toBe(69)
    expect(first({ method: 'range', lookback: 50 })).toBe(68)
    expect(first({ compare: 'level', low: 0.1, high: 0.2 })).toBe(20)
  })

  it('refuses settings that are none', () => {
    expect(() => volatilityRegime({ method: 'art' as 'atr' })).toThrow('did you mean "atr"')
    expect(() => volatilityRegime({ compare: 'ranks' as 'rank' })).toThrow('did you mean "rank"')
    expect(() => volatilityRegime({ compare: 'level', low: 0.1 })).toThrow('needs low and high')
    expect(() => volatilityRegime({ low: 0.8 })).toThrow('low is 0.8, it must be smaller than high')
    expect(() => volatilityRegime({ high: 75 })).toThrow('high is 75')
    expect(() => volatilityRegime({ margin: 0.6 })).toThrow('margin is 0.6')
    expect(() => volatilityRegime({ compare: 'level', low: 1, high: 2, lookback: 5 })).toThrow('has no parameter "lookback"')
    expect(() => volatilityRegime({ barsPerYear: 252 })).toThrow('has no parameter "barsPerYear"')
  })
})
