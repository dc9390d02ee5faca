import { rangeValues } from '../space.ts'
import type { SweepPreset } from './sweep-preset.ts'

const sizes = [
  { left: 'riskOffScale', op: '<=', right: 'neutralScale' },
  { left: 'neutralScale', op: '<=', right: 'riskOnScale' },
] as const
const ranks = [{ left: 'lowRank', op: '<', right: 'highRank' }] as const

const aggressive = {
  riskOnScale: [1],
  neutralScale: [0.4, 0.5, 0.6, 0.7, 0.8],
  riskOffScale: [0, 0.05, 0.1, 0.15, 0.2],
  mode: ['scale'],
  signalThreshold: [0.25, 0.3, 0.35],
} as const

const conservative = {
  riskOnScale: [1],
  neutralScale: [0.2, 0.25, 0.3, 0.35, 0.4],
  riskOffScale: [0],
  mode: ['filter'],
  signalThreshold: [0.2, 0.25, 0.3],
} as const

const half = { riskOnScale: [1], neutralScale: [0.5], riskOffScale: [0], mode: ['scale'], signalThreshold: [0.3] } as const

/**
 * The sweeps of Peak_Trade's `regime_aware_portfolio`: predefined, from files (`…_full`, where a predefined one has the name), automatic.
 *
 * Its volatility thresholds did nothing, and in units of the price they meant another thing on every market. Here they are ranks: low .3, .4, .5, .6,
 * .7 and .8 became .15, .2, .25, .3, .35 and .4; high 1.5, 2, 2.5 and 3 became .7, .8, .9 and .95. `std` is `realized`, whose rank is the same.
 */
