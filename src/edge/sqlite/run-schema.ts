import type { DatabaseKind } from './create-database.ts'

/** Metrics and fields that have a column of their own: what one filters and sorts by. The others are read out of the body, run by run. */
export const numberColumns = {
  createdAt: 'created_at',
  durationMs: 'duration_ms',
  bars: 'bars',
  trials: 'trials',
  sharpe: 'sharpe',
  totalReturn: 'total_return',
  maxDrawdown: 'max_drawdown',
  cagr: 'cagr',
  sortino: 'sortino',
  calmar: 'calmar',
  volatility: 'volatility',
  profitFactor: 'profit_factor',
  winRate: 'win_rate',
  trades: 'trades',
} as const

/** A field or metric with a column. */
export type NumberColumn = keyof typeof numberColumns

/** What pages are ordered by without sorting: there is an index for each, alone and behind what is filtered by most. */
export const orderedBy = ['created_at', 'sharpe', 'total_return', 'max_drawdown'] as const

/** What pages are filtered by most; each has an index for each order. A label is a tag or a symbol. */
export type Driver = 'type' | 'strategy' | 'label'

/** The index that has the runs of a driver in the order of a column. */
export function indexOf(driver: Driver | undefined, column: string): string {
  return `runs_${driver === undefined ? '' : `${driver}_`}${column}`
}

/** A tag as a label. */
export function tagLabel(tag: string): string {
  return `#${tag}`
}

/** A symbol as a label. */
export function symbolLabel(symbol: string): string {
  return `@${symbol}`
}

const columns = Object.values(numberColumns)

/**
 * Runs are narrow, so that many fit into a page of the file; what is read only to be shown stands in `run_bodies`. Labels are tags and symbols,
 * `#tag` and `@symbol`, with the numbers that pages are ordered by. Trials are 64 bits of a fingerprint.
 */
const first = `
CREATE TABLE runs (
  sequence INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  type TEXT NOT NULL,
  strategy TEXT NOT NULL,
  family TEXT NOT NULL,
  timeframe TEXT NOT NULL,
  status TEXT NOT NULL,
  data TEXT NOT NULL,
  parent TEXT,
  search TEXT NOT NULL,
  ${columns.map(name => `${name} REAL`).join(',\n  ')}
) STRICT;
CREATE TABLE run_bodies (sequence INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT;
CREATE TABLE run_labels (
  label TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  ${orderedBy.map(name => `${name} REAL`).join(',\n  ')},
  PRIMARY KEY (label, sequence)
) STRICT, WITHOUT ROWID;
CREATE TABLE trial_scopes (
  scope INTEGER PRIMARY KEY,
  data TEXT NOT NULL,
  family TEXT NOT NULL,
  count INTEGER NOT NULL DEFAULT 0,
  UNIQUE (data, family)
) STRICT;
CREATE TABLE trials (scope INTEGER NOT NULL, tried INTEGER NOT NULL, PRIMARY KEY (scope, tried)) STRICT, WITHOUT ROWID;
CREATE INDEX runs_family ON runs (family);
CREATE INDEX runs_timeframe ON runs (timeframe);
${orderedBy
  .flatMap(name => [
    `CREATE INDEX ${indexOf(undefined, name)} ON runs (${name});`,
    `CREATE INDEX ${indexOf('type', name)} ON runs (type, ${name});`,
    `CREATE INDEX ${indexOf('strategy', name)} ON runs (strategy, ${name});`,
    `CREATE INDEX ${indexOf('label', name)} ON run_labels (label, ${name}, sequence);`,
  ])
  .join('\n')}
CREATE INDEX runs_data_created_at ON runs (data, created_at);
CREATE INDEX runs_parent_sharpe ON runs (parent, sharpe) WHERE parent IS NOT NULL;
`

/** The registry of runs. The number is "PTRS". */
export const runDatabase: DatabaseKind = { title: 'peak-trade run store', application: 0x50545253, migrations: [first] }
