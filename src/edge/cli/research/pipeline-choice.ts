import { ConfigError } from '../../../base/errors.ts'
import { type BacktestSettings, type BacktestSettingsInput, resolveSettings } from '../../../engine/settings.ts'
import type { CandidateParams } from '../../../research/candidates.ts'
import { applySettings, type SettingsPoint } from '../../../research/settings-grid.ts'
import type { SweepResult } from '../../../research/sweep.ts'
import { type AnyStrategyClass, createStrategy } from '../../../strategies/strategy.ts'
import type { TriedVariant } from './promote-log.ts'

/** What a sweep leads to: one run of it, and those that it is compared with. */
export interface PipelineChoice {
  readonly params: CandidateParams
  /** Swept settings of the choice, by path; empty when none were swept. */
  readonly point: SettingsPoint
  readonly settings: BacktestSettings
  /** All parameter sets that were tried with these settings. */
  readonly sets: readonly CandidateParams[]
  /** All parameter sets with their settings. */
  readonly tried: readonly TriedVariant[]
}

/** How to choose. */
export interface ChoiceOptions {
  readonly strategy: AnyStrategyClass
  readonly settings: BacktestSettingsInput
  readonly minTrades: number
}

/**
 * The run with the highest Sharpe ratio among those with enough trades, whatever the sweep ranks by: the tests for luck are about Sharpe ratios, and
 * about the best of all trials.
 *
 * @throws {@link ConfigError} `promotion/no-choice` when no run has enough trades.
 */
export function chooseRun(result: SweepResult, { strategy, settings, minTrades }: ChoiceOptions): PipelineChoice {
  const { metrics, combinations } = result
  const { sharpe, trades } = metrics
  let best = -1
  for (let k = 0; k < combinations; k++)
    if (trades[k] >= minTrades && (best < 0 ? !Number.isNaN(sharpe[k]) : sharpe[k] > sharpe[best])) best = k
  if (best < 0)
    throw new ConfigError(
      'promotion/no-choice',
      `${strategy.id}: none of ${combinations} runs has traded${minTrades > 0 ? ` ${minTrades} times` : ''}; widen sweep.parameters or lower sweep.min_trades`,
      { strategy: strategy.id, candidates: combinations },
    )
  const groups = new Map<string, { point: SettingsPoint; settings: BacktestSettings; sets: CandidateParams[] }>()
  for (let k = 0; k < combinations; k++) {
    const point = at(result.variants, k)
    const key = JSON.stringify(point)
    const group = groups.get(key) ?? { point, settings: resolveSettings(applySettings(settings, point)), sets: [] }
    groups.set(key, group)
    group.sets.push(createStrategy(strategy, at(result.params, k)).params)
  }
  const chosen = groups.get(JSON.stringify(at(result.variants, best))) as NonNullable<ReturnType<typeof groups.get>>
  return { params: createStrategy(strategy, at(result.params, best)).params, ...chosen, tried: [...groups.values()] }
}

function at(columns: Readonly<Record<string, readonly unknown[]>>, index: number): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, values[index]]))
}
