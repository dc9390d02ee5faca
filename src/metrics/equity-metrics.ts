import type { Column } from '../base/column.ts'
import { checkBarsPerYear, checkCapital, checkSameLength } from './annualize.ts'
import { growthRate } from './cagr.ts'
import { BLOCK, createEquityScratch, type EquityScratch, reserveScratch, Slot } from './equity-scratch.ts'
import { chooseBand, measureTails } from './equity-tails.ts'
import { foldBenchmark } from './fold-benchmark.ts'
import { finishDrawdown, foldDrawdown } from './fold-drawdown.ts'
import { centerReturns, foldReturns } from './fold-returns.ts'
import { isRounding, known, ratio } from './moments.ts'

/**
 * Everything that a curve of equity says about itself, and about a benchmark. Units and definitions as in {@link Summary};
 * indices count bars, and a metric without a meaning is NaN.
 */
export interface EquityMetrics {
  totalReturn: number
  cagr: number
  volatility: number
  sharpe: number
  sortino: number
  calmar: number
  omega: number
  maxDrawdown: number
  /** Last bar at the old high before the deepest drawdown; 0 when that high is the capital. */
  maxDrawdownPeak: number
  maxDrawdownTrough: number
  /** First bar back at the old high; NaN while not recovered. */
  maxDrawdownRecovery: number
  longestDrawdownBars: number
  ulcerIndex: number
  var95: number
  cvar95: number
  skew: number
  kurtosis: number
  tailRatio: number
  bestReturn: number
  worstReturn: number
  /** NaN without a benchmark, like alpha and correlation. */
  beta: number
  alpha: number
  correlation: number
}

/**
 * Options of {@link measureEquity}.
 */
export interface MeasureOptions {
  /** Money before the first bar: total return, growth rate and drawdowns start from it. */
  readonly capital: number
  /** Bars in a year. */
  readonly barsPerYear: number
  /** Equity of the benchmark on the same bars. */
  readonly benchmark?: Column
  /** Working memory to reuse; made for this call when missing. */
  readonly scratch?: EquityScratch
}

/**
 * All metrics of an equity curve at once: the same numbers as the functions of their names give one by one, in one pass over
 * the curve. A million bars take a few milliseconds.
 *
 * @param equity - Equity at each bar's close. Where it is unknown or not positive, metrics that need it are NaN.
 * @param into - An object to fill instead of a new one.
 * @throws {@link ConfigError} `metrics/capital`, `metrics/bars-per-year`, `metrics/length`.
 *
 * @example
 * ```ts
 * import { measureEquity } from 'peak-trade'
 *
 * const metrics = measureEquity(Float64Array.of(100, 80, 120, 90), { capital: 100, barsPerYear: 252 })
 * metrics.maxDrawdown // 0.25
 * metrics.totalReturn // -0.1
 * ```
 */
export function measureEquity(equity: Column, options: MeasureOptions, into: EquityMetrics = blankMetrics()): EquityMetrics {
  const barsPerYear = checkBarsPerYear(options.barsPerYear)
  const capital = checkCapital(options.capital)
  const { benchmark } = options
  if (benchmark !== undefined) checkSameLength(equity.length, benchmark.length)
  clearMetrics(into)
  const bars = equity.length
  if (bars === 0) return into
  const scratch = options.scratch ?? createEquityScratch(bars)
  startFold(equity, capital, scratch.state)
  if (benchmark !== undefined) scratch.state[Slot.benchmarkShift] = centerReturns(benchmark)
  if (scratch.returns.length < Math.min(bars, BLOCK)) scratch.returns = new Float64Array(BLOCK)
  chooseBand(equity, scratch)
  foldDrawdown(equity, 0, 1, scratch.state)
  for (let from = 1; from < bars; from += BLOCK) {
    const to = Math.min(from + BLOCK, bars)
    reserveScratch(scratch, scratch.state[Slot.collected] + to - from)
    foldReturns(equity, from, to, scratch)
    foldDrawdown(equity, from, to, scratch.state)
    if (benchmark !== undefined) foldBenchmark(scratch.returns, benchmark, from, to, scratch.state)
  }
  readDrawdowns(bars, scratch.state, into)
  readGrowth(equity, capital, barsPerYear, into)
  if (bars < 2 || !hasReturns(equity, scratch.state, into.maxDrawdown)) return into
  readMoments(bars - 1, barsPerYear, scratch.state, into)
  measureTails(equity, scratch, into)
  if (benchmark !== undefined) readBenchmark(bars - 1, barsPerYear, scratch.state, into)
  return into
}

/** Sets every sum to its start. */
export function startFold(equity: Column, capital: number, state: Float64Array): void {
  clearFold(capital, state)
  state[Slot.shift] = centerReturns(equity)
}

/** The same without a {@link Slot.shift}. */
export function clearFold(capital: number, state: Float64Array): void {
  state.fill(0)
  state[Slot.high] = capital
  state[Slot.low] = capital
  state[Slot.peak] = Number.NaN
  state[Slot.trough] = Number.NaN
  state[Slot.recovery] = Number.NaN
}

/** True when every return is finite and starts from a positive equity. Call it once, after the fold. */
export function hasReturns(equity: Column, state: Float64Array, maxDrawdown: number): boolean {
  if (!Number.isFinite(state[Slot.sum1])) return false
  // Nothing is at or below 0 unless the whole high was lost.
  if (maxDrawdown < 1) return true
  for (let i = 0; i < equity.length - 1; i++) if (!(equity[i] > 0 && equity[i] < Number.POSITIVE_INFINITY)) return false
  return true
}