export const regimeSweeps: readonly SweepPreset[] = [
  {
    id: 'regime_aware_portfolio_aggressive',
    strategy: 'regime_aware_portfolio',
    description: 'Large shares in ordinary times, small ones in bad times',
    tags: ['portfolio', 'regime', 'aggressive'],
    grid: aggressive,
    where: sizes,
  },
  {
    id: 'regime_aware_portfolio_conservative',
    strategy: 'regime_aware_trend',
    description: 'Small shares in ordinary times, nothing in bad times',
    tags: ['portfolio', 'regime', 'conservative'],
    grid: conservative,
    where: sizes,
  },
  {
    id: 'regime_aware_portfolio_volmetric',
    strategy: 'regime_aware_even',
    description: 'Measures and bounds of the volatility by which shares are scaled',
    tags: ['portfolio', 'regime', 'volatility'],
    grid: {
      ...half,
      volMetric: ['atr', 'realized', 'range'],
      lowRank: [0.2, 0.25, 0.3],
      highRank: [0.7, 0.8, 0.9],
      volPeriod: [14, 20],
    },
    where: ranks,
  },
  {
    id: 'regime_neutral_scale_sweep',
    strategy: 'regime_aware_portfolio',
    description: 'Shares in ordinary times, nothing in bad times',
    tags: ['portfolio', 'regime'],
    grid: { ...half, neutralScale: [0.5, 0.6, 0.7, 0.8, 0.9, 1], mode: ['filter'] },
    where: sizes,
  },
  {
    id: 'regime_threshold_robustness',
    strategy: 'regime_aware_portfolio',
    description: 'How much hangs on the bounds of volatility',
    tags: ['portfolio', 'regime', 'volatility', 'robustness'],
    // Its upper bounds, .30 to .45, are the shares of time that are wild.
    grid: {
      ...half,
      neutralScale: [0.7],
      volMetric: ['atr', 'realized'],
      lowRank: [0.15, 0.18, 0.2, 0.22, 0.25],
      highRank: [0.55, 0.6, 0.65, 0.7],
    },
    where: ranks,
  },
  {
    id: 'regime_aware_portfolio_aggressive_full',
    strategy: 'regime_aware_portfolio',
    description: 'Large shares in ordinary times, small ones in bad times, with bounds of volatility',
    tags: ['file', 'portfolio', 'regime', 'aggressive'],
    grid: { ...aggressive, volMetric: ['atr', 'realized'], lowRank: [0.25, 0.4], highRank: [0.7, 0.8, 0.9] },
    where: [...sizes, ...ranks],
    objective: 'sharpe',
  },
  {
    id: 'regime_aware_portfolio_conservative_full',
    strategy: 'regime_aware_trend',
    description: 'Small shares in ordinary times, nothing in bad times, with bounds of volatility',
    tags: ['file', 'portfolio', 'regime', 'conservative'],
    grid: { ...conservative, volMetric: ['atr', 'realized'], lowRank: [0.2, 0.25, 0.3], highRank: [0.7, 0.8] },
    where: [...sizes, ...ranks],
    objective: 'sharpe',
  },
  {
    id: 'regime_aware_portfolio_volmetric_full',
    strategy: 'regime_aware_even',
    description: 'Measures and more bounds of the volatility by which shares are scaled',
    tags: ['file', 'portfolio', 'regime', 'volatility'],
    grid: {
      ...half,
      volMetric: ['atr', 'realized', 'range'],
      lowRank: [0.2, 0.25, 0.3, 0.4],
      highRank: [0.7, 0.8, 0.9],
      volPeriod: [14, 20],
    },
    where: ranks,
    objective: 'sharpe',
  },
  {
    id: 'regime_aware_portfolio_auto_coarse',
    strategy: 'regime_aware_portfolio',
    description: 'Shares by regime, coarse',
    tags: ['auto', 'coarse', 'portfolio', 'regime'],
    grid: { neutralScale: [0.3, 0.5, 0.7], riskOffScale: [0, 0.1, 0.2], mode: ['scale'] },
    where: sizes,
  },
  {
    id: 'regime_aware_portfolio_auto_medium',
    strategy: 'regime_aware_portfolio',
    description: 'Shares by regime and thresholds, medium',
    tags: ['auto', 'medium', 'portfolio', 'regime'],
    grid: {
      neutralScale: [0.3, 0.4, 0.5, 0.6, 0.7],
      riskOffScale: [0, 0.1, 0.2, 0.3],
      mode: ['scale', 'filter'],
      signalThreshold: [0.2, 0.3, 0.4],
    },
    where: sizes,
  },
  {
    id: 'regime_aware_portfolio_auto_fine',
    strategy: 'regime_aware_portfolio',
    description: 'Shares by regime and thresholds, fine',
    tags: ['auto', 'fine', 'portfolio', 'regime'],
    grid: {
      riskOnScale: [0.9, 1],
      neutralScale: rangeValues({ from: 0.2, to: 0.8, step: 0.1 }),
      riskOffScale: rangeValues({ from: 0, to: 0.4, step: 0.1 }),
      mode: ['scale', 'filter'],
      signalThreshold: rangeValues({ from: 0.15, to: 0.45, step: 0.05 }),
    },
    where: sizes,
  },
  {
    id: 'regime_aware_portfolio_aggressive_auto_coarse',
    strategy: 'regime_aware_portfolio',
    description: 'Large shares in ordinary times, coarse',
    tags: ['auto', 'coarse', 'portfolio', 'regime', 'aggressive'],
    grid: { neutralScale: [0.5, 0.6, 0.7], riskOffScale: [0, 0.1] },
    where: sizes,
  },
  {
    id: 'regime_aware_portfolio_aggressive_auto_fine',
    strategy: 'regime_aware_portfolio',
    description: 'Large shares in ordinary times and thresholds, fine',
    tags: ['auto', 'fine', 'portfolio', 'regime', 'aggressive'],
    grid: {
      neutralScale: rangeValues({ from: 0.4, to: 0.8, step: 0.05 }),
      riskOffScale: rangeValues({ from: 0, to: 0.25, step: 0.05 }),
      signalThreshold: rangeValues({ from: 0.2, to: 0.4, step: 0.05 }),
    },
    where: sizes,
  },
  {
    id: 'regime_aware_portfolio_conservative_auto_coarse',
    strategy: 'regime_aware_trend',
    description: 'Small shares in ordinary times, coarse',
    tags: ['auto', 'coarse', 'portfolio', 'regime', 'conservative'],
    grid: { neutralScale: [0.2, 0.3, 0.4], riskOffScale: [0], mode: ['filter'] },
    where: sizes,
  },
  {
    id: 'regime_aware_portfolio_conservative_auto_fine',
    strategy: 'regime_aware_trend',
    description: 'Small shares in ordinary times and thresholds, fine',
    tags: ['auto', 'fine', 'portfolio', 'regime', 'conservative'],
    grid: {
      neutralScale: rangeValues({ from: 0.1, to: 0.5, step: 0.05 }),
      riskOffScale: [0],
      mode: ['filter'],
      signalThreshold: rangeValues({ from: 0.15, to: 0.35, step: 0.05 }),
    },
    where: sizes,
  },
  {
    id: 'regime_aware_portfolio_volmetric_auto_coarse',
    strategy: 'regime_aware_even',
    description: 'Measures of volatility, coarse',
    tags: ['auto', 'coarse', 'portfolio', 'regime', 'volatility'],
    grid: { volMetric: ['atr', 'realized'], lowRank: [0.25], highRank: [0.8] },
    where: ranks,
  },
  {
    id: 'regime_aware_portfolio_volmetric_auto_fine',
    strategy: 'regime_aware_even',
    description: 'Measures and bounds of volatility, fine',
    tags: ['auto', 'fine', 'portfolio', 'regime', 'volatility'],
    grid: {
      volMetric: ['atr', 'realized', 'range'],
      lowRank: [0.15, 0.2, 0.25, 0.3, 0.35],
      highRank: [0.7, 0.8, 0.9, 0.95],
      volPeriod: [10, 14, 20, 30],
    },
    where: ranks,
  },
]
