import type { Column } from '../base/column.ts'
import { ConfigError, DataError } from '../base/errors.ts'
import { type BacktestSettingsInput, resolveSettings } from '../engine/settings.ts'
import { simulate, simulationMemory } from '../engine/simulate.ts'
import { summarize } from '../engine/summarize.ts'
import type { Bars } from '../market/bars.ts'
import { createEquityScratch } from '../metrics/equity-scratch.ts'
import type { Summary } from '../metrics/summary.ts'
import { type AnyStrategyClass, createStrategy, type ParamsOf } from '../strategies/strategy.ts'
import { type BarMemory, barMemory } from './bar-memory.ts'
import { checkPercentiles, checkTimes, drawBands, type EquityFan, spreadTimes } from './equity-fan.ts'
import { jitterParams } from './jitter-params.ts'
import { type MetricBand, measureBand } from './metric-band.ts'
import { noiseMaker } from './noisy-bars.ts'
import { type ProgressOptions, reportProgress } from './progress.ts'
import { Quantiles } from './quantiles.ts'
import { checkRuin, measureRuin, type Ruin, type RuinLevel } from './ruin.ts'
import { syntheticMaker } from './synthetic-like.ts'

/** The numbers of a summary that {@link monteCarloRuns} spreads out. */
const METRICS = [
  ...['finalEquity', 'totalReturn', 'cagr', 'volatility', 'sharpe', 'sortino', 'calmar', 'omega'],
  ...['maxDrawdown', 'longestDrawdownBars', 'ulcerIndex', 'var95', 'cvar95', 'skew', 'kurtosis', 'tailRatio'],
  ...['trades', 'winRate', 'profitFactor', 'expectancy', 'averageBars', 'exposure', 'turnover', 'fees', 'buyHoldReturn'],
] as RunMetric[]

/**
 * What every run of {@link monteCarloRuns} is measured by; as in `Summary`.
 */
export type RunMetric = keyof Omit<
  Summary,
  | 'bars'
  | 'startTime'
  | 'endTime'
  | 'barsPerYear'
  | 'initialEquity'
  | 'maxDrawdownPeakTime'
  | 'maxDrawdownTroughTime'
  | 'maxDrawdownRecoveryTime'
  | 'bestReturn'
  | 'worstReturn'
  | 'openTrades'
  | 'averageWin'
  | 'averageLoss'
  | 'payoffRatio'
  | 'sqn'
  | 'slippage'
  | 'beta'
  | 'alpha'
  | 'correlation'
>

/**
 * Options of {@link monteCarloRuns}.
 */
export interface MonteCarloRunsOptions<C extends AnyStrategyClass = AnyStrategyClass> extends BacktestSettingsInput, ProgressOptions {
  /**
   * What is varied. `params`: the parameters (`jitterParams`). `noise`: the prices, a little (`noisyBars`). `synthetic`: the whole
   * history (`syntheticLike`).
   */
  readonly method: 'params' | 'noise' | 'synthetic'
  /** Same seed, same runs. */
  readonly seed: string | number
  /** Number of runs. Default 200. */
  readonly paths?: number
  readonly params?: ParamsOf<C> | undefined
  /** Largest change of a parameter, as a share of it. Default 0.2. */
  readonly jitter?: number
  /** Standard deviation of the noise as a fraction of the price. Default 0.001. */
  readonly noise?: number
  /** How synthetic histories are made. Default `blocks`. */
  readonly kind?: 'blocks' | 'regimes'
  /** Mean length of a block. Default: automatic. */
  readonly blockLength?: number
  /** Shares of the percentile bands, rising. Default 5, 25, 50, 75 and 95 %. */
  readonly percentiles?: readonly number[]
  /** Largest number of times at which the bands of the equity are taken; 0 for none. Default 1000. */
  readonly times?: number
  /** When a run counts as ruined. Default: a drawdown of one half. */
  readonly ruin?: RuinLevel
}

/**
 * What {@link monteCarloRuns} finds.
 */
export interface MonteCarloRuns {
  readonly method: 'params' | 'noise' | 'synthetic'
  readonly seed: string | number
  readonly paths: number
  readonly percentiles: readonly number[]
  /** The backtest on the history as it was, with the parameters as they are. */
  readonly observed: Summary
  readonly metrics: Readonly<Record<RunMetric, MetricBand>>
  /** Each metric of each run. */
  readonly values: Readonly<Record<RunMetric, Column>>
  /** How the equity spreads over time; `times` counts bars. */
  readonly fan: EquityFan
  readonly ruin: Ruin
  /** The parameters of each run; with methods that do not vary them empty. */
  readonly params: readonly Readonly<Record<string, unknown>>[]
}

/**
 * Runs a strategy many times, each time with something a little different, and tells how much of its result depends on that.
 *
 * Run k depends on the seed and on k alone. The strategy is run anew each time, with its costs and exits; what `monteCarlo` does with the
 * returns of one backtest is faster, but keeps the trades as they were.
 *
 * @throws {@link ConfigError} `monte-carlo/…` naming the option, and as `backtest`, `jitterParams`, `noisyBars` and
 * `syntheticLike`; `DataError` `backtest/no-bars`; `signal.reason` when it was aborted.
 *
 * @example
 * ```ts
 * import { MaCrossover, monteCarloRuns, syntheticBars } from 'peak-trade'
 *
 * const bars = syntheticBars({ seed: 1, length: 1000 })
 * const near = monteCarloRuns(MaCrossover, bars, { method: 'params', seed: 1, paths: 50, costs: { feeBps: 10 } })
 * near.metrics.sharpe.quantiles[2] // the median: far below near.observed.sharpe means that the parameters were picked by luck
 * ```
 */
