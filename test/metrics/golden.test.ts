import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Column } from '../../src/base/column.ts'
import { normalCdf, normalQuantile } from '../../src/base/normal.ts'
import { activeReturn, informationRatio, trackingError } from '../../src/metrics/active-return.ts'
import { autocorrelation } from '../../src/metrics/autocorrelation.ts'
import { cagr } from '../../src/metrics/cagr.ts'
import { calmar } from '../../src/metrics/calmar.ts'
import { captureRatio, downCapture, upCapture } from '../../src/metrics/capture.ts'
import { deflatedSharpe, expectedMaximumSharpe } from '../../src/metrics/deflated-sharpe.ts'
import { averageDrawdown, drawdownColumn, drawdownEpisodes, longestDrawdown, maxDrawdown } from '../../src/metrics/drawdowns.ts'
import { measureEquity } from '../../src/metrics/equity-metrics.ts'
import { bestReturn, worstReturn } from '../../src/metrics/extremes.ts'
import { gainToPain } from '../../src/metrics/gain-to-pain.ts'
import { kurtosis, mean, skewness, standardDeviation } from '../../src/metrics/moments.ts'
import { omega } from '../../src/metrics/omega.ts'
import { minimumTrackRecord, probabilisticSharpe, sharpeStandardError } from '../../src/metrics/probabilistic-sharpe.ts'
import { quantile } from '../../src/metrics/quantile.ts'
import { alpha, beta, correlation } from '../../src/metrics/regression.ts'
import { returnsOf } from '../../src/metrics/returns.ts'
import { sharpe } from '../../src/metrics/sharpe.ts'
import { downsideDeviation, sortino } from '../../src/metrics/sortino.ts'
import { stability } from '../../src/metrics/stability.ts'
import { commonSenseRatio, tailRatio } from '../../src/metrics/tail-ratio.ts'
import { totalReturn } from '../../src/metrics/total-return.ts'
import { winRate } from '../../src/metrics/trade-metrics.ts'
import { ulcerIndex } from '../../src/metrics/ulcer-index.ts'
import { conditionalValueAtRisk, valueAtRisk } from '../../src/metrics/value-at-risk.ts'
import { volatility } from '../../src/metrics/volatility.ts'

type Numbers = Readonly<Record<string, number | null>>
interface Curve {
  readonly calendar_days: number
  readonly metrics: Numbers
}
interface Golden {
  readonly aapl_close: Curve & { first_returns: number[]; sum_returns: number; deepest_5_drawdowns: Numbers[] }
  readonly hand_made: Readonly<Record<string, Curve & { equity: number[] }>>
  readonly relative_first_half: { strategy_returns: number[]; sum_benchmark: number; metrics: Numbers }
  readonly sharpe_inference_aapl: {
    n: number
    sr: number
    skew: number
    kurt: number
    sr_std_error: number
    psr_bench_0: number
    psr_bench_annual_0_5: number
    psr_bench_annual_1: number
    dsr: { trials: number; variance_of_trial_sr_per_bar: number; expected_max_sr: number; dsr: number }[]
    min_trl: { bench: number; confidence: number; bars: number }[]
    textbook_inputs: { sr: number; bench: number; n: number; skew: number; kurt: number; psr: number; min_trl_95: number }[]
    normal: { x?: number; cdf?: number; p?: number; quantile?: number }[]
  }
}

const golden: Golden = JSON.parse(readFileSync(new URL('../golden/own/metrics.json', import.meta.url), 'utf8'))
const barsPerYear = 252

