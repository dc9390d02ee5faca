import { ConfigError } from '../base/errors.ts'
import { type AnyStrategyClass, createStrategy, type ParamsOf } from '../strategies/strategy.ts'
import { listCandidates } from './candidates.ts'
import { type Combinations, combinationAt, expandGrid, type Grid, type GridPoint } from './grid.ts'
import { type SampleOptions, sampleParams } from './sample-params.ts'
import { checkSettingsGrid, type SettingsGrid, type SettingsPoint } from './settings-grid.ts'
import type { Space } from './space.ts'

/**
 * What a search tries: one of `grid` (every combination), `candidates` (a list) and `space` with `sample` (drawn sets); and all of it with every
 * combination of `settings`.
 *
 * @example
 * ```ts
 * import { type Breakout, type SearchSpace } from 'peak-trade'
 *
 * const tries: SearchSpace<typeof Breakout> = { grid: { lookback: [20, 50] }, settings: { 'exits.stopLoss': [0.02, 0.05] } }
 * const drawn: SearchSpace<typeof Breakout> = { space: { lookback: { from: 10, to: 100 } }, sample: { runs: 30, seed: 1 } }
 * ```
 */
export interface SearchSpace<C extends AnyStrategyClass = AnyStrategyClass> {
  /** Values per parameter; every combination of them is run. */
  readonly grid?: Grid<C> | undefined
  /** Sets of parameters, such as those of `sampleParams`; what is left out has its default. */
  readonly candidates?: readonly ParamsOf<C>[] | undefined
  /** A list or a range per parameter, to draw from. */
  readonly space?: Space<C> | undefined
  /** How to draw from `space`. */
  readonly sample?: SampleOptions | undefined
  /** Settings of the backtest to sweep over: all parameters are run with every combination of them. */
  readonly settings?: SettingsGrid | undefined
  /** Only runs for which it is true; it sees all parameters, with their defaults, and the swept settings by path. */
  readonly where?: ((params: GridPoint<C>, settings: SettingsPoint) => boolean) | undefined
}

/** The runs of a search, in order. */
export interface SweepPlan {
  readonly length: number
  /** Neighbors of a run are one step of one parameter away, or those that are nearest. */
  readonly form: 'grid' | 'list'
  /** Parameters of every run. */
  readonly params: Combinations
  /** Swept settings of every run; without names when there are none. Equal ones follow each other. */
  readonly settings: Combinations
}

type Where = (params: object, settings: SettingsPoint) => boolean

/**
 * Lists the runs of a search: settings change slowest, the last parameter of a grid changes fastest.
 *
 * @throws {@link ConfigError} `research/grid`, `research/candidates`, `research/space`, `research/sample`, `sweep/settings`, `strategy/params`.
 */
export function planSweep(strategy: AnyStrategyClass, search: SearchSpace): SweepPlan {
  const { grid, candidates, space, settings } = search
  const where = search.where as Where | undefined
  const ways = [grid, candidates, space].filter(way => way !== undefined).length
  if (ways !== 1) throw refusal(strategy, `give one of grid, candidates and space, not ${ways === 0 ? 'none' : 'several'} of them`)
  if (search.sample !== undefined && space === undefined)
    throw refusal(strategy, '"sample" is how to draw from a space; give a space, or leave it out')
  const form = grid === undefined ? 'list' : 'grid'
  const axes = settings === undefined ? [] : checkSettingsGrid(settings)
  if (axes.length === 0) {
    const point = where === undefined ? undefined : (params: never) => where(params, {})
    const params = grid === undefined ? listed(strategy, search, point) : expandGrid(strategy, grid, { where: point })
    return { length: params.length, form, params, settings: { length: params.length, names: [], values: [] } }
  }
  const all = grid === undefined ? listed(strategy, search, undefined) : expandGrid(strategy, grid)
  return { form, ...crossed(strategy, all, { axes, where }) }
}

function listed(strategy: AnyStrategyClass, search: SearchSpace, where: ((params: never) => boolean) | undefined): Combinations {
  const { candidates, space, sample } = search
  if (space === undefined) {
    const names = [...new Set((candidates ?? []).flatMap(set => Object.keys(set as object)))]
    return inColumns(names, listCandidates(strategy, { candidates, where: where as never }))
  }
  if (sample === undefined) throw refusal(strategy, 'a space needs to know how to draw from it; add sample: { runs, seed }')
  const sets = sampleParams(strategy, space, { ...sample, where: where as never }) as readonly Readonly<Record<string, unknown>>[]
  return inColumns(Object.keys(sets[0]), sets)
}

function inColumns(names: readonly string[], sets: readonly Readonly<Record<string, unknown>>[]): Combinations {
  return { length: sets.length, names, values: names.map(name => sets.map(set => set[name])) }
}

interface Crossing {
  readonly axes: readonly (readonly [name: string, values: readonly unknown[]])[]
  readonly where: Where | undefined
}

/** Every set of parameters with every combination of settings. */
function crossed(
  strategy: AnyStrategyClass,
  sets: Combinations,
  { axes, where }: Crossing,
): Pick<SweepPlan, 'length' | 'params' | 'settings'> {
  let points: SettingsPoint[] = [{}]
  for (const [name, values] of axes) points = points.flatMap(point => values.map(value => ({ ...point, [name]: value })))
  const defaults = where === undefined ? {} : createStrategy(strategy, {}).params
  const full = Array.from({ length: where === undefined ? 0 : sets.length }, (_, k) => ({ ...defaults, ...combinationAt(sets, k) }))
  const kept: number[] = []
  const keptPoints: SettingsPoint[] = []
  for (const point of points) {
    for (let k = 0; k < sets.length; k++) {
      if (where !== undefined && !where(full[k], point)) continue
      kept.push(k)
      keptPoints.push(point)
    }
  }
  const length = kept.length
  if (length === 0)
    throw new ConfigError(
      'research/grid',
      `${strategy.id}: "where" leaves none of ${sets.length * points.length} combinations; let some of them through`,
      {
        strategy: strategy.id,
        combinations: sets.length * points.length,
      },
    )
  return {
    length,
    params: { length, names: sets.names, values: sets.values.map(values => kept.map(k => values[k])) },
    settings: inColumns(
      axes.map(([name]) => name),
      keptPoints,
    ),
  }
}

function refusal(strategy: AnyStrategyClass, problem: string): ConfigError {
  return new ConfigError('research/grid', `${strategy.id}: ${problem}`, { strategy: strategy.id })
}
