import { metricDirection } from './metric-direction.ts'
import { sortValue } from './run-query.ts'
import type { RunRecord } from './run-record.ts'
import type { RunField, RunFilter, RunStore } from './run-store.ts'

/**
 * What a leaderboard ranks.
 *
 * @example
 * ```ts
 * import { type LeaderboardOptions, leaderboard, memoryRunStore } from 'peak-trade'
 *
 * const options: LeaderboardOptions = { per: 'symbol', metric: 'calmar', top: 3, filter: { types: ['walk_forward'] } }
 * leaderboard(memoryRunStore(), options) // []
 * ```
 */
export interface LeaderboardOptions {
  /** One table for each value of this field; one table of all runs when left out. */
  readonly per?: RunField | undefined
  /** Default `sharpe`. Where less is better (`maxDrawdown`) the smallest lead. */
  readonly metric?: string | undefined
  /** Runs per table, default 5. */
  readonly top?: number | undefined
  /** Tables of fewer runs are left out. Default 1. */
  readonly minimumRuns?: number | undefined
  readonly filter?: RunFilter | undefined
}

/** The best runs of one value of a field. */
export interface Leaderboard {
  /** Empty when there is one table of all runs. */
  readonly key: string
  /** Number of runs with a known value. */
  readonly runs: number
  /** Best first. */
  readonly best: readonly RunRecord[]
}

const FILTERS: Readonly<Record<RunField, keyof RunFilter>> = {
  type: 'types',
  strategy: 'strategies',
  family: 'families',
  symbol: 'symbols',
  timeframe: 'timeframes',
  tag: 'tags',
}

/**
 * The best runs, all together or per strategy, symbol, type, timeframe or tag; the table with the best run first.
 *
 * Sweeps show the best of many tries: compare them with each other (`filter: { types: ['sweep'] }`), not with single runs.
 *
 * @throws {@link ConfigError} `run-query/…`.
 *
 * @example
 * ```ts
 * import { leaderboard, memoryRunStore } from 'peak-trade'
 *
 * leaderboard(memoryRunStore(), { per: 'strategy' }) // []
 * ```
 */
export function leaderboard(store: RunStore, options: LeaderboardOptions = {}): readonly Leaderboard[] {
  const { per, metric = 'sharpe', top = 5, minimumRuns = 1, filter = {} } = options
  const direction = metricDirection(metric) < 0 ? 1 : -1
  const tables = (per === undefined ? [''] : store.distinct(per)).map((key): Leaderboard => {
    const known = { ...filter.metrics, [metric]: { ...filter.metrics?.[metric] } }
    const own: RunFilter = {
      ...filter,
      ...(per === undefined ? {} : { [FILTERS[per]]: within(filter[FILTERS[per]], key) }),
      metrics: known,
    }
    const best = store.list({ ...own, sort: metric, order: direction < 0 ? 'desc' : 'asc', limit: top }).records
    return { key, runs: store.count(own), best }
  })
  return tables
    .filter(({ runs, best }) => best.length > 0 && runs >= minimumRuns)
    .sort((a, b) => direction * (sortValue(a.best[0], metric) - sortValue(b.best[0], metric)))
}

/** The key, if the filter lets it through. */
function within(list: unknown, key: string): readonly string[] {
  return Array.isArray(list) && !list.includes(key) ? [] : [key]
}
