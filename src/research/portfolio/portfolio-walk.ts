import type { Timeframe } from '../../base/timeframe.ts'
import type { BacktestSettings } from '../../engine/settings.ts'
import type { Summary } from '../../metrics/summary.ts'
import type { TrainTestWindow } from '../windows.ts'
import type { ChainedRun } from './chain-stretches.ts'
import type { SleeveWeight, WeightDrift } from './weight-drift.ts'

/**
 * One window: which portfolio was chosen on its train rows, with which weights, and what that came to on its test rows.
 *
 * @example
 * ```ts
 * import { alignBars, BuyAndHold, type PortfolioWindow, syntheticBars, walkForwardPortfolio } from 'peak-trade'
 *
 * const panel = alignBars([syntheticBars({ seed: 1, length: 300, symbol: 'A' })])
 * const portfolio = { sleeves: [{ strategy: BuyAndHold, symbol: 'A', name: 'hold' }] }
 * const window: PortfolioWindow = walkForwardPortfolio(portfolio, panel, { train: 100, test: 100 }).windows[1]
 * window.weights // [{ sleeve: 'hold', weight: 1 }]
 * ```
 */
export interface PortfolioWindow extends TrainTestWindow {
  /** Opening times of the first train, the first test and the last test row. */
  readonly trainStartTime: number
  readonly testStartTime: number
  readonly testEndTime: number
  /** Name of the chosen candidate; null when none was eligible, then the test was not traded. */
  readonly portfolio: string | null
  /** Its place in the list of candidates, -1 for none. */
  readonly candidate: number
  /** Its value of the objective on the train rows, more being better. */
  readonly score: number
  /** Estimated on the train rows and held to in the test. */
  readonly weights: readonly SleeveWeight[]
  /** What the estimate had to say. */
  readonly notes: readonly string[]
  /** The choice with these weights on the train rows; null when there is none. */
  readonly inSample: Summary | null
  /** The choice on the test rows, with what the account had by then. */
  readonly outOfSample: Summary
}

/**
 * What a walk-forward test of portfolios found out. Plain data.
 *
 * @example
 * ```ts
 * import { alignBars, BuyAndHold, type PortfolioWalk, syntheticBars, walkForwardPortfolio } from 'peak-trade'
 *
 * const panel = alignBars([syntheticBars({ seed: 1, length: 300, symbol: 'A' })])
 * const walk: PortfolioWalk = walkForwardPortfolio({ sleeves: [{ strategy: BuyAndHold, symbol: 'A' }] }, panel, { train: 100, test: 50 })
 * walk.summary.bars // 200
 * ```
 */
export interface PortfolioWalk {
  readonly symbols: readonly string[]
  readonly timeframe: Timeframe
  readonly settings: BacktestSettings
  readonly objective: string
  /** Names of all that was chosen from. */
  readonly candidates: readonly string[]
  readonly windows: readonly PortfolioWindow[]
  /** All tests as one run, gains carried along. */
  readonly stitched: ChainedRun
  /** The numbers of `stitched`. */
  readonly summary: Summary
  /** Yearly return of the train windows chained, with what was chosen on them. */
  readonly inSampleReturn: number
  /** Yearly return of the tests chained. */
  readonly outOfSampleReturn: number
  /** `outOfSampleReturn / inSampleReturn`; NaN when nothing was earned in sample. */
  readonly efficiency: number
  /** Share of test windows with a profit. */
  readonly profitableWindows: number
  /** How the weights wandered from window to window. */
  readonly drift: Readonly<Record<string, WeightDrift>>
  /** The part of the account that other weights move from window to window, on average; NaN with fewer than two windows. */
  readonly turnover: number
}
