import type { Column } from '../../base/column.ts'
import { kurtosis, mean, skewness, standardDeviation } from '../../metrics/moments.ts'
import { probabilisticSharpe } from '../../metrics/probabilistic-sharpe.ts'
import { quantile } from '../../metrics/quantile.ts'
import { returnsOf } from '../../metrics/returns.ts'
import type { Summary } from '../../metrics/summary.ts'
import type { MonteCarlo } from '../monte-carlo.ts'
import type { StressTable } from '../stress/stress-row.ts'
import type { MonteCarloEvidence, StressEvidence, WalkForwardEvidence } from './evidence.ts'

/** A walk-forward test, of a strategy or of a portfolio. */
export interface WalkedForward {
  readonly stitched: { readonly equity: Column }
  readonly summary: Summary
  readonly windows: readonly unknown[]
  readonly efficiency: number
  readonly profitableWindows: number
}

/** What a walk-forward test shows, in the words of evidence. */
export function walkForwardEvidence({ stitched, summary, windows, efficiency, profitableWindows }: WalkedForward): WalkForwardEvidence {
  return {
    windows: windows.length,
    bars: summary.bars,
    sharpe: summary.sharpe,
    probabilistic: probabilityAboveZero(returnsOf(stitched.equity)),
    totalReturn: summary.totalReturn,
    maxDrawdown: summary.maxDrawdown,
    trades: summary.trades,
    efficiency,
    profitableWindows,
  }
}

/** Probability that the true Sharpe ratio behind some returns is above 0; NaN when they do not vary. */
function probabilityAboveZero(returns: Column): number {
  const sharpe = mean(returns) / standardDeviation(returns)
  return Number.isFinite(sharpe)
    ? probabilisticSharpe({ sharpe, returns: returns.length, skewness: skewness(returns), kurtosis: kurtosis(returns) })
    : Number.NaN
}

/** What resampled histories show. */
export function monteCarloEvidence({ paths, values, ruin }: MonteCarlo, ruinDrawdown: number): MonteCarloEvidence {
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

/** What a stress test shows. */
export function stressEvidence({ rows }: StressTable): StressEvidence {
  return {
    rows: rows.map(({ scenario, severity, metrics }) => ({
      scenario,
      severity,
      totalReturn: metrics.totalReturn,
      maxDrawdown: metrics.maxDrawdown,
    })),
  }
}
