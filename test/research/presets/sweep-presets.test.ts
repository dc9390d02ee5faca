import { describe, expect, it } from 'vitest'
import { syntheticBars } from '../../../src/market/synthetic.ts'
import { runPreset } from '../../../src/research/presets/sweep-preset.ts'
import { sweepPreset, sweepPresets } from '../../../src/research/presets/sweep-presets.ts'
import type { SweepResult } from '../../../src/research/sweep.ts'

/** Raw and valid combinations of the predefined sweeps, from the table of the ancestor (section 7.3 of its description). */
const predefined: Readonly<Record<string, readonly [raw: number, valid: number]>> = {
  ma_crossover_basic: [9, 9],
  ma_crossover_fine: [48, 48],
  rsi_reversion_basic: [27, 27],
  rsi_reversion_aggressive: [36, 36],
  rsi_reversion_fine: [150, 150],
  breakout_basic: [9, 9],
  breakout_with_tp: [48, 44],
  breakout_trailing: [12, 12],
  breakout_fine: [700, 588],
  vol_regime_percentile: [36, 36],
  vol_regime_atr: [18, 18],
  donchian_basic: [9, 6],
  donchian_turtle: [4, 4],
  momentum_basic: [12, 12],
  bollinger_basic: [12, 12],
  portfolio_2strat_weights: [5, 5],
  portfolio_3strat_equal: [12, 12],
  portfolio_phase40_v1: [4, 4],
  armstrong_cycles_v1: [16, 16],
  el_karoui_vol_sensitivity_v1: [72, 72],
}

/** Counted by hand from sections 7.4 and 7.5: all combinations, less those that break a rule between parameters. */
const others: Readonly<Record<string, number>> = {
  ma_crossover_auto_coarse: 9,
  ma_crossover_auto_medium: 25,
  ma_crossover_auto_fine: 6 * 9,
  bollinger_auto_coarse: 9,
  bollinger_auto_medium: 25,
  bollinger_auto_fine: 7 * 9,
  macd_auto_coarse: 27,
  macd_auto_medium: (25 - 1) * 5,
  macd_auto_fine: (8 * 9 - 3) * 6,
  momentum_auto_coarse: 9,
  momentum_auto_medium: 30,
  momentum_auto_fine: 12 * 7,
  trend_following_auto_coarse: 3 * 5,
  trend_following_auto_medium: 5 * 18,
  trend_following_auto_fine: 9 * 29,
  trend_following_ma_auto_coarse: 3 * 5 * 4,
  trend_following_ma_auto_medium: 5 * 18 * 4,
  trend_following_ma_auto_fine: 9 * 29 * 4,
  vol_breakout_auto_coarse: 27,
  vol_breakout_auto_medium: 125,
  vol_breakout_auto_fine: 7 * 7 * 8,
  mean_reversion_auto_coarse: 27,
  mean_reversion_auto_medium: 6 * 24,
  mean_reversion_auto_fine: 10 * 43,
  mean_reversion_channel_auto_coarse: 18,
  mean_reversion_channel_auto_medium: 60,
  mean_reversion_channel_auto_fine: 140,
  rsi_reversion_auto_coarse: 27,
  rsi_reversion_auto_medium: 125,
  rsi_reversion_auto_fine: 12 * 49,
  donchian_auto_coarse: 8,
  donchian_auto_medium: 24,
  donchian_auto_fine: 56,
  breakout_auto_coarse: 9,
  breakout_auto_medium: 5 * 14,
  breakout_auto_fine: 10 * 21,
  breakout_trailing_auto_coarse: 18,
  breakout_trailing_auto_medium: 5 * 14 * 4,
  breakout_trailing_auto_fine: 10 * 21 * 6,
  vol_regime_filter_auto_coarse: 12,
  vol_regime_filter_auto_medium: 72,
  vol_regime_filter_auto_fine: 6 * 2 * 36 * 3,
  bollinger_bands: 36,
  breakout: 4 * 2 * 11,
  ma_crossover: 16,
  macd: 27,
  mean_reversion: 96,
  momentum: 36,
  my_strategy: 60,
  rsi_reversion: 36,
  trend_following: 3 * 5 * (3 + 1),
  vol_regime_filter: 54,
}

