import type { RunRecord } from '../research/run-record.ts'
import type { Report } from './document.ts'
import { countOf, type Format } from './format.ts'

/**
 * What a table of runs shows.
 *
 * @example
 * ```ts
 * import { type RunsReportOptions, reportRuns } from 'peak-trade'
 *
 * const options: RunsReportOptions = { title: 'Best of the week', metrics: ['sharpe', 'cagr'] }
 * reportRuns([], options).title // 'Best of the week'
 * ```
 */
export interface RunsReportOptions {
  readonly title?: string | undefined
  /** Default: Sharpe ratio, total return, largest drawdown, trades. */
  readonly metrics?: readonly string[] | undefined
}

const PERCENT = /Return|cagr|rawdown|volatility|winRate|exposure|ulcerIndex|var95|ruin|profitableWindows|recovered/

/**
 * A table of recorded runs, in the order in which they are given, for `toMarkdown` and `toHtml`.
 *
 * @example
 * ```ts
 * import { memoryRunStore, reportRuns, toMarkdown } from 'peak-trade'
 *
 * toMarkdown(reportRuns(memoryRunStore().list({ sort: 'sharpe', limit: 20 }).records))
 * ```
 */
export function reportRuns(records: readonly RunRecord[], options: RunsReportOptions = {}): Report {
  const { title = 'Runs', metrics = ['sharpe', 'totalReturn', 'maxDrawdown', 'trades'] } = options
  const text = (name: string) => ({ title: name, format: 'text' as Format, align: 'left' as const })
  const rows = records.map(({ id, type, strategy, symbols, timeframe, createdAt, trials, metrics: values, location, tags }) => [
    id,
    type,
    strategy,
    symbols.join(' '),
    timeframe,
    createdAt,
    location?.kind === 'synthetic' ? 'made up' : location === null ? 'unknown' : 'file',
    trials,
    ...metrics.map(name => (Object.hasOwn(values, name) ? values[name] : Number.NaN)),
    tags.join(' '),
  ])
  return {
    title,
    subtitle: countOf(records.length, 'run'),
    blocks: [
      {
        kind: 'table',
        title: 'Runs with their most important metrics',
        noun: 'run',
        empty: 'No runs.',
        columns: [
          ...['id', 'type', 'strategy', 'symbols', 'timeframe'].map(text),
          { title: 'created', format: 'time', align: 'left' },
          text('prices'),
          { title: 'trials', format: 'integer', align: 'right' },
          ...metrics.map(name => ({ title: name, format: formatOf(name), align: 'right' as const })),
          text('tags'),
        ],
        rows,
      },
    ],
  }
}

function formatOf(metric: string): Format {
  if (PERCENT.test(metric)) return 'percent'
  return metric === 'trades' || metric.endsWith('Bars') || metric === 'combinations' || metric === 'windows' ? 'integer' : 'ratio'
}
