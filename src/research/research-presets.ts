import { ConfigError } from '../base/errors.ts'
import { didYouMean } from '../base/nearest.ts'
import type { Timeframe } from '../base/timeframe.ts'

/**
 * An experiment to begin with: a strategy of the `r_and_d` tier, parameters, and what it is to find out. For research only: strategies of
 * that tier never go live, whatever the result.
 *
 * @example
 * ```ts
 * import { backtest, catalog, type ResearchPreset, researchPreset, syntheticBars } from 'peak-trade'
 *
 * const preset: ResearchPreset = researchPreset('el_karoui_stoch_vol_v1')
 * const bars = syntheticBars({ seed: 1, length: 800, timeframe: preset.timeframes[0] })
 * backtest(catalog.get(preset.strategy), bars, { params: preset.params as never }).summary.sharpe
 * ```
 */
export interface ResearchPreset {
  readonly id: string
  readonly title: string
  readonly strategy: string
  readonly params: Readonly<Record<string, unknown>>
  /** Values to sweep over; every combination is a trial. */
  readonly grid?: Readonly<Record<string, readonly unknown[]>>
  /** Where to begin; nothing depends on it. */
  readonly markets: readonly string[]
  readonly timeframes: readonly Timeframe[]
  /** What would have to be true for it to earn something. */
  readonly hypothesis: string
  /** The metrics to look at first. */
  readonly focus: readonly string[]
  /** What the preset of the same name in Peak_Trade asked for and is not here. */
  readonly notHere: string
}

/**
 * The presets of Peak_Trade's research track with the parameters of the strategies here. There the parameters had no effect at all.
 *
 * @example
 * ```ts
 * import { researchPresets } from 'peak-trade'
 *
 * researchPresets.length // 9
 * ```
 */
export const researchPresets: readonly ResearchPreset[] = [
  {
    id: 'armstrong_ecm_btc_longterm_v1',
    title: 'Economic confidence cycle on Bitcoin',
    strategy: 'ecm_cycle',
    params: { cycleDays: 3141, threshold: 0.8 },
    markets: ['BTC/USDT'],
    timeframes: ['1d', '1w'],
    hypothesis: 'Turns of a cycle of 3141 days show in the price of Bitcoin, if the trend agrees.',
    focus: ['totalReturn', 'maxDrawdown', 'sharpe'],
    notHere: 'An exit level of its own (0.2): a long ends at half of the threshold. A phase offset of 0 is the default.',
  },
  {
    id: 'armstrong_multi_cycle_scan_v1',
    title: 'Short and long cycles',
    strategy: 'ecm_cycle',
    params: { threshold: 0.7 },
    grid: { cycleDays: [30, 365] },
    markets: ['BTC/USDT', 'ETH/USDT'],
    timeframes: ['1d'],
    hypothesis: 'A cycle of a month or of a year is as good as the one of 8.6 years, or as bad.',
    focus: ['sharpe', 'trades'],
    notHere: 'The intersection of both cycles: they are swept over, one at a time.',
  },
  {
    id: 'ehlers_super_smoother_v1',
    title: 'Cycles behind the super smoother',
    strategy: 'ehlers_cycle_filter',
    params: { smoother: 'superSmoother', shortest: 10, longest: 20 },
    markets: ['BTC/USDT'],
    timeframes: ['1h', '4h'],
    hypothesis: 'Without what swings faster than 10 bars, swings of up to 20 bars can be traded.',
    focus: ['sharpe', 'winRate', 'profitFactor'],
    notHere: 'Nothing: cutoff and period are the shortest and the longest cycle.',
  },
  {
    id: 'ehlers_bandpass_cycle_v1',
    title: 'One cycle through a band-pass filter',
    strategy: 'ehlers_cycle_filter',
    params: { shortest: 17, longest: 23, bandwidth: 0.3 },
    markets: ['BTC/USDT'],
    timeframes: ['1h', '4h'],
    hypothesis: 'There is a steady cycle of about 20 bars.',
    focus: ['sharpe', 'winRate'],
    notHere: 'The delta (0.1); a band of 0.3 around 20 bars is 17 to 23.',
  },
  {
    id: 'ehlers_hilbert_phase_v1',
    title: 'Phase of the dominant cycle',
    strategy: 'ehlers_cycle_filter',
    params: { method: 'hilbert', shortest: 10, longest: 40 },
    markets: ['BTC/USDT'],
    timeframes: ['1h'],
    hypothesis: 'The phase of the dominant cycle, one octave around 20 bars, leads the price.',
    focus: ['sharpe', 'averageBars'],
    notHere: 'A phase to enter at (0.5): the sine is compared with itself 45 degrees ahead.',
  },
  {
    id: 'lopez_meta_labeling_rsi_v1',
    title: 'Meta-labeling of RSI reversion',
    strategy: 'meta_labeling',
    params: { base: 'rsi_reversion', model: 'forest', takeProfit: 0.02, stopLoss: 0.02, minReturn: 0.01, maxBars: 24 },
    markets: ['BTC/USDT'],
    timeframes: ['1h'],
    hypothesis: 'It can be learned when RSI reversion is right.',
    focus: ['sharpe', 'winRate', 'profitFactor'],
    notHere: 'Nothing.',
  },
  {
    id: 'lopez_triple_barrier_scan_v1',
    title: 'Barriers in volatilities on a crossover',
    strategy: 'meta_labeling',
    params: { base: 'ma_crossover', unit: 'volatility', takeProfit: 2, stopLoss: 1, maxBars: 20 },
    markets: ['BTC/USDT', 'ETH/USDT'],
    timeframes: ['1h'],
    hypothesis: 'Barriers that move with volatility make better labels than fixed ones.',
    focus: ['sharpe', 'payoffRatio'],
    notHere: 'Nothing.',
  },
  {
    id: 'lopez_feature_importance_v1',
    title: 'What a large forest learns',
    strategy: 'meta_labeling',
    params: { model: 'forest', trees: 100, maxDepth: 6, minExamples: 50 },
    markets: ['BTC/USDT'],
    timeframes: ['1h'],
    hypothesis: 'More trees and more examples find more than the default forest does.',
    focus: ['sharpe', 'winRate'],
    notHere:
      'Gradient boosting, SHAP values and 20 features: the forest has its own features. For five folds use crossValidate with groups: 5.',
  },
  {
    id: 'el_karoui_stoch_vol_v1',
    title: 'Exposure by expected volatility',
    strategy: 'el_karoui_vol_model',
    params: { halfLife: 126.5, horizon: 20 },
    markets: ['BTC/USDT'],
    timeframes: ['1d'],
    hypothesis: 'Volatility that returns to its mean can be foreseen well enough to size by it.',
    focus: ['sharpe', 'maxDrawdown', 'volatility'],
    notHere:
      'Heston parameters but one: a reversion of 2 a year halves a variance in ln 2 / 2 years, 126.5 days. Volatility of volatility (0.3) and correlation (-0.7) have no place.',
  },
]

/**
 * A preset by its id.
 *
 * @throws {@link ConfigError} `preset/unknown`, with the nearest id.
 *
 * @example
 * ```ts
 * import { researchPreset } from 'peak-trade'
 *
 * researchPreset('lopez_meta_labeling_rsi_v1').strategy // 'meta_labeling'
 * ```
 */
export function researchPreset(id: string): ResearchPreset {
  const found = researchPresets.find(preset => preset.id === id)
  if (found !== undefined) return found
  const ids = researchPresets.map(preset => preset.id)
  throw new ConfigError('preset/unknown', `there is no research preset "${id}"${didYouMean(id, ids)} Known: ${ids.join(', ')}`, { id })
}
