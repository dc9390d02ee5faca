import { extname } from 'node:path'
import { ConfigError } from '../../base/errors.ts'
import { toJson } from '../../base/to-json.ts'
import { toMarkdown } from '../../reports/markdown.ts'
import { reportRuns } from '../../reports/report-runs.ts'
import type { RunRecord } from '../../research/run-record.ts'
import type { RunQuery, RunStore } from '../../research/run-store.ts'
import { writeAtomically } from '../files/atomic-write.ts'
import { writeParquet } from '../files/parquet.ts'
import { filesOf } from './data-location.ts'

/**
 * What is exported.
 *
 * @example
 * ```ts
 * import type { ExportRunsOptions } from 'peak-trade/node'
 *
 * const options: ExportRunsOptions = { top: 100, metrics: ['sharpe', 'cagr'] }
 * ```
 */
export interface ExportRunsOptions {
  /** Only the first so many. Default: all, for Markdown 20. */
  readonly top?: number | undefined
  /** The metrics that become columns. Default: all that the runs have; for Markdown a few. */
  readonly metrics?: readonly string[] | undefined
}

/**
 * Writes the runs of a query into a file, all or nothing: `.csv` and `.parquet` with a row per run and a column per metric, `.json` and `.jsonl`
 * with whole records, `.md` with a table of the best. Unknown numbers are empty, in Parquet NaN. CSV and JSON are written page by page: their
 * size does not matter.
 *
 * @returns The number of runs written.
 * @throws Rejects with {@link ConfigError} `export/format` for another ending, `run-query/…`; {@link EdgeError} `file/…`.
 *
 * @example
 * ```ts
 * import { mkdtempSync } from 'node:fs'
 * import { tmpdir } from 'node:os'
 * import { join } from 'node:path'
 * import { MaCrossover, memoryRunStore, syntheticBars } from 'peak-trade'
 * import { exportRuns, trackRun } from 'peak-trade/node'
 *
 * const store = memoryRunStore()
 * trackRun(store, { type: 'backtest', strategy: MaCrossover, bars: syntheticBars({ seed: 1, length: 500 }), options: {} })
 * const path = join(mkdtempSync(join(tmpdir(), 'peak-trade-')), 'runs.csv')
 * await exportRuns(store, { sort: 'sharpe' }, path) // 1
 * ```
 */
export async function exportRuns(
  store: Pick<RunStore, 'each'>,
  query: RunQuery,
  path: string,
  { top, metrics }: ExportRunsOptions = {},
): Promise<number> {
  const ending = extname(path).toLowerCase()
  if (top !== undefined && !(Number.isInteger(top) && top >= 0))
    throw new ConfigError('export/top', `top is ${top}; it must be a whole number from 0`, { top })
  const runs = (limit = top) => firstOf(store.each({ ...query, limit: query.limit ?? 1000 }), limit ?? Number.POSITIVE_INFINITY)
  if (ending === '.md') {
    const records = [...runs(top ?? 20)]
    await writeAtomically(path, toMarkdown(reportRuns(records, metrics === undefined ? {} : { metrics })))
    return records.length
  }
  const counter = { count: 0 }
  const counted = () => countOf(runs(), counter)
  if (ending === '.json') await writeAtomically(path, jsonPieces(counted(), { open: '[\n', between: ',\n', close: '\n]\n' }))
  else if (ending === '.jsonl') await writeAtomically(path, jsonPieces(counted(), { open: '', between: '\n', close: '\n' }))
  else if (ending === '.csv') await writeAtomically(path, csvPieces(counted(), metrics ?? metricNames(runs())))
  else if (ending === '.parquet') await writeParquet(path, columnsOf([...counted()], metrics))
  else
    throw new ConfigError('export/format', `${path} ends in "${ending}"; runs are written to .csv, .parquet, .json, .jsonl and .md`, {
      path,
    })
  return counter.count
}

const TEXTS = {
  id: ({ id }) => id,
  type: ({ type }) => type,
  name: ({ name }) => name,
  created: ({ createdAt }) => new Date(createdAt).toISOString(),
  status: ({ status }) => status,
  error: ({ error }) => error ?? '',
  strategy: ({ strategy }) => strategy,
  family: ({ family }) => family,
  symbols: ({ symbols }) => symbols.join(' '),
  timeframe: ({ timeframe }) => timeframe,
  data: ({ data }) => data,
  source: ({ location }) => (location === null ? '' : location.kind === 'file' ? filesOf(location).join(' ') : 'synthetic'),
  params: ({ params }) => toJson(params),
  settings: ({ settings }) => toJson(settings),
  seed: ({ seed }) => String(seed ?? ''),
  version: ({ version }) => version,
  result: ({ result }) => result,
  parent: ({ parent }) => parent ?? '',
  tags: ({ tags }) => tags.join(' '),
} satisfies Record<string, (record: RunRecord) => string>

const NUMBERS = {
  durationMs: ({ durationMs }) => durationMs,
  bars: ({ bars }) => bars,
  trials: ({ trials }) => trials,
} satisfies Record<string, (record: RunRecord) => number>

function* csvPieces(runs: Iterable<RunRecord>, metrics: readonly string[]): Generator<string, void> {
  yield line([...Object.keys(TEXTS), ...Object.keys(NUMBERS), ...metrics.map(columnName)])
  for (const record of runs) {
    const numbers = [...Object.values(NUMBERS).map(read => read(record)), ...metrics.map(name => metricOf(record, name))]
    yield line([...Object.values(TEXTS).map(read => read(record)), ...numbers.map(value => (Number.isNaN(value) ? '' : String(value)))])
  }
}

function line(cells: readonly string[]): string {
  return `${cells.map(cell => (/[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\n`
}

function* jsonPieces(
  runs: Iterable<RunRecord>,
  { open, between, close }: { readonly open: string; readonly between: string; readonly close: string },
): Generator<string, void> {
  let first = true
  yield open
  for (const record of runs) {
    yield (first ? '' : between) + toJson(record)
    first = false
  }
  if (!(first && open === '')) yield close
}

function columnsOf(
  records: readonly RunRecord[],
  metrics: readonly string[] = metricNames(records),
): Record<string, Float64Array | string[]> {
  return Object.fromEntries([
    ...Object.entries(TEXTS).map(([name, read]) => [name, records.map(read)] as const),
    ...Object.entries(NUMBERS).map(([name, read]) => [name, Float64Array.from(records, read)] as const),
    ...metrics.map(name => [columnName(name), Float64Array.from(records, record => metricOf(record, name))] as const),
  ])
}

function metricNames(runs: Iterable<RunRecord>): string[] {
  const names = new Set<string>()
  for (const { metrics } of runs) for (const name of Object.keys(metrics)) names.add(name)
  return [...names]
}

function metricOf({ metrics }: RunRecord, name: string): number {
  return Object.hasOwn(metrics, name) ? metrics[name] : Number.NaN
}

/** A metric may have the name of a field, such as the number of bars in a summary. */
function columnName(metric: string): string {
  return metric in TEXTS || metric in NUMBERS ? `metric.${metric}` : metric
}

function* firstOf<T>(values: Iterable<T>, count: number): Generator<T, void> {
  if (count === 0) return
  let left = count
  for (const value of values) {
    yield value
    if (--left === 0) return
  }
}

function* countOf<T>(values: Iterable<T>, counter: { count: number }): Generator<T, void> {
  for (const value of values) {
    counter.count++
    yield value
  }
}