/** Those of the ancestor's portfolios by regime: all combinations, less those that take more risk in worse times. */
const byRegime: Readonly<Record<string, number>> = {
  regime_aware_portfolio_aggressive: 75,
  regime_aware_portfolio_conservative: 15,
  // 72 there: of its four measures two have the same rank.
  regime_aware_portfolio_volmetric: 54,
  regime_neutral_scale_sweep: 6,
  regime_threshold_robustness: 40,
  regime_aware_portfolio_aggressive_full: 75 * 2 * 2 * 3,
  regime_aware_portfolio_conservative_full: 15 * 2 * 3 * 2,
  regime_aware_portfolio_volmetric_full: 3 * 4 * 3 * 2,
  regime_aware_portfolio_auto_coarse: 9,
  regime_aware_portfolio_auto_medium: 5 * 4 * 2 * 3,
  regime_aware_portfolio_auto_fine: 2 * (7 * 5 - 3) * 2 * 7,
  regime_aware_portfolio_aggressive_auto_coarse: 6,
  regime_aware_portfolio_aggressive_auto_fine: 9 * 6 * 5,
  regime_aware_portfolio_conservative_auto_coarse: 3,
  regime_aware_portfolio_conservative_auto_fine: 9 * 5,
  regime_aware_portfolio_volmetric_auto_coarse: 2,
  regime_aware_portfolio_volmetric_auto_fine: 3 * 5 * 4 * 4,
}

/** What the ancestor had and this list has not, and why: beginnings of ids, and parameters. */
const leftOut: Readonly<Record<'sweeps' | 'parameters', Readonly<Record<string, string>>>> = {
  sweeps: {
    regime_volatility_: 'parameters of a regime detector that are no parameters of a strategy here',
    regime_range_: 'as above',
    switching_: 'parameters of a switch that are no parameters of a strategy here; two of them existed nowhere',
  },
  // And among values: use_ma_filter off, without which all lengths of the average are one; vol_method realized (vol_regime_filter) or std
  // (regime_aware_portfolio), because the ranks of both are the same.
  parameters: {
    maType: 'ma_crossover has simple averages',
    breakoutWeight: 'the weights of members belong to the class; it was an extra of regime_aware_portfolio that had to be asked for',
  },
}

const bars = syntheticBars({ seed: 3, length: 300, timeframe: '1d', kind: 'regimes', start: Date.UTC(2019, 11, 1), volatility: 0.6 })

function distinct({ metrics }: SweepResult): number {
  return new Set(Array.from(metrics.totalReturn, (value, k) => `${value},${metrics.trades[k]},${metrics.maxDrawdown[k]}`)).size
}

describe('sweepPresets', () => {
  it('are all that there are', () => {
    expect(sweepPresets.map(({ id }) => id)).toEqual([...Object.keys(predefined), ...Object.keys(others), ...Object.keys(byRegime)])
    // The first five by regime are predefined, too.
    expect(Object.keys(predefined).length + Object.keys(byRegime).slice(0, 5).length).toBe(25)
  })

  // Its rank looks at 252 bars.
  const longer = syntheticBars({ seed: 3, length: 900, timeframe: '1d', kind: 'regimes' })

  it.each(Object.entries(predefined))(
    '%s runs as many combinations as the ancestor promised, with different results',
    (id, [raw, valid]) => {
      const preset = sweepPreset(id)
      const result = runPreset(preset, id.startsWith('el_karoui') ? longer : bars, { costs: { feeBps: 10 } })
      expect(result.combinations).toBe(valid)
      const lists = [...Object.values(preset.grid ?? {}), ...Object.values(preset.settings ?? {})]
      expect(lists.reduce((product, values) => product * (values?.length ?? 1), 1)).toBe(raw)
      expect(distinct(result)).toBeGreaterThanOrEqual(2)
    },
  )

  it.each(Object.entries(others))('%s runs, with different results', (id, count) => {
    const result = runPreset(sweepPreset(id), bars, { costs: { feeBps: 10 } })
    expect(result.combinations).toBe(count)
    expect(distinct(result)).toBeGreaterThanOrEqual(2)
  })

  it.each(Object.entries(byRegime))('%s runs, with different results', (id, count) => {
    const result = runPreset(sweepPreset(id), longer, { costs: { feeBps: 10 } })
    expect(result.combinations).toBe(count)
    expect(distinct(result)).toBeGreaterThanOrEqual(2)
  })

  it('leave out what has no place here', () => {
    for (const start of Object.keys(leftOut.sweeps)) expect(sweepPresets.filter(({ id }) => id.startsWith(start))).toEqual([])
    for (const name of Object.keys(leftOut.parameters)) expect(sweepPresets.filter(({ grid = {} }) => name in grid)).toEqual([])
  })

  it('say what they are', () => {
    for (const { description, tags } of sweepPresets) expect([description.length > 5, tags.length > 0]).toEqual([true, true])
    expect(new Set(sweepPresets.map(({ description }) => description)).size).toBeGreaterThan(40)
  })
})

describe('sweepPreset', () => {
  it('suggests the nearest name', () => {
    expect(() => sweepPreset('ma_crossover_basics')).toThrow(
      expect.objectContaining({ code: 'sweep/preset', message: expect.stringContaining('did you mean "ma_crossover_basic"?') }),
    )
  })
})
