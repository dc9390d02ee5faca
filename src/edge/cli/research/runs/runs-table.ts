import { formatValue } from '../../../../reports/format.ts'
import type { RunRecord } from '../../../../research/run-record.ts'
import { textTable } from '../../text-table.ts'

const SHOWN = ['sharpe', 'totalReturn', 'maxDrawdown', 'trades'] as const
const TITLES: Readonly<Record<string, string>> = { totalReturn: 'return', maxDrawdown: 'drawdown' }

/** Runs as a table, in their order; a metric that is asked for besides the usual ones gets a column of its own. */
export function runsTable(records: readonly RunRecord[], metric?: string): string {
  const own = metric === undefined || SHOWN.includes(metric as never) || !records.some(({ metrics }) => metric in metrics) ? [] : [metric]
  const names = [...own, ...SHOWN]
  const left = ['id', 'type', 'strategy', 'symbols', 'bars', 'made', 'trials']
  const header = [...left, ...names.map(name => TITLES[name] ?? name), 'tags']
  const rows = records.map(({ id, type, status, strategy, symbols, timeframe, createdAt, trials, metrics, tags }) => [
    id,
    status === 'failed' ? `${type} (failed)` : type,
    strategy,
    symbols.join(' '),
    timeframe,
    formatValue(createdAt, 'time'),
    formatValue(trials, 'integer'),
    ...names.map(name => metricText(name, Object.hasOwn(metrics, name) ? metrics[name] : Number.NaN)),
    tags.join(' '),
  ])
  return textTable(header, rows, [6, ...names.map((_, k) => left.length + k)])
}

/** A metric in its unit. */
export function metricText(name: string, value: number): string {
  if (/Return|cagr|rawdown|volatility|winRate|exposure|ruin|saved/.test(name)) return formatValue(value, 'percent')
  return formatValue(value, /^(trades|bars|combinations|windows|rungs|lost)$/.test(name) ? 'integer' : 'ratio')
}

/** A record without what only machines compare. */
export function withoutParts({ parts: _, ...record }: RunRecord): Omit<RunRecord, 'parts'> {
  return record
}