/** Adds to the sums what the bars that were only counted as flat contribute: their return is 0, shifted like all others. */
export function addFlat(state: Float64Array): void {
  const flat = state[Slot.flat]
  const zero = -state[Slot.shift]
  state[Slot.sum1] += flat * zero
  state[Slot.sum2] += flat * zero * zero
  state[Slot.sum3] += flat * zero * zero * zero
  state[Slot.sum4] += flat * zero * zero * zero * zero
}

/** Annualized Sharpe ratio from the sums of `count` shifted returns. */
export function sharpeFromSums(count: number, barsPerYear: number, state: Float64Array): number {
  const offset = state[Slot.sum1] / count
  const mean = state[Slot.shift] + offset
  const deviation = deviationFromSums(count, state[Slot.sum2], offset)
  return isRounding(deviation, 1 + Math.abs(mean)) ? Number.NaN : ratio(mean * Math.sqrt(barsPerYear), deviation)
}

/** Sample standard deviation from the sum of squares of shifted values whose mean is `offset`. */
function deviationFromSums(count: number, squares: number, offset: number): number {
  return count < 2 ? Number.NaN : Math.sqrt(Math.max(0, squares - count * offset * offset) / (count - 1))
}

function readDrawdowns(bars: number, state: Float64Array, into: EquityMetrics): void {
  finishDrawdown(state, bars - 1)
  if (!Number.isFinite(state[Slot.squaredDepths]) || !Number.isFinite(state[Slot.high])) return
  into.maxDrawdown = state[Slot.depth]
  into.maxDrawdownPeak = state[Slot.peak]
  into.maxDrawdownTrough = state[Slot.trough]
  into.maxDrawdownRecovery = state[Slot.recovery]
  into.longestDrawdownBars = state[Slot.longest]
  into.ulcerIndex = Math.sqrt(state[Slot.squaredDepths] / bars)
}

function readGrowth(equity: Column, capital: number, barsPerYear: number, into: EquityMetrics): void {
  const bars = equity.length
  into.totalReturn = known(equity[bars - 1] / capital - 1)
  into.cagr = growthRate(into.totalReturn, bars, barsPerYear)
  into.calmar = ratio(into.cagr, into.maxDrawdown)
}

function readMoments(count: number, barsPerYear: number, state: Float64Array, into: EquityMetrics): void {
  addFlat(state)
  const offset = state[Slot.sum1] / count
  const mean = state[Slot.shift] + offset
  const square = state[Slot.sum2] / count
  const cube = state[Slot.sum3] / count
  const deviation = deviationFromSums(count, state[Slot.sum2], offset)
  into.volatility = known(deviation * Math.sqrt(barsPerYear))
  into.sharpe = sharpeFromSums(count, barsPerYear, state)
  const variance = Math.max(0, square - offset * offset)
  if (!isRounding(Math.sqrt(variance), 1 + Math.abs(mean))) {
    const third = cube - 3 * offset * square + 2 * offset * offset * offset
    const fourth = state[Slot.sum4] / count - 4 * offset * cube + 6 * offset * offset * square - 3 * offset * offset * offset * offset
    into.skew = known(third / (variance * Math.sqrt(variance)))
    into.kurtosis = known(fourth / (variance * variance) - 3)
  }
  const downside = Math.sqrt(state[Slot.squaredLosses] / (4 * count))
  into.sortino = isRounding(downside, 1) ? Number.NaN : ratio(mean * Math.sqrt(barsPerYear), downside)
  into.omega = ratio(state[Slot.gains], state[Slot.losses])
}

function readBenchmark(count: number, barsPerYear: number, state: Float64Array, into: EquityMetrics): void {
  if (!Number.isFinite(state[Slot.benchmarkSum1])) return
  const offset = state[Slot.sum1] / count
  const benchmarkOffset = state[Slot.benchmarkSum1] / count
  const mean = state[Slot.shift] + offset
  const benchmarkMean = state[Slot.benchmarkShift] + benchmarkOffset
  const variance = Math.max(0, state[Slot.sum2] / count - offset * offset)
  const benchmarkVariance = Math.max(0, state[Slot.benchmarkSum2] / count - benchmarkOffset * benchmarkOffset)
  const covariance = state[Slot.products] / count - offset * benchmarkOffset
  if (isRounding(Math.sqrt(benchmarkVariance), 1 + Math.abs(benchmarkMean))) return
  into.beta = ratio(covariance, benchmarkVariance)
  into.alpha = known((mean - into.beta * benchmarkMean) * barsPerYear)
  if (isRounding(Math.sqrt(variance), 1 + Math.abs(mean))) return
  into.correlation = Math.max(-1, Math.min(1, ratio(covariance, Math.sqrt(variance) * Math.sqrt(benchmarkVariance))))
}

function blankMetrics(): EquityMetrics {
  const nan = Number.NaN
  return {
    totalReturn: nan,
    cagr: nan,
    volatility: nan,
    sharpe: nan,
    sortino: nan,
    calmar: nan,
    omega: nan,
    maxDrawdown: nan,
    maxDrawdownPeak: nan,
    maxDrawdownTrough: nan,
    maxDrawdownRecovery: nan,
    longestDrawdownBars: nan,
    ulcerIndex: nan,
    var95: nan,
    cvar95: nan,
    skew: nan,
    kurtosis: nan,
    tailRatio: nan,
    bestReturn: nan,
    worstReturn: nan,
    beta: nan,
    alpha: nan,
    correlation: nan,
  }
}

const NAMES = Object.keys(blankMetrics()) as readonly (keyof EquityMetrics)[]

function clearMetrics(into: EquityMetrics): void {
  for (const name of NAMES) into[name] = Number.NaN
}
