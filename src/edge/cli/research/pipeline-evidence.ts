import { kurtosis, mean, skewness, standardDeviation } from '../../../metrics/moments.ts'
import { probabilisticSharpe } from '../../../metrics/probabilistic-sharpe.ts'
import { quantile } from '../../../metrics/quantile.ts'
import { returnsOf } from '../../../metrics/returns.ts'
import type { MonteCarlo } from '../../../research/monte-carlo.ts'
import type { MonteCarloEvidence, StressEvidence, WalkForwardEvidence } from '../../../research/promotion/evidence.ts'
import type { StressTable } from '../../../research/stress/stress-row.ts'
import type { WalkForwardResult } from '../../../research/walk-forward-result.ts'

/** What a walk-forward test shows, in the words of evidence. */
export function walkForwardEvidence({ stitched, summary, windows, efficiency, profitableWindows }: WalkForwardResult): WalkForwardEvidence {
  const returns = returnsOf(stitched.equity)
  const sharpe = mean(returns) / standardDeviation(returns)
  return {
    windows: windows.length,
    bars: summary.bars,
    sharpe: summary.sharpe,
    probabilistic: Number.isFinite(sharpe)
      ? probabilisticSharpe({ sharpe, returns: returns.length, skewness: skewness(returns), kurtosis: kurtosis(returns) })
      : Number.NaN,
    totalReturn: summary.totalReturn,
    maxDrawdown: summary.maxDrawdown,
    trades: summary.trades,
    efficiency,
    profitableWindows,
  }
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
