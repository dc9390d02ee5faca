import type { Timeframe } from '../base/timeframe.ts'
import type { BacktestSettings } from '../engine/settings.ts'
import type { Summary } from '../metrics/summary.ts'
import type { Distribution } from '../research/distribution.ts'
import type { MonteCarlo } from '../research/monte-carlo.ts'
import type { CostSensitivity } from '../research/promotion/cost-sensitivity.ts'
import type { StressMetrics, StressTable } from '../research/stress/stress-row.ts'

/**
 * What a robustness report is made of: the result of a test of a portfolio. A part that is missing is not reported.
 *
 * @example
 * ```ts
 * import { alignBars, backtestPanel, BuyAndHold, type ReportedRobustness, syntheticBars } from 'peak-trade'
 *
 * const panel = alignBars([syntheticBars({ seed: 1, length: 200, symbol: 'A' })])
 * const { symbols, timeframe, settings, summary } = backtestPanel([{ strategy: BuyAndHold, symbol: 'A' }], panel)
 * const weights = [{ sleeve: 'buy_and_hold A', weight: 1 }]
 * const result: ReportedRobustness = { symbols, timeframe, settings, seed: 1, weights, baseline: summary }
 * result.weights.length // 1
 * ```
 */
export interface ReportedRobustness {
  readonly symbols: readonly string[]
  readonly timeframe: Timeframe
  readonly settings: BacktestSettings
  readonly seed: number | string
  /** Of the sleeves at the start. */
  readonly weights: readonly { readonly sleeve: string; readonly weight: number }[]
  /** The portfolio as it is. */
  readonly baseline: Summary
  /** Other histories of the account's returns. */
  readonly monteCarlo?: MonteCarlo | undefined
  /** Other histories of the sleeves. */
  readonly jointMonteCarlo?:
    | {
        readonly paths: number
        /** All sleeves drawn together. */
        readonly together: Readonly<Record<'totalReturn' | 'sharpe' | 'maxDrawdown', Distribution>>
        /** Each drawn by itself. */
        readonly apart: Readonly<Record<'totalReturn' | 'sharpe' | 'maxDrawdown', Distribution>>
        /** Median drawdown together over median drawdown apart. */
        readonly jointDrawdown: number
        /** What each contributes to the total return, and the share of paths on which it loses. */
        readonly sleeves: readonly { readonly name: string; readonly contribution: Distribution; readonly loss: number }[]
      }
    | undefined
  /** Bad times for all symbols at once. */
  readonly stress?: StressTable | undefined
  /** The portfolio without each sleeve. */
  readonly leaveOneOut?:
    | readonly {
        readonly sleeve: string
        readonly metrics: StressMetrics
        readonly change: Pick<StressMetrics, 'totalReturn' | 'sharpe' | 'maxDrawdown'>
        /** The portfolio is better off without it. */
        readonly dispensable: boolean
        /** Why there are no numbers; else empty. */
        readonly note: string
      }[]
    | undefined
  /** The portfolio with weights near its own. */
  readonly jitter?:
    | (Readonly<Record<'totalReturn' | 'sharpe' | 'maxDrawdown', Distribution>> & {
        readonly draws: number
        /** Largest change of a weight, as a share of it. */
        readonly jitter: number
        /** Share of the draws that earn something. */
        readonly positive: number
        /** Sharpe ratio of each draw. */
        readonly sharpes: Float64Array
      })
    | undefined
  /** At which costs nothing is left. */
  readonly costs?: CostSensitivity | undefined
}
