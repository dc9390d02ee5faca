import type { Column } from '../base/column.ts'
import { checkBarsPerYear, checkCapital } from './annualize.ts'
import { addFlat, hasReturns, sharpeFromSums, startFold } from './equity-metrics.ts'
import { BLOCK, createEquityScratch, type EquityScratch, Slot } from './equity-scratch.ts'
import { endBlock, foldSums } from './fold-core.ts'
import { foldDepth } from './fold-depth.ts'
import { known } from './moments.ts'

/**
 * The three numbers that most sweeps rank by; the same bits as in {@link EquityMetrics}.
 */
export interface CoreMetrics {
  totalReturn: number
  sharpe: number
  maxDrawdown: number
}

/**
 * Options of {@link measureCore}.
 */
export interface MeasureCoreOptions {
  /** Money before the first bar. */
  readonly capital: number
  /** Bars in a year. */
  readonly barsPerYear: number
  /** Working memory to reuse; made for this call when missing. */
  readonly scratch?: EquityScratch
}

/**
 * Total return, Sharpe ratio and deepest drawdown of an equity curve, several times faster than {@link measureEquity}, with the
 * same results to the last bit.
 *
 * @param equity - Equity at each bar's close.
 * @param into - An object to fill instead of a new one.
 * @throws {@link ConfigError} `metrics/capital`, `metrics/bars-per-year`.
 *
 * @example
 * ```ts
 * import { measureCore } from 'peak-trade'
 *
 * measureCore(Float64Array.of(100, 80, 120, 90), { capital: 100, barsPerYear: 252 }).maxDrawdown // 0.25
 * ```
 */
export function measureCore(
  equity: Column,
  options: MeasureCoreOptions,
  into: CoreMetrics = { totalReturn: Number.NaN, sharpe: Number.NaN, maxDrawdown: Number.NaN },
): CoreMetrics {
  const barsPerYear = checkBarsPerYear(options.barsPerYear)
  const capital = checkCapital(options.capital)
  const bars = equity.length
  into.totalReturn = Number.NaN
  into.sharpe = Number.NaN
  into.maxDrawdown = Number.NaN
  if (bars === 0) return into
  const { state } = options.scratch ?? createEquityScratch(0)
  startFold(equity, capital, state)
  state[Slot.high] = Math.max(capital, equity[0])
  state[Slot.low] = equity[0]
  state[Slot.previous] = equity[0]
  state[Slot.quantity] = 1
  for (let from = 1; from < bars; from += BLOCK) {
    const to = Math.min(from + BLOCK, bars)
    foldSums(equity, from, to, state)
    foldDepth(equity, from, to, state)
    endBlock(state)
  }
  const high = state[Slot.high]
  const depth = Math.max(state[Slot.depth], (high - state[Slot.low]) / high)
  into.totalReturn = known(equity[bars - 1] / capital - 1)
  into.maxDrawdown = isKnown(equity, state) ? known(depth) : Number.NaN
  if (bars < 2 || !hasReturns(equity, state, into.maxDrawdown)) return into
  addFlat(state)
  into.sharpe = sharpeFromSums(bars - 1, barsPerYear, state)
  return into
}

/** False when an equity is not finite. Looks for it only if the sums say that there may be one. */
function isKnown(equity: Column, state: Float64Array): boolean {
  if (equity.length > 1 && Number.isFinite(state[Slot.sum1])) return true
  for (let i = 0; i < equity.length; i++) if (!Number.isFinite(equity[i])) return false
  return true
}
