import type { BacktestSettings } from '../../engine/settings.ts'
import { SummaryRuns } from '../../engine/summary-runs.ts'
import type { Bars } from '../../market/bars.ts'
import { quantile } from '../../metrics/quantile.ts'
import { type AnyStrategyClass, createStrategy } from '../../strategies/strategy.ts'
import { type ParameterSet, parameterNeighbors } from '../parameter-neighbors.ts'

/**
 * Whether a choice of parameters stands on a plateau or on a needle: what the sets around it come to.
 */
export interface ParameterPlateau {
  /** Where the neighbors come from: the values next to it in the sweep, or small steps when the sweep has none. */
  readonly from: 'sweep' | 'steps'
  readonly neighbors: number
  /** Share of the neighbors with a Sharpe ratio above 0; NaN when there are none. */
  readonly profitable: number
  /** Annual Sharpe ratio of the median neighbor. */
  readonly medianSharpe: number
  /** `medianSharpe` over the Sharpe ratio of the choice: how much of it is left next door. */
  readonly retention: number
}

/** A sweep, and the choice in it. */
export interface SweptNeighborhood {
  readonly sets: readonly ParameterSet[]
  /** Annual Sharpe ratio of each set. */
  readonly sharpes: ArrayLike<number>
  /** Index of the choice. */
  readonly chosen: number
}

/**
 * The plateau as a sweep shows it. A neighbor has, for every numeric parameter, the same value as the choice or the next one to either side among
 * all values that were swept; everything else is the same. Nothing has to be run. A neighbor that never trades counts as a Sharpe ratio of 0.
 *
 * @returns Undefined when the sweep has no neighbor of the choice.
 *
 * @example
 * ```ts
 * import { sweptPlateau } from 'peak-trade'
 *
 * const sets = [{ fast: 5 }, { fast: 10 }, { fast: 20 }]
 * sweptPlateau({ sets, sharpes: [0.5, 2, 1.5], chosen: 1 })?.retention // 0.5
 * ```
 */
export function sweptPlateau({ sets, sharpes, chosen }: SweptNeighborhood): ParameterPlateau | undefined {
  const center = sets[chosen]
  const names = Object.keys(center)
  const ranks = new Map(names.filter(name => typeof center[name] === 'number').map(name => [name, rankValues(sets, name)]))
  const near = (set: ParameterSet, name: string) => {
    const rank = ranks.get(name)
    const own = center[name]
    const other = set[name]
    if (rank === undefined || typeof other !== 'number') return Object.is(own, other)
    return Math.abs((rank.get(other) ?? Number.NaN) - (rank.get(own as number) ?? Number.NaN)) <= 1
  }
  const around = [...sets.keys()].filter(k => k !== chosen && names.every(name => near(sets[k], name)))
  return around.length === 0
    ? undefined
    : concludePlateau(
        'sweep',
        sharpes[chosen],
        around.map(k => sharpes[k]),
      )
}

/** The place of each value among all values of a parameter. */
function rankValues(sets: readonly ParameterSet[], name: string): ReadonlyMap<number, number> {
  const values = new Set(sets.map(set => set[name]).filter(value => typeof value === 'number'))
  return new Map([...values].sort((a, b) => a - b).map((value, rank) => [value, rank]))
}

/** Around what. */
export interface PlateauOptions {
  readonly params: ParameterSet
  readonly settings: BacktestSettings
  /** How far a parameter is moved, as a fraction of its value; default 0.1. Whole numbers move by at least 1. */
  readonly step?: number | undefined
  /** How many neighbors are tried at most; default 80. */
  readonly neighbors?: number | undefined
  /** For the choice among more neighbors than that. */
  readonly seed: number | string
  readonly signal?: AbortSignal | undefined
}

/**
 * Runs the parameter sets around one: every combination of a step down, none and a step up. For a choice that comes from no sweep.
 *
 * @example
 * ```ts
 * import { MaCrossover, parameterPlateau, resolveSettings, syntheticBars } from 'peak-trade'
 *
 * const bars = syntheticBars({ seed: 1, length: 1000 })
 * const settings = resolveSettings({ costs: { feeBps: 10 } })
 * parameterPlateau(MaCrossover, bars, { params: { fast: 10, slow: 30 }, settings, seed: 1 }).neighbors // 8
 * ```
 */
export function parameterPlateau(strategy: AnyStrategyClass, bars: Bars, options: PlateauOptions): ParameterPlateau {
  const { params, settings, step = 0.1, neighbors = 80, seed, signal } = options
  const runs = new SummaryRuns(bars, settings)
  const run = (set: ParameterSet) => {
    signal?.throwIfAborted()
    return runs.core(createStrategy(strategy, set).follow(bars)).sharpe
  }
  return concludePlateau('steps', run(params), parameterNeighbors(strategy, params, { step, most: neighbors, seed }).map(run))
}

/** A plateau from the Sharpe ratios around a choice. */
export function concludePlateau(from: ParameterPlateau['from'], own: number, around: readonly number[]): ParameterPlateau {
  // A neighbor that never trades has no Sharpe ratio and earns nothing.
  const sharpes = around.map(sharpe => (Number.isNaN(sharpe) ? 0 : sharpe))
  const medianSharpe = sharpes.length === 0 ? Number.NaN : quantile(sharpes, 0.5)
  return {
    from,
    neighbors: sharpes.length,
    profitable: sharpes.length === 0 ? Number.NaN : sharpes.filter(sharpe => sharpe > 0).length / sharpes.length,
    medianSharpe,
    retention: own > 0 ? medianSharpe / own : Number.NaN,
  }
}
