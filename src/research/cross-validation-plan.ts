import { DataError } from '../base/errors.ts'
import { type BacktestSettings, type BacktestSettingsInput, resolveSettings } from '../engine/settings.ts'
import type { Bars } from '../market/bars.ts'
import type { AnyStrategyClass } from '../strategies/strategy.ts'
import { type CandidateParams, type Candidates, listCandidates } from './candidates.ts'
import { type CombinatorialSplits, combinatorialSplits } from './combinatorial-splits.ts'
import { type EquityObjective, resolveEquityObjective } from './equity-objective.ts'
import type { ProgressOptions } from './progress.ts'

/**
 * What to choose, from which groups, by what, and how to trade.
 *
 * @example
 * ```ts
 * import type { CrossValidationOptions, MaCrossover } from 'peak-trade'
 *
 * const options: CrossValidationOptions<typeof MaCrossover> = { grid: { fast: [5, 10] }, groups: 10, testGroups: 2, purge: 50, embargo: 10 }
 * ```
 */
export interface CrossValidationOptions<C extends AnyStrategyClass = AnyStrategyClass>
  extends BacktestSettingsInput,
    Candidates<C>,
    ProgressOptions {
  /** Number of groups of consecutive bars. Default 6. */
  readonly groups?: number | undefined
  /** Groups tested at a time; 1 is purged k-fold. Default 2. */
  readonly testGroups?: number | undefined
  /** Train bars left out on both sides of a test; as long as a trade may last. Default 0. */
  readonly purge?: number | undefined
  /** Further train bars left out behind a test; as far as memory of it may reach. Default 0. */
  readonly embargo?: number | undefined
  /** What to choose by on the train bars. Default `sharpe`. */
  readonly objective?: EquityObjective | undefined
}

/** What a cross-validation is about to do, checked. */
export interface CrossValidationPlan {
  readonly settings: BacktestSettings
  readonly objective: EquityObjective
  readonly sets: readonly CandidateParams[]
  readonly cuts: CombinatorialSplits
}

/** @throws As `crossValidate`. */
export function planCrossValidation<C extends AnyStrategyClass>(
  strategy: C,
  bars: Bars,
  options: CrossValidationOptions<C>,
): CrossValidationPlan {
  const { grid, candidates, where, groups = 6, testGroups = 2, purge, embargo, objective = 'sharpe', ...rest } = options
  const { signal, onProgress, ...input } = rest
  if (bars.length === 0)
    throw new DataError('backtest/no-bars', `${bars.symbol} has no bars; a cross-validation needs some`, { symbol: bars.symbol })
  const settings = resolveSettings(input)
  resolveEquityObjective(objective)
  const sets = listCandidates(strategy, { grid, candidates, where })
  const cuts = combinatorialSplits({ length: bars.length, groups, testGroups, purge, embargo })
  return { settings, objective, sets, cuts }
}
