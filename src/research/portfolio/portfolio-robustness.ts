import type { Timeframe } from '../../base/timeframe.ts'
import type { BacktestSettings } from '../../engine/settings.ts'
import type { Summary } from '../../metrics/summary.ts'
import type { MonteCarlo } from '../monte-carlo.ts'
import type { CostSensitivity } from '../promotion/cost-sensitivity.ts'
import type { StressTable } from '../stress/stress-row.ts'
import type { WeightJitter } from './jitter-weights.ts'
import type { LeftOutSleeve } from './leave-one-out.ts'
import type { ResampledSleeves } from './resample-sleeves.ts'
import type { SleeveWeight } from './weight-drift.ts'

/**
 * How much of a portfolio's result is left when things are not as they were. Plain data; a part that was not asked for is missing.
 *
 * @example
 * ```ts
 * import { alignBars, BuyAndHold, type PortfolioRobustness, syntheticBars, testRobustness } from 'peak-trade'
 *
 * const panel = alignBars(['A', 'B'].map((symbol, seed) => syntheticBars({ seed, length: 200, symbol })))
 * const sleeves = panel.symbols.map(symbol => ({ strategy: BuyAndHold, symbol }))
 * const result: PortfolioRobustness = testRobustness({ sleeves }, panel, { monteCarlo: { paths: 50 }, stress: false, jitter: { draws: 5 } })
 * result.monteCarlo?.paths // 50
 * result.stress // undefined
 * ```
 */
export interface PortfolioRobustness {
  readonly symbols: readonly string[]
  readonly timeframe: Timeframe
  readonly settings: BacktestSettings
  readonly seed: number | string
  /** Of the sleeves at the start. */
  readonly weights: readonly SleeveWeight[]
  /** The portfolio as it is. */
  readonly baseline: Summary
  /** Other histories of the account's returns. */
  readonly monteCarlo?: MonteCarlo | undefined
  /** Other histories of the sleeves, joint and apart. */
  readonly jointMonteCarlo?: ResampledSleeves | undefined
  /** Bad times for all symbols at once. */
  readonly stress?: StressTable | undefined
  /** The portfolio without each sleeve. */
  readonly leaveOneOut?: readonly LeftOutSleeve[] | undefined
  /** The portfolio with weights near its own. */
  readonly jitter?: WeightJitter | undefined
  /** At which costs nothing is left. */
  readonly costs?: CostSensitivity | undefined
}
