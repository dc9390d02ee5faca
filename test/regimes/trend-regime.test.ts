import { describe, expect, it } from 'vitest'
import { resampleBars } from '../../src/market/resample.ts'
import { syntheticBars } from '../../src/market/synthetic.ts'
import type { Regime } from '../../src/regimes/regime.ts'
import { regimeDistribution } from '../../src/regimes/regime-distribution.ts'
import { labelAt, labelBars } from '../../src/regimes/regime-labels.ts'
import { trendRegime } from '../../src/regimes/trend-regime.ts'

const ofCloses = (closes: ArrayLike<number>, regime: Regime) => {
  const close = Float64Array.from(closes)
  const labels = labelBars({ open: close, high: close, low: close, close, volume: close }, regime)
  return Array.from(close, (_, i) => labelAt(labels, i))
}

describe('trendRegime', () => {
  it('begins at enter, ends below exit, and turns only at enter again', () => {
    // A slope over one bar of the price itself: its return.
    const regime = trendRegime({ unit: 'price', period: 1, span: 1, enter: 0.02, exit: 0.01 })
    const returns = [0.015, 0.02, 0.01, 0.009, -0.015, -0.02, -0.01, 0.005, 0.05, -0.03]
    let price = 1e6
    const closes = [price, ...returns.map(change => (price *= 1 + change * (1 + 1e-9)))]
    expect(ofCloses(closes, regime)).toEqual([
      undefined,
      'sideways',
      'up',
      'up',
      'sideways',
      'sideways',
      'down',
      'down',
      'sideways',
      'up',
      'down',
    ])
  })

  it.each([{}, { method: 'crossover' }, { unit: 'price' }, { method: 'adx' }] as const)(
    'knows a rise, a fall and a standstill: %o',
    options => {
      const last = (change: number) =>
        ofCloses(
          Array.from({ length: 300 }, (_, i) => 100 * (1 + change) ** i),
          trendRegime(options),
        ).at(-1)
      expect(last(0.01)).toBe('up')
      expect(last(-0.01)).toBe('down')
      expect(last(0)).toBe('sideways')
    },
  )

  it('does not care for the price, nor, over noise, for volatility and timeframe', () => {
    const bars = syntheticBars({ seed: 2, length: 5000 })
    const times = (factor: number) => ({
      open: bars.open.slice().map(value => factor * value),
      high: bars.high.slice().map(value => factor * value),
      low: bars.low.slice().map(value => factor * value),
      close: bars.close.slice().map(value => factor * value),
      volume: bars.volume,
    })
    for (const regime of [trendRegime(), trendRegime({ method: 'adx' }), trendRegime({ unit: 'price' })]) {
      const plain = labelBars(bars, regime).codes
      for (const factor of [1024, 2 ** -20]) expect(labelBars(times(factor), regime).codes).toEqual(plain)
    }
    const sideways = (length: number, volatility: number, timeframe: '1h' | '1d') =>
      regimeDistribution(labelBars(syntheticBars({ seed: 3, length, volatility, timeframe }), trendRegime())).regimes[1].share
    const shares = [sideways(20_000, 0.1, '1h'), sideways(20_000, 1.5, '1h'), sideways(20_000, 0.5, '1d')]
    expect(Math.max(...shares) - Math.min(...shares)).toBeLessThan(0.05)
    expect(regimeDistribution(labelBars(resampleBars(bars, '4h'), trendRegime())).regimes[1].share).toBeLessThan(0.8)
  })

  it('has its first label where it says', () => {
    const bars = syntheticBars({ seed: 1, length: 300 })
    const first = (regime: Regime) => labelBars(bars, regime).codes.findIndex(code => code >= 0)
    expect(first(trendRegime())).toBe(100)
    expect(first(trendRegime({ period: 120, span: 20 }))).toBe(139)
    expect(first(trendRegime({ unit: 'price' }))).toBe(59)
    expect(first(trendRegime({ method: 'crossover' }))).toBe(100)
    expect(first(trendRegime({ method: 'crossover', unit: 'price' }))).toBe(49)
    expect(first(trendRegime({ method: 'adx' }))).toBe(27)
  })

  it('refuses settings that are none', () => {
    expect(() => trendRegime({ method: 'slop' as 'slope' })).toThrow('did you mean "slope"')
    expect(() => trendRegime({ unit: 'percent' as 'price' })).toThrow('unit is "percent"')
    expect(() => trendRegime({ method: 'adx', unit: 'price' })).toThrow('ADX has a scale of its own')
    expect(() => trendRegime({ enter: 1, exit: 2 })).toThrow('exit is 2, it must not be above enter')
    expect(() => trendRegime({ method: 'crossover', fast: 50, slow: 50 })).toThrow('fast is 50')
    expect(() => trendRegime({ fast: 5 })).toThrow('has no parameter "fast"')
    expect(() => trendRegime({ minBars: 0 })).toThrow('minBars is 0')
    expect(() => trendRegime({ enter: 0.3 })).not.toThrow()
  })
})
