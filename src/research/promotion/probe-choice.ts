import type { Column } from '../../base/column.ts'
import type { BacktestSettings } from '../../engine/settings.ts'
import type { Bars } from '../../market/bars.ts'
import { kurtosis, mean, skewness, standardDeviation } from '../../metrics/moments.ts'
import { probabilisticSharpe } from '../../metrics/probabilistic-sharpe.ts'
import { quantile } from '../../metrics/quantile.ts'
import { returnsOf } from '../../metrics/returns.ts'
import type { AnyStrategyClass } from '../../strategies/strategy.ts'
import type { CandidateParams } from '../candidates.ts'
import { monteCarlo } from '../monte-carlo.ts'
import type { ProgressOptions } from '../progress.ts'
import { type StressPlan, stressTest } from '../stress/stress-test.ts'
import { walkForward } from '../walk-forward.ts'
import type { WindowOptions } from '../windows.ts'
import type { MonteCarloEvidence, StressEvidence, WalkForwardEvidence } from './evidence.ts'

/** What is walked. */
export interface Walk {
  readonly strategy: AnyStrategyClass
  readonly bars: Bars
  readonly settings: BacktestSettings
  readonly candidates: readonly CandidateParams[]
  readonly plan: WindowOptions & { readonly minTrades?: number | undefined }
}

/** The walk forward as evidence, and its curve. */
export function walkOn({ strategy, bars, settings, candidates, plan }: Walk, progress: ProgressOptions) {
  const result = walkForward(strategy, bars, { ...settings, candidates: candidates as never, ...plan, ...progress })
  const { stitched, summary, windows, efficiency, profitableWindows } = result
  const returns = returnsOf(stitched.equity)
  const evidence: WalkForwardEvidence = {
    windows: windows.length,
    bars: summary.bars,
    sharpe: summary.sharpe,
    probabilistic: probabilityAboveZero(returns),
    totalReturn: summary.totalReturn,
    maxDrawdown: summary.maxDrawdown,
    trades: summary.trades,
    efficiency,
    profitableWindows,
  }
  return { evidence, curve: { time: stitched.bars.time, equity: stitched.equity } }
}

/** Probability that the true Sharpe ratio behind some returns is above 0; NaN when they do not vary. */
function probabilityAboveZero(returns: Column): number {
  const sharpe = mean(returns) / standardDeviation(returns)
  return Number.isFinite(sharpe)
    ? probabilisticSharpe({ sharpe, returns: returns.length, skewness: skewness(returns), kurtosis: kurtosis(returns) })
    : Number.NaN
}

/** What is stressed. */
export interface Stressed {
  readonly strategy: AnyStrategyClass
  readonly bars: Bars
  readonly settings: BacktestSettings
  readonly params: CandidateParams
  readonly seed: number | string
}

/** The choice through all scenarios. */
export function sufferStress(
  { strategy, bars, settings, params, seed }: Stressed,
  plan: Omit<StressPlan, 'seed'>,
  progress: ProgressOptions,
): StressEvidence {
  const { rows } = stressTest(strategy, bars, { ...settings, ...plan, params: params as never, seed, ...progress })
  return {
    rows: rows.map(({ scenario, severity, metrics }) => ({
      scenario,
      severity,
      totalReturn: metrics.totalReturn,
      maxDrawdown: metrics.maxDrawdown,
    })),
  }
}

/** How many paths, and what counts as ruin. */
export interface RuinPlan {
  readonly barsPerYear: number
  readonly seed: number | string
  readonly paths: number
  readonly ruinDrawdown: number
  readonly blockLength?: number | undefined
}

/** Other histories of the same returns. */
export function sufferRuin(returns: Column, plan: RuinPlan, progress: ProgressOptions): MonteCarloEvidence {
  const { barsPerYear, seed, paths, ruinDrawdown, blockLength } = plan
  const { values, ruin } = monteCarlo(returns, {
    barsPerYear,
    seed,
    paths,
    ruin: { drawdown: ruinDrawdown },
    times: 0,
    ...(blockLength === undefined ? {} : { blockLength }),
    ...progress,
  })
  const { totalReturn, maxDrawdown, sharpe } = values
  return {
    paths,
    ruinDrawdown,
    ruin: ruin.probability,
    sharpe5: quantile(sharpe, 0.05),
    drawdown95: quantile(maxDrawdown, 0.95),
    loss: Array.from(totalReturn).filter(value => value < 0).length / paths,
  }
}
