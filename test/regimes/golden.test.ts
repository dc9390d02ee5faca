import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { combineRegimes } from '../../src/regimes/combine-regimes.ts'
import { fitHiddenMarkov } from '../../src/regimes/hidden-markov.ts'
import { phaseRegime } from '../../src/regimes/phase-regime.ts'
import type { Regime } from '../../src/regimes/regime.ts'
import { labelBars } from '../../src/regimes/regime-labels.ts'
import { riskRegime } from '../../src/regimes/risk-regime.ts'
import { trendRegime } from '../../src/regimes/trend-regime.ts'
import { volatilityRegime } from '../../src/regimes/volatility-regime.ts'
import { d1 } from '../golden/d1.ts'
import { goldenA } from '../golden/series.ts'

interface Model {
  readonly logLikelihood: number
  readonly means: number[]
  readonly deviations: number[]
  readonly transitions: number[][]
}

interface Golden {
  readonly labels: Readonly<Record<string, string>>
  readonly peak: { readonly analytics: { readonly labels: string }; readonly compression: { readonly labels: string } }
  readonly models: Readonly<Record<string, Model>>
}

const golden = JSON.parse(readFileSync(new URL('../golden/regimes.json', import.meta.url), 'utf8')) as Golden
const bars = goldenA()

const regimes: Readonly<Record<string, Regime>> = {
  slope_noise: trendRegime(),
  slope_price: trendRegime({ unit: 'price', period: 20, span: 5 }),
  crossover_noise: trendRegime({ method: 'crossover' }),
  crossover_price: trendRegime({ method: 'crossover', unit: 'price', exit: 0.02 }),
  adx: trendRegime({ method: 'adx' }),
  atr_rank: volatilityRegime(),
  realized_rank: volatilityRegime({ method: 'realized' }),
  realized_level: volatilityRegime({ method: 'realized', compare: 'level', barsPerYear: 252, low: 0.15, high: 0.3, margin: 0.02 }),
  range_rank: volatilityRegime({ method: 'range', lookback: 50, low: 0.3, high: 0.7, margin: 0 }),
  risk: riskRegime(),
  phase: phaseRegime(),
}

/** One character per bar. */
const text = (regime: Regime, of: Parameters<typeof labelBars>[0]) =>
  Array.from(labelBars(of, regime).codes, code => (code < 0 ? '-' : String(code))).join('')

describe('labels of AAPL, bar by bar, by a script that shares no code', () => {
  it('covers the table', () => {
    expect(Object.keys(regimes).sort()).toEqual(Object.keys(golden.labels).sort())
  })

  it.each(Object.keys(regimes))('%s', name => {
    expect(golden.labels[name]).toHaveLength(1260)
    expect(new Set(golden.labels[name]).size).toBeGreaterThan(3)
    expect(text(regimes[name], bars)).toBe(golden.labels[name])
  })
})

describe('detectors of Peak_Trade on its data set D1', () => {
  it('"analytics": the same labels from the bar on which both averages are full', () => {
    const regime = combineRegimes(
      trendRegime({ method: 'crossover', unit: 'price', enter: 0.02, exit: 0.02 }),
      volatilityRegime({ method: 'realized', compare: 'level', barsPerYear: 365, low: 0.3, high: 0.6 }),
    )
    const ours = text(regime, d1())
    expect(ours.lastIndexOf('-')).toBe(48)
    expect(ours.slice(49)).toBe(golden.peak.analytics.labels.slice(49))
  })

  it('"range compression": the same labels from the bar on which all windows are full', () => {
    const regime = phaseRegime({
      volatility: { method: 'range', period: 20, lookback: 50, low: 0.3, high: 0.7, margin: 0 },
      trend: { method: 'crossover', fast: 1, slow: 50, unit: 'price', enter: 0.02, exit: 0.02 },
    })
    const ours = text(regime, d1())
    expect(ours.lastIndexOf('-')).toBe(67)
    // Its percentiles are taken over the bars that there are until bar 68.
    expect(ours.slice(68)).toBe(golden.peak.compression.labels.slice(68))
    expect(ours[100]).toBe(String(regime.codes.ranging))
    expect(ours[200]).toBe(String(regime.codes.breakout))
    expect(ours[399]).toBe(String(regime.codes.ranging))
  })
})

describe('hidden Markov models of AAPL, against the best of 40 random starts of hmmlearn', () => {
  const returns = Float64Array.from({ length: bars.length - 1 }, (_, i) => Math.log(bars.close[i + 1] / bars.close[i]))

  it.each(Object.keys(golden.models))('%s', key => {
    const [range, states] = key.split('/')
    const [from, to] = range.split('-').map(Number)
    const want = golden.models[key]
    const got = fitHiddenMarkov(returns.subarray(from, to), { states: Number(states), tolerance: 1e-11, maxIterations: 5000 })
    expect(Math.abs(got.logLikelihood - want.logLikelihood)).toBeLessThan(1e-5)
    for (let a = 0; a < Number(states); a++) {
      expect(Math.abs(got.means[a] - want.means[a])).toBeLessThan(1e-4)
      expect(got.deviations[a] / want.deviations[a]).toBeCloseTo(1, 2)
      for (let b = 0; b < Number(states); b++) expect(Math.abs(got.transitions[a][b] - want.transitions[a][b])).toBeLessThan(5e-3)
    }
  })
})