export function monteCarloRuns<C extends AnyStrategyClass>(strategy: C, bars: Bars, options: MonteCarloRunsOptions<C>): MonteCarloRuns {
  const { method, seed, paths = 200 } = options
  if (bars.length === 0)
    throw new DataError('backtest/no-bars', `${bars.symbol} has no bars; a backtest needs at least one`, { symbol: bars.symbol })
  if (!(Number.isInteger(paths) && paths >= 1))
    throw new ConfigError('monte-carlo/paths', `paths is ${paths}, it must be a whole number from 1`, { paths })
  if (seed === undefined) throw new ConfigError('monte-carlo/seed', 'monteCarloRuns needs a seed, so that the runs can be repeated')
  const percentiles = checkPercentiles(options.percentiles)
  const times = spreadTimes(bars.length, checkTimes(options.times ?? 1000, bars.length, paths))
  const ruin = checkRuin(options.ruin)
  const vary = variation(strategy, bars, options)
  const run = runner(settingsOf(options))

  const observedRun = run(strategy, bars, options.params)
  const observed = observedRun.summary
  const seen = Float64Array.from(times, time => observedRun.equity[time - 1])
  const columns = METRICS.map(() => new Float64Array(paths))
  const lowestEquity = new Float64Array(paths)
  const equity = new Float64Array(times.length * paths)
  const params: Readonly<Record<string, unknown>>[] = []
  options.signal?.throwIfAborted()
  for (let k = 0; k < paths; k++) {
    const varied = vary(k)
    if (method === 'params') params.push(varied.params as Readonly<Record<string, unknown>>)
    const result = run(strategy, varied.bars, varied.params)
    for (const [m, name] of METRICS.entries()) columns[m][k] = result.summary[name]
    lowestEquity[k] = lowest(result.equity, result.summary.initialEquity)
    for (let p = 0; p < times.length; p++) equity[p * paths + k] = result.equity[times[p] - 1]
    reportProgress(options, { done: k + 1, before: k, total: paths })
  }

  const band = { shares: percentiles.length, quantiles: new Quantiles(paths, percentiles), scratch: new Float64Array(paths) }
  const metrics: Partial<Record<RunMetric, MetricBand>> = {}
  const values: Partial<Record<RunMetric, Column>> = {}
  for (const [m, name] of METRICS.entries()) {
    metrics[name] = measureBand(columns[m], { ...band, observed: observed[name], comparable: true })
    values[name] = columns[m]
  }
  const maxDrawdown = columns[METRICS.indexOf('maxDrawdown')]
  return {
    method,
    seed,
    paths,
    percentiles,
    observed,
    metrics: metrics as Record<RunMetric, MetricBand>,
    values: values as Record<RunMetric, Column>,
    fan: { times, bands: drawBands([{ from: 0, to: paths, equity }], { ...band, times }), observed: seen },
    ruin: measureRuin(ruin, { maxDrawdown, lowestEquity, capital: observed.initialEquity }),
    params,
  }
}

interface Varied {
  readonly bars: Bars
  readonly params: unknown
}

/** What is different in run k. Histories are written into the same memory again and again. */
function variation<C extends AnyStrategyClass>(strategy: C, bars: Bars, options: MonteCarloRunsOptions<C>): (path: number) => Varied {
  const { method, seed, params, jitter, noise, kind, blockLength } = options
  if (method === 'params') {
    const reach = jitter === undefined ? {} : { jitter }
    return path => ({ bars, params: jitterParams(strategy, params, { seed, path, ...reach }) })
  }
  let fill: (path: number, into: BarMemory) => void
  if (method === 'noise') fill = noiseMaker(bars, noise === undefined ? { seed } : { seed, noise })
  else if (method === 'synthetic')
    fill = syntheticMaker(bars, { seed, ...(kind === undefined ? {} : { kind }), ...(blockLength === undefined ? {} : { blockLength }) })
  else throw new ConfigError('monte-carlo/method', `method is ${String(method)}, it must be 'params', 'noise' or 'synthetic'`)
  const memory = barMemory(bars)
  return path => {
    fill(path, memory)
    return { bars: memory, params }
  }
}

/** What is left are settings of the backtest; those that it does not know it refuses. */
function settingsOf(options: MonteCarloRunsOptions<AnyStrategyClass>): BacktestSettingsInput {
  const { method, seed, paths, params, jitter, noise, kind, blockLength, percentiles, times, ruin, onProgress, signal, ...settings } =
    options
  return settings
}

/** Runs backtests in one memory: a result is valid until the next run. */
function runner(input: BacktestSettingsInput) {
  const settings = resolveSettings(input)
  let memory = simulationMemory(0)
  let scratch = createEquityScratch(0)
  return (strategy: AnyStrategyClass, bars: Bars, params: unknown): { readonly summary: Summary; readonly equity: Float64Array } => {
    if (memory.equity.length !== bars.length) {
      memory = simulationMemory(bars.length)
      scratch = createEquityScratch(bars.length)
    }
    const { equity, fills, refusals } = memory
    const simulation = simulate(bars, createStrategy(strategy, params).follow(bars), settings, memory)
    return { summary: summarize({ bars, settings, simulation, fills, equity, refusals: refusals.length, scratch }), equity }
  }
}

function lowest(equity: Float64Array, capital: number): number {
  let value = capital
  for (let i = 0; i < equity.length; i++) if (equity[i] < value) value = equity[i]
  return value
}
