import { ConfigError } from '../base/errors.ts'
import type { ExitRules } from '../engine/exits.ts'
import { metricDirection } from './metric-direction.ts'
import type { RunRecord, RunType } from './run-record.ts'

/**
 * Which runs become components, and how many.
 */
export interface SelectComponentsOptions {
  /** What to rank by; default `sharpe`. Where less is better (`maxDrawdown`) the smallest lead. */
  readonly metric?: string | undefined
  /** Default 1. */
  readonly maxPerSymbol?: number | undefined
  /** Default 3. */
  readonly maxPerStrategy?: number | undefined
  /** Default 10. */
  readonly maxTotal?: number | undefined
  /** Least Sharpe ratio; default none. */
  readonly minSharpe?: number | undefined
  /** Least total return; default none. */
  readonly minReturn?: number | undefined
  /** Default `sweep` and `sweep_run`: the best of many tries beats single runs by luck alone, so do not mix them. */
  readonly types?: readonly RunType[] | undefined
  /** Default all; likewise `symbols` and `timeframes`. */
  readonly strategies?: readonly string[] | undefined
  readonly symbols?: readonly string[] | undefined
  readonly timeframes?: readonly string[] | undefined
  readonly tag?: string | undefined
}

/** A run that was chosen, with everything that its strategy ran with. */
export interface SelectedComponent {
  /** Id of the run. */
  readonly run: string
  readonly strategy: string
  readonly symbol: string
  readonly timeframe: string
  readonly params: Readonly<Record<string, unknown>>
  readonly exits: ExitRules
  /** The metric that it was chosen by. */
  readonly score: number
}

/** What was chosen, and out of how many. */
export interface ComponentSelection {
  /** Best first. */
  readonly components: readonly SelectedComponent[]
  readonly metric: string
  /** Parameter sets behind the runs that came into question, as far as these runs tell. */
  readonly trials: number
}

/**
 * Chooses runs of a registry for a portfolio: best first by a metric, as long as the caps per symbol, per strategy and in total leave room.
 * Equal ones go in the order in which they are given.
 *
 * Out of the question are runs that failed, without the metric, without a strategy or on several symbols, and sweeps over settings: their
 * records do not say which settings were the best (`recipeFromSweep` takes the result itself). The same parameters on the same symbol count once. All
 * components have the timeframe of the best one, because a portfolio has one.
 *
 * @throws {@link ConfigError} `recipe/selection` for a metric that has no better and worse, or a cap that is no whole number from 1.
 *
 * @example
 * ```ts
 * import { describeRun, MaCrossover, selectComponents, sweep, syntheticBars } from 'peak-trade'
 *
 * const options = { grid: { fast: [5, 10], slow: [20, 50] } }
 * const records = ['BTC/EUR', 'ETH/EUR'].map((symbol, seed) => {
 *   const bars = syntheticBars({ seed, length: 500, symbol })
 *   const run = { type: 'sweep', strategy: MaCrossover, bars, options, result: sweep(MaCrossover, bars, options) } as const
 *   return describeRun(run, { id: `run-${seed}`, createdAt: 0, version: '1.0.0' }).record
 * })
 * const { components, trials } = selectComponents(records)
 * components.length // 2: one per symbol
 * trials // 8
 * ```
 */
export function selectComponents(records: readonly RunRecord[], options: SelectComponentsOptions = {}): ComponentSelection {
  const { metric = 'sharpe', maxPerSymbol = 1, maxPerStrategy = 3, maxTotal = 10 } = options
  const direction = metricDirection(metric)
  if (direction === 0)
    throw new ConfigError(
      'recipe/selection',
      `components cannot be ranked by "${metric}": nobody knows whether more of it is better; try sharpe`,
      {
        metric,
      },
    )
  for (const [name, cap] of Object.entries({ maxPerSymbol, maxPerStrategy, maxTotal }))
    if (!(Number.isInteger(cap) && cap >= 1))
      throw new ConfigError('recipe/selection', `${name} is ${cap}; it is a whole number from 1`, { [name]: cap })
  const sweeps = new Map(records.map(record => [record.id, record]))
  const eligible = records.filter(record => isEligible(record, metric, options) && !variesSettings(record, sweeps))
  const ranked = eligible.toSorted((a, b) => direction * (b.metrics[metric] - a.metrics[metric]))
  const components: SelectedComponent[] = []
  const taken = new Set<string>()
  const perSymbol = new Map<string, number>()
  const perStrategy = new Map<string, number>()
  for (const record of ranked) {
    if (components.length === maxTotal) break
    const { strategy, params, timeframe } = record
    const [symbol] = record.symbols
    const key = JSON.stringify([strategy, symbol, Object.entries(params).sort(), exitsOf(record)])
    const ofSymbol = perSymbol.get(symbol) ?? 0
    const ofStrategy = perStrategy.get(strategy) ?? 0
    if (timeframe !== ranked[0].timeframe || taken.has(key) || ofSymbol >= maxPerSymbol || ofStrategy >= maxPerStrategy) continue
    taken.add(key)
    perSymbol.set(symbol, ofSymbol + 1)
    perStrategy.set(strategy, ofStrategy + 1)
    components.push({ run: record.id, strategy, symbol, timeframe, params, exits: exitsOf(record), score: record.metrics[metric] })
  }
  return { components, metric, trials: countTrials(eligible) }
}

function isEligible(record: RunRecord, metric: string, options: SelectComponentsOptions): boolean {
  const { types = ['sweep', 'sweep_run'], strategies, symbols, timeframes, tag, minSharpe, minReturn } = options
  const reaches = (name: string, least: number | undefined) => least === undefined || numberOf(record, name) >= least
  return (
    record.status === 'ok' &&
    record.strategy !== '' &&
    record.symbols.length === 1 &&
    types.includes(record.type) &&
    (strategies === undefined || strategies.includes(record.strategy)) &&
    (symbols === undefined || symbols.includes(record.symbols[0])) &&
    (timeframes === undefined || timeframes.includes(record.timeframe)) &&
    (tag === undefined || record.tags.includes(tag)) &&
    Number.isFinite(numberOf(record, metric)) &&
    reaches('sharpe', minSharpe) &&
    reaches('totalReturn', minReturn)
  )
}

function numberOf({ metrics }: RunRecord, name: string): number {
  return Object.hasOwn(metrics, name) ? metrics[name] : Number.NaN
}

/** True for a sweep over settings, and for a row of one. */
function variesSettings(record: RunRecord, sweeps: ReadonlyMap<string, RunRecord>): boolean {
  const sweep = record.type === 'sweep' ? record : record.parent === null ? undefined : sweeps.get(record.parent)
  const settings = sweep?.options.settings
  return typeof settings === 'object' && settings !== null && Object.keys(settings).length > 0
}

function exitsOf({ settings }: RunRecord): ExitRules {
  const { exits } = settings as { readonly exits?: ExitRules }
  return Object.fromEntries(Object.entries(exits ?? {}).filter(([, value]) => value !== undefined))
}

/** A row of a sweep that is there as well was counted with it. */
function countTrials(records: readonly RunRecord[]): number {
  const ids = new Set(records.map(({ id }) => id))
  return records.reduce((sum, { parent, trials }) => (parent !== null && ids.has(parent) ? sum : sum + trials), 0)
}
