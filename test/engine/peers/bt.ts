import type { Bars } from '../../../src/market/bars.ts'
import { averageDrawdown } from '../../../src/metrics/drawdowns.ts'
import { returnsOf } from '../../../src/metrics/returns.ts'
import { averageCross } from './goog.ts'
import { fromCapital, meanOf, measureFromCapital, type Statistics, unbiasedKurtosis, unbiasedSkew } from './statistics.ts'
import { runTargets, type TargetResult } from './targets.ts'

/** bt holds everything while the fast average is above the slow one, from the first bar that has both, and trades at closes. */
export function playBt(bars: Bars): TargetResult {
  return runTargets({ bars, targets: averageCross(bars).state, settings: { fillAt: 'close', costs: { feeBps: 10 } } })
}

/** Our numbers under the names of ffn. */
export function btStatistics({ equity, summary }: TargetResult, bars: Bars): Statistics {
  const curve = fromCapital(summary.initialEquity, equity)
  const measured = measureFromCapital(curve, bars, 252)
  const n = curve.length - 1
  return {
    rf: 0,
    total_return: measured.totalReturn,
    max_drawdown: -measured.maxDrawdown,
    daily_sharpe: measured.sharpe,
    daily_sortino: measured.sortino,
    daily_mean: 252 * meanOf([...returnsOf(curve)]),
    daily_vol: measured.volatility,
    daily_skew: unbiasedSkew(measured.skew, n),
    daily_kurt: unbiasedKurtosis(measured.kurtosis, n),
    best_day: measured.bestReturn,
    worst_day: measured.worstReturn,
    avg_drawdown: -averageDrawdown(curve),
  }
}
