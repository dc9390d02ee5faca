import { describe, expect, it } from 'vitest'
import { backtest } from '../../src/engine/backtest.ts'
import { syntheticBars } from '../../src/market/synthetic.ts'
import { researchPreset, researchPresets } from '../../src/research/research-presets.ts'
import { sweep } from '../../src/research/sweep.ts'
import { catalog } from '../../src/strategies/catalog.ts'

describe('researchPresets', () => {
  it('are those of the ancestor', () => {
    expect(researchPresets.map(({ id }) => id)).toEqual([
      'armstrong_ecm_btc_longterm_v1',
      'armstrong_multi_cycle_scan_v1',
      'ehlers_super_smoother_v1',
      'ehlers_bandpass_cycle_v1',
      'ehlers_hilbert_phase_v1',
      'lopez_meta_labeling_rsi_v1',
      'lopez_triple_barrier_scan_v1',
      'lopez_feature_importance_v1',
      'el_karoui_stoch_vol_v1',
    ])
  })

  it.each(researchPresets)('$id runs, on each of its timeframes, and never goes live', preset => {
    const strategy = catalog.get(preset.strategy)
    expect(strategy.tier).toBe('r_and_d')
    for (const timeframe of preset.timeframes) {
      const bars = syntheticBars({ seed: 3, length: 1200, timeframe, kind: 'regimes', start: Date.UTC(2019, 0, 1) })
      const { summary, strategy: run, warmup } = backtest(strategy, bars, { params: preset.params as never })
      expect(summary.bars).toBe(1200)
      expect(warmup).toBeLessThan(1200)
      expect(run.params).toMatchObject(preset.params)
      for (const name of preset.focus) expect(summary).toHaveProperty(name)
      if (preset.grid !== undefined)
        expect(sweep(strategy, bars, { grid: preset.grid as never }).combinations).toBe(
          Object.values(preset.grid).reduce((n, values) => n * values.length, 1),
        )
    }
  })

  it('trades with its own parameters, which change the result', () => {
    const bars = syntheticBars({ seed: 3, length: 1500, timeframe: '1h', kind: 'regimes' })
    const { strategy, params } = researchPreset('lopez_triple_barrier_scan_v1')
    const preset = backtest(catalog.get(strategy), bars, { params: params as never })
    expect(preset.trades.length).toBeGreaterThan(0)
    expect(preset.summary.finalEquity).not.toBe(backtest(catalog.get(strategy), bars).summary.finalEquity)
  })
})

describe('researchPreset', () => {
  it('suggests the nearest', () => {
    expect(() => researchPreset('ehlers_bandpas_cycle_v1')).toThrow('did you mean "ehlers_bandpass_cycle_v1"?')
  })
})
