import type { Timeframe } from '../base/timeframe.ts'
import type { BacktestResult } from '../engine/backtest-result.ts'
import type { BacktestSettings } from '../engine/settings.ts'
import type { Summary } from '../metrics/summary.ts'
import type { CandidateParams } from './candidates.ts'
import type { ParameterDrift } from './parameter-drift.ts'
import type { TrainTestWindow } from './windows.ts'

/**
 * One window: what was chosen on its train bars and what that came to on its test bars.
 *
 * @example
 * ```ts
 * import { MaCrossover, syntheticBars, walkForward, type WalkForwardWindow } from 'peak-trade'
 *
 * const bars = syntheticBars({ seed: 1, length: 600 })
 * const { windows } = walkForward(MaCrossover, bars, { grid: { fast: [5, 10] }, train: 300, test: 100 })
 * const last: WalkForwardWindow = windows[2]
 * last.test // [500, 600]
 * ```
 */
export interface WalkForwardWindow extends TrainTestWindow {
  /** Opening times of the first train, the first test and the last test bar. */
  readonly trainStartTime: number
  readonly testStartTime: number
  readonly testEndTime: number
  /** The chosen parameters; null when no candidate was eligible, then the test was not traded. */
  readonly params: CandidateParams | null
  /** Its place in the list of candidates, -1 for none. */
  readonly candidate: number
  /** Its value of the objective on the train window, more being better. */
  readonly score: number
  /** The chosen parameters on the train bars; null when there are none. */
  readonly inSample: Summary | null
  /** The chosen parameters on the test bars, starting flat with the full capital. */
  readonly outOfSample: Summary
}

/**
 * What a walk-forward test found out. Plain data.
 *
 * @example
 * ```ts
 * import { MaCrossover, syntheticBars, walkForward, type WalkForwardResult } from 'peak-trade'
 *
 * const bars = syntheticBars({ seed: 1, length: 600 })
 * const result: WalkForwardResult = walkForward(MaCrossover, bars, { grid: { fast: [5, 10] }, train: 300, test: 100 })
 * result.stitched.bars.length // 300
 * ```
 */
export interface WalkForwardResult {
  readonly strategy: { readonly id: string; readonly title: string }
  readonly symbol: string
  readonly timeframe: Timeframe
  readonly settings: BacktestSettings
  readonly objective: string
  /** Number of parameter sets tried on every window: trials that a test for luck has to know of. */
  readonly candidates: number
  readonly windows: readonly WalkForwardWindow[]
  /** One run through all test windows, gains carried along: trades, equity and everything else a backtest gives. */
  readonly stitched: BacktestResult
  /** The numbers of `stitched`. */
  readonly summary: Summary
  /** Yearly return of the train windows chained, with the parameters chosen on them; windows without a choice are left out. */
  readonly inSampleReturn: number
  /** Yearly return of the same windows' tests chained. */
  readonly outOfSampleReturn: number
  /** Walk-forward efficiency, `outOfSampleReturn / inSampleReturn`; NaN when nothing was earned in sample. */
  readonly efficiency: number
  /** Share of test windows with a profit. */
  readonly profitableWindows: number
  readonly drift: Readonly<Record<string, ParameterDrift>>
}
