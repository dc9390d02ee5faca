import { ConfigError } from '../base/errors.ts'
import type { ExitRules } from '../engine/exits.ts'
import type { PortfolioRecipe } from '../portfolios/recipe.ts'
import { resolveRecipe } from '../portfolios/resolve-recipe.ts'
import type { RiskProfileId } from '../portfolios/risk-profile.ts'
import { metricDirection } from './metric-direction.ts'
import { objectiveMetrics } from './objective.ts'
import type { RunRecord } from './run-record.ts'
import { type SelectComponentsOptions, selectComponents } from './select-components.ts'
import { applySettings } from './settings-grid.ts'
import type { SweepResult } from './sweep.ts'

/**
 * What a recipe of runs is called, and how weights are shared out.
 */
export interface FoundRecipeOptions {
  readonly id: string
  readonly title?: string | undefined
  readonly tags?: readonly string[] | undefined
  /** Default `moderate`. */
  readonly riskProfile?: RiskProfileId | undefined
  /**
   * `equal` (default), or `metric_weighted`: in proportion to what they were chosen by, or to one over it where less is better. What is not above 0 gets
   * nothing; when nothing is, all get the same.
   */
  readonly allocation?: 'equal' | 'metric_weighted' | undefined
}

/** Which runs, and what becomes of them. */
export interface RecipeFromRunsOptions extends FoundRecipeOptions, SelectComponentsOptions {}

/** How many of the best runs of a sweep, and what becomes of them. */
export interface RecipeFromSweepOptions extends FoundRecipeOptions {
  /** Default: all of `best`. */
  readonly top?: number | undefined
}

/**
 * A recipe of the best runs of a registry, chosen by {@link selectComponents}, with the parameters and exits that they ran with. The
 * description says out of how many; `trials` keeps the number for tests for luck.
 *
 * @throws {@link ConfigError} `recipe/selection` when no run qualifies, and what {@link selectComponents} throws.
 *
 * @example
 * ```ts
 * import { describeRun, MaCrossover, recipeFromRuns, sweep, syntheticBars } from 'peak-trade'
 *
 * const options = { grid: { fast: [5, 10], slow: [20, 50] } }
 * const bars = syntheticBars({ seed: 1, length: 500, symbol: 'BTC/EUR' })
 * const run = { type: 'sweep', strategy: MaCrossover, bars, options, result: sweep(MaCrossover, bars, options) } as const
 * const { record } = describeRun(run, { id: 'run-1', createdAt: 0, version: '1.0.0' })
 * const recipe = recipeFromRuns([record], { id: 'best_of_registry' })
 * recipe.components?.[0].params // such as { fast: 5, slow: 50 }
 * recipe.trials // 4
 * ```
 */
export function recipeFromRuns(records: readonly RunRecord[], options: RecipeFromRunsOptions): PortfolioRecipe {
  const { id: _id, title: _title, tags: _tags, riskProfile: _riskProfile, allocation: _allocation, ...selecting } = options
  const { components, metric, trials } = selectComponents(records, selecting)
  if (components.length === 0)
    throw new ConfigError(
      'recipe/selection',
      `none of ${records.length} runs can be a component; they have to be sweeps that came to their end, not over settings, with a known ${metric} that reaches the limits`,
      { records: records.length },
    )
  return foundRecipe(
    components.map(({ strategy, symbol, params, exits, score }) => ({ strategy, asset: symbol, params, exits, score })),
    { ...options, metric, trials, direction: metricDirection(metric) },
  )
}

/**
 * A recipe of the best runs of one sweep, with their parameters and the exits that were swept. The weights are shared among them.
 *
 * @throws {@link ConfigError} `recipe/selection` when fewer than `top` are ranked.
 *
 * @example
 * ```ts
 * import { MaCrossover, recipeFromSweep, sweep, syntheticBars } from 'peak-trade'
 *
 * const bars = syntheticBars({ seed: 1, length: 500, symbol: 'BTC/EUR' })
 * const result = sweep(MaCrossover, bars, { grid: { fast: [5, 10], slow: [20, 50] } })
 * const recipe = recipeFromSweep(result, { id: 'two_best', top: 2 })
 * recipe.components?.map(({ asset, weight }) => `${asset} ${weight}`) // ['BTC/EUR 0.5', 'BTC/EUR 0.5']
 * ```
 */
export function recipeFromSweep(result: SweepResult, { top = result.best.length, ...options }: RecipeFromSweepOptions): PortfolioRecipe {
  const { best, strategy, symbol, objective, combinations } = result
  if (!(Number.isInteger(top) && top >= 1) || top > best.length)
    throw new ConfigError(
      'recipe/selection',
      `the sweep has ${best.length} ranked runs, so that the best ${top} cannot be taken; ask for less, or sweep with a larger top`,
      {
        top,
      },
    )
  const exits = result.settings.exits
  return foundRecipe(
    best.slice(0, top).map(run => ({
      strategy: strategy.id,
      asset: symbol,
      params: run.params,
      exits: applySettings({ exits }, run.settings ?? {}).exits ?? {},
      score: run.score,
    })),
    { ...options, metric: objective, trials: combinations, direction: objective === 'custom' ? 1 : objectiveMetrics[objective] },
  )
}

interface Found {
  readonly strategy: string
  readonly asset: string
  readonly params: Readonly<Record<string, unknown>>
  readonly exits: ExitRules
  readonly score: number
}

interface FoundRecipe extends FoundRecipeOptions {
  readonly metric: string
  readonly trials: number
  readonly direction: 1 | -1 | 0
}

function foundRecipe(found: readonly Found[], options: FoundRecipe): PortfolioRecipe {
  const { id, title = id, tags = ['auto'], riskProfile = 'moderate', allocation = 'equal', metric, trials, direction } = options
  const weights = shares(found, allocation, direction)
  return resolveRecipe({
    id,
    title,
    description: `The best ${found.length} of ${trials} parameter sets by ${metric}, on the history on which they were tried`,
    tags,
    riskProfile,
    components: found.map(({ strategy, asset, params, exits }, k) => ({
      strategy,
      asset,
      params,
      // What was tried without a rule to leave gets the stop of the risk profile, as any component does.
      ...(endsPositions(exits) ? { exits } : {}),
      weight: weights[k],
    })),
    trials,
  })
}

function shares(found: readonly Found[], allocation: 'equal' | 'metric_weighted', direction: 1 | -1 | 0): readonly number[] {
  const equal = found.map(() => 1 / found.length)
  if (allocation === 'equal') return equal
  const worth = found.map(({ score }) => (score > 0 ? (direction < 0 ? 1 / score : score) : 0))
  const sum = worth.reduce((total, value) => total + value, 0)
  return sum > 0 && Number.isFinite(sum) ? worth.map(value => value / sum) : equal
}

/** Some keys only say how the others work. */
function endsPositions({ targetFill: _fill, sameBar: _bar, atrPeriod: _period, ...rules }: ExitRules): boolean {
  return Object.values(rules).some(rule => rule !== undefined)
}
