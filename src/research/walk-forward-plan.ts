import { ConfigError, DataError } from '../base/errors.ts'
import { type BacktestSettings, type BacktestSettingsInput, resolveSettings } from '../engine/settings.ts'
import type { Bars } from '../market/bars.ts'
import type { AnyStrategyClass } from '../strategies/strategy.ts'
import { type CandidateParams, type Candidates, listCandidates } from './candidates.ts'
import { type Objective, resolveObjective, type Scoring } from './objective.ts'
import type { ProgressOptions } from './progress.ts'
import { type BarRange, cutWindows, type TrainTestWindow, type WindowOptions } from './windows.ts'

/**
 * What to choose from, on which windows, by what, and how to trade.
 *
 * @example
 * ```ts
 * import type { MaCrossover, WalkForwardOptions } from 'peak-trade'
 *
 * const options: WalkForwardOptions<typeof MaCrossover> = {
 *   grid: { fast: [5, 10, 20] },
 *   train: '6M',
 *   test: '1M',
 *   objective: 'calmar',
 *   costs: { feeBps: 10 },
 * }
 * ```
 */
export interface WalkForwardOptions<C extends AnyStrategyClass = AnyStrategyClass>
  extends BacktestSettingsInput,
    Candidates<C>,
    WindowOptions,
    ProgressOptions {
  /** What to choose parameters by on the train windows. Default `sharpe`. */
  readonly objective?: Objective | undefined
  /** Candidates with fewer closed trades on a train window are not chosen there. Default 0. */
  readonly minTrades?: number | undefined
}

/** What a walk-forward test is about to do, checked. */
export interface WalkForwardPlan {
  readonly settings: BacktestSettings
  readonly scoring: Scoring
  readonly sets: readonly CandidateParams[]
  readonly windows: readonly TrainTestWindow[]
  /** Windows that are scored together, as ranges of them: so many as fit into memory. */
  readonly groups: readonly BarRange[]
}

/** Bars whose runs are kept in memory at once. */
const ROOM = 4_000_000

/** @throws As `walkForward`. */
export function planWalkForward<C extends AnyStrategyClass>(strategy: C, bars: Bars, options: WalkForwardOptions<C>): WalkForwardPlan {
  const { grid, candidates, where, train, test, step, anchored, embargo, purge, objective, minTrades, signal, onProgress, ...input } =
    options
  if (bars.length === 0)
    throw new DataError('backtest/no-bars', `${bars.symbol} has no bars; a walk-forward test needs some`, { symbol: bars.symbol })
  const settings = resolveSettings(input)
  const scoring = resolveObjective(objective, minTrades)
  const sets = listCandidates(strategy, { grid, candidates, where })
  const windows = cutWindows(bars, { train, test, step, anchored, embargo, purge })
  checkDisjoint(windows, options)
  return { settings, scoring, sets, windows, groups: groupWindows(windows) }
}

/** Windows one after the other until they have as many train bars as there is room for; at least one. */
export function groupWindows(windows: readonly TrainTestWindow[], room = ROOM): BarRange[] {
  const groups: BarRange[] = []
  for (let from = 0, to = 0; from < windows.length; from = to) {
    let bars = 0
    do {
      bars += windows[to].train[1] - windows[to].train[0]
      to++
    } while (to < windows.length && bars < room)
    groups.push([from, to])
  }
  return groups
}

export function checkDisjoint(windows: readonly TrainTestWindow[], { test, step }: Pick<WindowOptions, 'test' | 'step'>): void {
  for (let k = 1; k < windows.length; k++) {
    if (windows[k].test[0] >= windows[k - 1].test[1]) continue
    throw new ConfigError(
      'walk-forward/step',
      `step is ${step}, shorter than the test window of ${test}: tests would overlap and no equity could be stitched; make it at least ${test}`,
      { step: String(step) },
    )
  }
}