const aapl = Float64Array.from(
  readFileSync(new URL('../../node_modules/@observablehq/sample-datasets/aapl.csv', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map(line => Number(line.split(',')[4])),
)

/** Every metric of a golden curve, said with our functions. Drawdowns are positive here and negative there. */
function express(equity: Column, days: number): Record<string, number> {
  const returns = returnsOf(equity)
  const calendar = { barsPerYear: (returns.length * 365.25) / days }
  const deepest = maxDrawdown(equity)
  const longest = longestDrawdown(equity)
  const metrics: Record<string, number> = {
    n_returns: returns.length,
    total_return: totalReturn(equity),
    cagr_bars: cagr(equity, { barsPerYear }),
    cagr_calendar_365_25: cagr(equity, calendar),
    mean_return: mean(returns),
    std_return_ddof1: standardDeviation(returns),
    volatility: volatility(returns, { barsPerYear }),
    sharpe_rf0: sharpe(returns, { barsPerYear }),
    sharpe_rf2_simple: sharpe(returns, { barsPerYear, riskFree: 0.02 }),
    sharpe_rf2_geometric: sharpe(returns, { barsPerYear, riskFree: 0.02, compounding: 'geometric' }),
    downside_deviation_annual: downsideDeviation(returns, { barsPerYear }),
    sortino_target0: sortino(returns, { barsPerYear }),
    max_drawdown: -deepest.depth,
    max_drawdown_peak: deepest.peak,
    max_drawdown_trough: deepest.trough,
    max_drawdown_recovery: deepest.recovery,
    longest_drawdown_bars: longest.bars,
    longest_drawdown_peak: longest.peak,
    longest_drawdown_recovery: longest.recovery,
    average_drawdown_episodes: -averageDrawdown(equity),
    drawdown_episode_count: drawdownEpisodes(equity).length,
    average_drawdown_all_bars: -mean(drawdownColumn(equity)),
    ulcer_index: ulcerIndex(equity),
    calmar_cagr_bars: calmar(equity, { barsPerYear }),
    calmar_cagr_calendar: calmar(equity, calendar),
    omega_0: omega(returns),
    gain_to_pain: gainToPain(returns),
    profit_factor_returns: omega(returns),
    skew_biased: skewness(returns),
    excess_kurtosis_biased: kurtosis(returns),
    skew_unbiased: skewness(returns, { biased: false }),
    excess_kurtosis_unbiased: kurtosis(returns, { biased: false }),
    quantile_05: quantile(returns, 0.05),
    quantile_95: quantile(returns, 0.95),
    tail_ratio: tailRatio(returns),
    common_sense_ratio: commonSenseRatio(returns),
    stability_r2_equity_points: stability(equity),
    stability_r2_return_points: stability(equity.subarray(1)),
    autocorr_lag1: autocorrelation(returns),
    autocorr_lag1_pearson: correlation(returns.subarray(1), returns.subarray(0, -1)),
    best_return: bestReturn(returns),
    worst_return: worstReturn(returns),
    positive_share: winRate(returns),
    zero_returns: returns.filter(r => r === 0).length,
  }
  for (const [level, tail] of [
    ['95', 0.05],
    ['99', 0.01],
  ] as const) {
    for (const method of ['historical', 'gaussian', 'cornish-fisher'] as const) {
      const name = method.replace('-', '_')
      metrics[`var${level}_${name}`] = valueAtRisk(returns, { tail, method })
      metrics[`cvar${level}_${name}`] = conditionalValueAtRisk(returns, { tail, method })
    }
  }
  return metrics
}

/** What {@link measureEquity} calls the golden metrics. */
const FUSED = {
  totalReturn: 'total_return',
  cagr: 'cagr_bars',
  volatility: 'volatility',
  sharpe: 'sharpe_rf0',
  sortino: 'sortino_target0',
  calmar: 'calmar_cagr_bars',
  omega: 'omega_0',
  maxDrawdownPeak: 'max_drawdown_peak',
  maxDrawdownTrough: 'max_drawdown_trough',
  maxDrawdownRecovery: 'max_drawdown_recovery',
  longestDrawdownBars: 'longest_drawdown_bars',
  ulcerIndex: 'ulcer_index',
  var95: 'var95_historical',
  cvar95: 'cvar95_historical',
  skew: 'skew_biased',
  kurtosis: 'excess_kurtosis_biased',
  tailRatio: 'tail_ratio',
  bestReturn: 'best_return',
  worstReturn: 'worst_return',
} as const

function expectGolden(name: string, got: number, want: number | null): void {
  if (want === null) expect(got, name).toBeNaN()
  else expect(Math.abs(got - want), `${name}: ${got} instead of ${want}`).toBeLessThanOrEqual(1e-12 + 1e-9 * Math.abs(want))
}

function expectAll(got: Record<string, number>, want: Numbers): void {
  expect(Object.keys(got).sort()).toEqual(Object.keys(want).sort())
  for (const [name, value] of Object.entries(want)) expectGolden(name, got[name], value)
}

const curves = [
  { name: 'aapl_close', equity: aapl, curve: golden.aapl_close },
  ...Object.entries(golden.hand_made).map(([name, curve]) => ({ name, equity: Float64Array.from(curve.equity), curve })),
]

describe('golden metrics', () => {
  it.each(curves)('$name: one by one', ({ equity, curve }) => {
    expectAll(express(equity, curve.calendar_days), curve.metrics)
  })

  it.each(curves)('$name: at once', ({ equity, curve }) => {
    const metrics = measureEquity(equity, { capital: equity[0], barsPerYear })
    for (const [ours, theirs] of Object.entries(FUSED)) expectGolden(theirs, metrics[ours as keyof typeof FUSED], curve.metrics[theirs])
    expectGolden('max_drawdown', -metrics.maxDrawdown, curve.metrics.max_drawdown)
  })

  it('first returns and their sum', () => {
    const returns = returnsOf(aapl)
    expect([...returns.subarray(0, 5)]).toEqual(golden.aapl_close.first_returns)
    expectGolden('sum', mean(returns) * returns.length, golden.aapl_close.sum_returns)
  })

  it('the five deepest drawdowns', () => {
    const deepest = drawdownEpisodes(aapl)
      .sort((a, b) => b.depth - a.depth)
      .slice(0, 5)
    for (const [k, want] of golden.aapl_close.deepest_5_drawdowns.entries()) {
      const { peak, trough, recovery, bars, depth } = deepest[k]
      expect([peak, trough, recovery, bars]).toEqual([want.peak, want.trough, want.recovery, want.duration])
      expectGolden('depth', -depth, want.depth)
    }
  })

  it('against a benchmark', () => {
    const benchmark = returnsOf(aapl.subarray(0, 630))
    const returns = Float64Array.from(golden.relative_first_half.strategy_returns)
    expectGolden('sum', mean(benchmark) * benchmark.length, golden.relative_first_half.sum_benchmark)
    const annual = { benchmark, barsPerYear }
    expectAll(
      {
        n: returns.length,
        beta: beta(returns, benchmark),
        alpha_per_bar: alpha(returns, { benchmark, barsPerYear: 1 }),
        alpha_annual_times: alpha(returns, annual),
        alpha_annual_compounded: alpha(returns, { ...annual, compounding: 'geometric' }),
        tracking_error: trackingError(returns, annual),
        information_ratio: informationRatio(returns, annual),
        active_return_annual_times: activeReturn(returns, annual),
        correlation: correlation(returns, benchmark),
        up_bars: benchmark.filter(r => r > 0).length,
        up_capture_mean: upCapture(returns, { benchmark, average: 'arithmetic' }),
        up_capture_geometric_mean: upCapture(returns, { benchmark }),
        up_capture_geometric_annualised: upCapture(returns, annual),
        down_bars: benchmark.filter(r => r < 0).length,
        down_capture_mean: downCapture(returns, { benchmark, average: 'arithmetic' }),
        down_capture_geometric_mean: downCapture(returns, { benchmark }),
        down_capture_geometric_annualised: downCapture(returns, annual),
        capture_ratio_mean: captureRatio(returns, { benchmark, average: 'arithmetic' }),
        capture_ratio_geometric_annualised: captureRatio(returns, annual),
      },
      golden.relative_first_half.metrics,
    )
  })

  it('against a benchmark, at once', () => {
    const prices = aapl.subarray(0, 630)
    const equity = Float64Array.from(prices)
    for (const [k, r] of golden.relative_first_half.strategy_returns.entries()) equity[k + 1] = equity[k] * (1 + r)
    const metrics = measureEquity(equity, { capital: equity[0], barsPerYear, benchmark: prices })
    expectGolden('beta', metrics.beta, golden.relative_first_half.metrics.beta)
    expectGolden('alpha', metrics.alpha, golden.relative_first_half.metrics.alpha_annual_times)
    expectGolden('correlation', metrics.correlation, golden.relative_first_half.metrics.correlation)
  })

  it('inference about the Sharpe ratio', () => {
    const want = golden.sharpe_inference_aapl
    const returns = returnsOf(aapl)
    const sample = {
      sharpe: sharpe(returns, { barsPerYear: 1 }),
      returns: returns.length,
      skewness: skewness(returns),
      kurtosis: kurtosis(returns),
    }
    expectGolden('sr', sample.sharpe, want.sr)
    expectGolden('skew', sample.skewness, want.skew)
    expectGolden('kurt', sample.kurtosis + 3, want.kurt)
    expectGolden('se', sharpeStandardError(sample), want.sr_std_error)
    expectGolden('psr 0', probabilisticSharpe(sample), want.psr_bench_0)
    expectGolden('psr 0.5', probabilisticSharpe({ ...sample, benchmark: 0.5 / Math.sqrt(252) }), want.psr_bench_annual_0_5)
    expectGolden('psr 1', probabilisticSharpe({ ...sample, benchmark: 1 / Math.sqrt(252) }), want.psr_bench_annual_1)
    for (const row of want.dsr) {
      const trials = { trials: row.trials, variance: row.variance_of_trial_sr_per_bar }
      expectGolden('expected maximum', expectedMaximumSharpe(trials), row.expected_max_sr)
      expectGolden('dsr', deflatedSharpe({ ...sample, ...trials }), row.dsr)
    }
    for (const row of want.min_trl)
      expectGolden('track', minimumTrackRecord({ ...sample, benchmark: row.bench, confidence: row.confidence }), row.bars)
    for (const row of want.textbook_inputs) {
      const given = { sharpe: row.sr, benchmark: row.bench, returns: row.n, skewness: row.skew, kurtosis: row.kurt - 3 }
      expectGolden('psr', probabilisticSharpe(given), row.psr)
      // The formula has no meaning below the benchmark; the table evaluates it all the same, we say NaN.
      expectGolden('track', minimumTrackRecord({ ...given, confidence: 0.95 }), row.sr > row.bench ? row.min_trl_95 : null)
    }
  })

  it('the normal distribution', () => {
    for (const { x, cdf, p, quantile: q } of golden.sharpe_inference_aapl.normal) {
      if (x !== undefined && cdf !== undefined) expect(Math.abs(normalCdf(x) / cdf - 1), `cdf ${x}`).toBeLessThan(1e-14)
      if (p !== undefined && q !== undefined)
        expect(Math.abs(normalQuantile(p) - q), `quantile ${p}`).toBeLessThan(2e-15 * Math.max(1, Math.abs(q)))
    }
  })
})
