import type { Bars } from '../../market/bars.ts'
import type { Catalog } from '../../strategies/catalog.ts'
import type { AnyStrategyClass } from '../../strategies/strategy.ts'
import { strategyParameters } from '../../strategies/strategy-parameters.ts'
import { type Constraint, whereAll } from '../constraint.ts'
import type { ObjectiveMetric } from '../objective.ts'
import type { SampleOptions } from '../sample-params.ts'
import type { SettingsGrid } from '../settings-grid.ts'
import type { ParameterRange } from '../space.ts'
import { type SweepOptions, type SweepResult, sweep } from '../sweep.ts'
import { presetCatalog } from './preset-catalog.ts'

/**
 * A sweep as plain data: what `sweep` needs to know apart from the bars.
 *
 * @example
 * ```ts
 * import { runPreset, type SweepPreset, syntheticBars } from 'peak-trade'
 *
 * const preset: SweepPreset = {
 *   id: 'quick_look',
 *   strategy: 'ma_crossover',
 *   description: 'A few crossovers',
 *   tags: ['trend'],
 *   grid: { fast: [5, 60], slow: [20, 90] },
 *   where: [{ left: 'fast', op: '<', right: 'slow' }],
 * }
 * runPreset(preset, syntheticBars({ seed: 1, length: 300 })).combinations // 3
 * ```
 */
export interface SweepPreset {
  /** Name in snake_case. */
  readonly id: string
  /** Id of a strategy of `presetCatalog`, or of the catalog that is handed in. */
  readonly strategy: string
  readonly description: string
  readonly tags: readonly string[]
  /** Values per parameter, all combinations of which are run. Either this or `space` with `sample`. */
  readonly grid?: Readonly<Record<string, readonly unknown[]>> | undefined
  readonly space?: Readonly<Record<string, readonly unknown[] | ParameterRange>> | undefined
  readonly sample?: SampleOptions | undefined
  /** Settings of the backtest to sweep over, such as stops. */
  readonly settings?: SettingsGrid | undefined
  /** What has to hold between parameters and swept settings. */
  readonly where: readonly Constraint[]
  readonly objective?: ObjectiveMetric | undefined
  readonly top?: number | undefined
  readonly minTrades?: number | undefined
}

/** A strategy with the options of its sweep. */
export interface PresetSweep {
  readonly strategy: AnyStrategyClass
  readonly options: SweepOptions
}

/**
 * The strategy of a preset and the options for `sweep`, `runSweep` or `successiveHalving`, with `where` made from the constraints.
 *
 * @param catalog - Where to look for the strategy; default `presetCatalog`.
 * @throws {@link ConfigError} `strategy/unknown`, `sweep/where` for constraints that name what there is not. Names of parameters are checked when it
 * is run.
 *
 * @example
 * ```ts
 * import { presetSweep, sweep, sweepPreset, syntheticBars } from 'peak-trade'
 *
 * const { strategy, options } = presetSweep(sweepPreset('breakout_with_tp'))
 * sweep(strategy, syntheticBars({ seed: 1, length: 300 }), { ...options, costs: { feeBps: 10 } }).combinations // 44
 * ```
 */
export function presetSweep(
  preset: SweepPreset,
  { catalog = presetCatalog }: { readonly catalog?: Catalog | undefined } = {},
): PresetSweep {
  const { grid, space, sample, settings, where, objective, top, minTrades } = preset
  const strategy = catalog.get(preset.strategy)
  const known = [...strategyParameters(strategy).map(({ name }) => name), ...Object.keys(settings ?? {})]
  const rule = where.length === 0 ? undefined : whereAll(where, known)
  return { strategy, options: { grid, space, sample, settings, where: rule, objective, top, minTrades } as SweepOptions }
}

/**
 * Runs a preset over a history.
 *
 * @param options - Costs and other settings, and what else `sweep` takes; they win over those of the preset.
 * @throws What `sweep` and {@link presetSweep} throw.
 *
 * @example
 * ```ts
 * import { runPreset, sweepPreset, syntheticBars } from 'peak-trade'
 *
 * const bars = syntheticBars({ seed: 1, length: 500 })
 * runPreset(sweepPreset('ma_crossover_basic'), bars, { costs: { feeBps: 10 } }).combinations // 9
 * ```
 */
export function runPreset(
  preset: SweepPreset,
  bars: Bars,
  options: Partial<SweepOptions> & { readonly catalog?: Catalog | undefined } = {},
): SweepResult {
  const { catalog, ...rest } = options
  const { strategy, options: own } = presetSweep(preset, { catalog })
  return sweep(strategy, bars, { ...own, ...rest })
}
