import { resolveSettings } from '../../../src/engine/settings.ts'
import type { Summary } from '../../../src/metrics/summary.ts'
import type { Evidence } from '../../../src/research/promotion/evidence.ts'

/** The numbers of a summary that criteria look at. */
export function summaryOf(numbers: Partial<Summary>): Summary {
  return { sharpe: 2, maxDrawdown: 0.1, profitFactor: 2, trades: 80, winRate: 0.5, ...numbers } as Summary
}

/** Evidence written by hand that meets every criterion of every policy that comes with the library. */
export const goodEvidence: Evidence = {
  strategy: { id: 'ma_crossover', title: 'Moving-average crossover', tier: 'core', params: { fast: 5, slow: 20 } },
  symbol: 'BTC/EUR',
  timeframe: '1d',
  calendar: 'stocks',
  bars: 1008,
  barsPerYear: 252,
  startTime: Date.UTC(2020, 0, 1),
  endTime: Date.UTC(2023, 11, 29),
  data: '0123456789abcdef0123456789abcdef',
  settings: resolveSettings({ costs: { feeBps: 5 } }),
  seed: 1,
  combinations: 200,
  trials: 200,
  inSample: summaryOf({}),
  walkForward: {
    windows: 4,
    bars: 504,
    sharpe: 1.6,
    probabilistic: 0.98,
    totalReturn: 0.4,
    maxDrawdown: 0.08,
    trades: 40,
    efficiency: 0.8,
    profitableWindows: 1,
  },
  luck: { sharpe: 2, probabilistic: 0.9999, hurdle: 0.7, deflated: 0.98, effectiveTrials: 60, haircut: 1.4, minimumYears: 1.3 },
  overfitting: { probability: 0.1, lossProbability: 0.01, slope: -0.1, blocks: 12 },
  superiority: {
    pValue: 0.004,
    sweepPValue: 0.004,
    lower: 0.002,
    upper: 0.006,
    statistic: 4,
    critical: 2.6,
    resamples: 500,
    blockLength: 1.4,
  },
  stress: { rows: [{ scenario: 'single_crash_bar', severity: 0.2, totalReturn: 0.3, maxDrawdown: 0.2 }] },
  monteCarlo: { paths: 1000, ruinDrawdown: 0.3, ruin: 0.001, sharpe5: 1.1, drawdown95: 0.2, loss: 0.001 },
  costs: { assumedBps: 5, breakEvenBps: 40, factor: 8, limitBps: 5000, sharpes: [{ factor: 1, sharpe: 2 }] },
  plateau: { from: 'sweep', neighbors: 8, profitable: 1, medianSharpe: 1.8, retention: 0.9 },
}
