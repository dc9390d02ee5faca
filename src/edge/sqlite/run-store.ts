import { join } from 'node:path'
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import { checkFingerprint, checkRecord, checkTags } from '../../research/check-record.ts'
import { decodeData, encodeData } from '../../research/data-codec.ts'
import { changedTags, closedStore, duplicate, unknownRun } from '../../research/memory-run-store.ts'
import { eachRun, type ResolvedQuery, resolveQuery, sortValue, writePosition } from '../../research/run-query.ts'
import type { RunRecord } from '../../research/run-record.ts'
import type {
  RunEntry,
  RunField,
  RunFilter,
  RunPage,
  RunQuery,
  RunStore,
  TagChange,
  TrialScope,
  TriedSets,
} from '../../research/run-store.ts'
import { homeFolder } from '../registry/home-folder.ts'
import { openDatabase } from './create-database.ts'
import { type NumberColumn, numberColumns, orderedBy, runDatabase, symbolLabel, tagLabel } from './run-schema.ts'
import { type Select, selectCount, selectPage } from './run-select.ts'
import { sqliteError } from './sqlite-error.ts'

/**
 * How a run store is opened.
 *
 * @example
 * ```ts
 * import type { RunStoreOptions } from 'peak-trade/node'
 *
 * const options: RunStoreOptions = { readOnly: true }
 * ```
 */
export interface RunStoreOptions {
  /** Nothing is created or changed; for reports and dashboards. */
  readonly readOnly?: boolean | undefined
  /** Largest size of the file; what does not fit is refused as if the disk were full. Default: none. */
  readonly maxBytes?: number | undefined
  /** How long to wait for other writers, milliseconds. Default 10 000. */
  readonly busyMs?: number | undefined
}

/**
 * Opens the run store of a home folder, `runs.sqlite` in it, and creates both when they are not there. Any number of processes may read and
 * write it at the same time; what `add` has taken is on the disk, whatever happens afterwards.
 *
 * @param home - Default: `PEAK_TRADE_HOME`, else `.peak-trade` in the working directory.
 * @throws {@link EdgeError} `sqlite/foreign` for a file that is something else, which is left untouched, `sqlite/newer`, `sqlite/corrupt`,
 * `sqlite/permission`, `sqlite/disk-full`, `sqlite/busy`. Later calls throw them too; whatever they were about then has not happened at all.
 *
 * @example
 * ```ts
 * import { mkdtempSync } from 'node:fs'
 * import { tmpdir } from 'node:os'
 * import { join } from 'node:path'
 * import { MaCrossover, syntheticBars } from 'peak-trade'
 * import { openRunStore, trackRun } from 'peak-trade/node'
 *
 * const store = openRunStore(mkdtempSync(join(tmpdir(), 'peak-trade-')))
 * const bars = syntheticBars({ seed: 1, length: 500 })
 * trackRun(store, { type: 'backtest', strategy: MaCrossover, bars, options: {} })
 * store.list({ sort: 'sharpe' }).records.length // 1
 * store.close()
 * ```
 */
export function openRunStore(home?: string, { readOnly = false, maxBytes, busyMs = 10_000 }: RunStoreOptions = {}): RunStore {
  const path = join(homeFolder(home), 'runs.sqlite')
  const database = openDatabase(path, runDatabase, { readOnly, busyMs })
  try {
    database.exec('PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY;')
    if (maxBytes !== undefined) limitSize(database, maxBytes)
    return new SqliteRunStore(database, path)
  } catch (error) {
    database.close()
    throw sqliteError(error, path)
  }
}

/** Trials written with one statement. */
const CHUNK = 10_000

const columns = Object.keys(numberColumns) as NumberColumn[]

class SqliteRunStore implements RunStore {
  private readonly database: DatabaseSync
  private readonly path: string
  private readonly statements = new Map<string, StatementSync>()
  private open = true

  constructor(database: DatabaseSync, path: string) {
    this.database = database
    this.path = path
  }

  add({ record, children = [], tried }: RunEntry): void {
    const rows = [record, ...children].map(one => {
      checkRecord(one)
      return { ...one, tags: changedTags(one.tags, {}) }
    })
    // Made before others have to wait.
    const keys = tried === undefined ? undefined : trialKeys(tried)
    this.write(() => {
      for (const row of rows) this.insert(row)
      if (tried !== undefined && keys !== undefined) this.insertTrials(tried, keys)
    })
  }

  get(id: string): RunRecord | undefined {
    const row = this.read({ sql: 'SELECT body FROM run_bodies JOIN runs USING (sequence) WHERE id = ?', values: [id] })[0]
    return row === undefined ? undefined : readBody(row.body)
  }

  list(query?: RunQuery): RunPage {
    const resolved = resolveQuery(query)
    if (hasEmptyList(resolved.filter)) return { records: [], next: null }
    return this.snapshot(() => {
      const found = this.find(resolved)
      const page = found.slice(0, resolved.limit)
      const records = page.map(sequence => {
        const [{ body }] = this.read({ sql: 'SELECT body FROM run_bodies WHERE sequence = ?', values: [sequence] })
        return readBody(body)
      })
      if (found.length <= resolved.limit) return { records, next: null }
      const last = { value: sortValue(records[records.length - 1], resolved.sort), sequence: page[page.length - 1] }
      return { records, next: writePosition(last, resolved) }
    })
  }

  each(query?: RunQuery): Iterable<RunRecord> {
    return eachRun(page => this.list(page), query)
  }

  count(filter: RunFilter = {}): number {
    const { filter: checked } = resolveQuery(filter)
    return this.read(selectCount(checked))[0].count as number
  }

  distinct(field: RunField): readonly string[] {
    const mark = field === 'tag' ? tagLabel('') : field === 'symbol' ? symbolLabel('') : ''
    const [table, column] = mark === '' ? ['runs', field] : ['run_labels', 'label']
    const found: string[] = []
    // Steps from value to value along an index instead of reading every run.
    for (let last = mark; ; ) {
      const sql = `SELECT min(${column}) AS next FROM ${table} WHERE ${column} > ?`
      const { next } = this.read({ sql, values: [last] })[0]
      if (typeof next !== 'string' || !next.startsWith(mark)) return found.sort()
      found.push(next.slice(mark.length))
      last = next
    }
  }

  recordTrials(tried: TriedSets): number {
    const keys = trialKeys(tried)
    return this.write(() => this.insertTrials(tried, keys))
  }

  trials({ data, family }: TrialScope): number {
    const row = this.read({ sql: 'SELECT count FROM trial_scopes WHERE data = ? AND family = ?', values: [data, family] })[0]
    return (row?.count ?? 0) as number
  }

  tag(id: string, { add = [], remove = [] }: TagChange): RunRecord {
    checkTags(add)
    return this.write(() => {
      const record = this.get(id)
      if (record === undefined) throw unknownRun(id)
      const { sequence } = this.read({ sql: 'SELECT sequence FROM runs WHERE id = ?', values: [id] })[0]
      const changed = { ...record, tags: changedTags(record.tags, { add, remove }) }
      this.run('UPDATE run_bodies SET body = ? WHERE sequence = ?', encodeData(changed), sequence)
      for (const tag of record.tags) this.run('DELETE FROM run_labels WHERE label = ? AND sequence = ?', tagLabel(tag), sequence)
      for (const tag of changed.tags) this.insertLabel(tagLabel(tag), sequence as number, changed)
      return changed
    })
  }

  remove(id: string): boolean {
    return this.write(() => {
      const rows = this.read({ sql: 'SELECT sequence FROM runs WHERE id = ? OR parent = ?', values: [id, id] })
      if (this.read({ sql: 'SELECT 1 FROM runs WHERE id = ?', values: [id] }).length === 0) return false
      for (const { sequence } of rows) {
        const { body } = this.read({ sql: 'SELECT body FROM run_bodies WHERE sequence = ?', values: [sequence] })[0]
        for (const label of labelsOf(readBody(body))) this.run('DELETE FROM run_labels WHERE label = ? AND sequence = ?', label, sequence)
        this.run('DELETE FROM run_bodies WHERE sequence = ?', sequence)
        this.run('DELETE FROM runs WHERE sequence = ?', sequence)
      }
      return true
    })
  }

  close(): void {
    if (!this.open) return
    this.open = false
    this.statements.clear()
    this.database.close()
  }

  /** One more than a page, if there are: first the runs that have a value to sort by, then the others. */
  private find(query: ResolvedQuery): number[] {
    const { limit, after } = query
    const found: number[] = []
    const add = (known: boolean) => {
      for (const { sequence } of this.read(selectPage(query, { known, limit: limit + 1 - found.length }))) found.push(sequence as number)
    }
    if (after === undefined || !Number.isNaN(after.value)) add(true)
    if (found.length <= limit) add(false)
    return found
  }

  private insert(record: RunRecord): void {
    const { id, type, strategy, family, timeframe, status, data, parent, name } = record
    if (this.read({ sql: 'SELECT 1 FROM runs WHERE id = ?', values: [id] }).length > 0) throw duplicate(id)
    const texts = [id, type, strategy, family, timeframe, status, data, parent, name.toLowerCase()]
    const { lastInsertRowid } = this.run(insertRun, ...texts, ...columns.map(column => sortValue(record, column)))
    this.run('INSERT INTO run_bodies VALUES (?, ?)', lastInsertRowid, encodeData(record))
    for (const label of labelsOf(record)) this.insertLabel(label, lastInsertRowid as number, record)
  }

  private insertLabel(label: string, sequence: number, record: RunRecord): void {
    this.run(
      'INSERT INTO run_labels VALUES (?, ?, ?, ?, ?, ?)',
      label,
      sequence,
      ...orderedColumns.map(column => sortValue(record, column)),
    )
  }

  private insertTrials({ data, family }: TrialScope, keys: BigInt64Array): number {
    this.run('INSERT OR IGNORE INTO trial_scopes (data, family) VALUES (?, ?)', data, family)
    const { scope } = this.read({ sql: 'SELECT scope FROM trial_scopes WHERE data = ? AND family = ?', values: [data, family] })[0]
    let added = 0
    for (let from = 0; from < keys.length; from += CHUNK) {
      const chunk = `[${keys.subarray(from, from + CHUNK).join()}]`
      added += Number(this.run('INSERT OR IGNORE INTO trials SELECT ?, value FROM json_each(?)', scope, chunk).changes)
    }
    this.run('UPDATE trial_scopes SET count = count + ? WHERE scope = ?', added, scope)
    return added
  }

  private run(sql: string, ...values: readonly SQLInputValue[]) {
    return this.statement(sql).run(...values)
  }

  private read({ sql, values }: Select): readonly Readonly<Record<string, SQLInputValue>>[] {
    if (!this.open) throw closedStore()
    try {
      return this.statement(sql).all(...values) as Record<string, SQLInputValue>[]
    } catch (error) {
      throw sqliteError(error, this.path)
    }
  }

  /** Several readings of the same state, whatever others write in between. */
  private snapshot<T>(act: () => T): T {
    if (!this.open) throw closedStore()
    try {
      this.database.exec('BEGIN')
      return act()
    } catch (error) {
      throw sqliteError(error, this.path)
    } finally {
      rollBack(this.database)
    }
  }

  /** All of it or nothing. */
  private write<T>(act: () => T): T {
    if (!this.open) throw closedStore()
    const { database } = this
    try {
      database.exec('BEGIN IMMEDIATE')
      const result = act()
      database.exec('COMMIT')
      return result
    } catch (error) {
      rollBack(database)
      throw sqliteError(error, this.path)
    }
  }

  private statement(sql: string): StatementSync {
    const known = this.statements.get(sql)
    if (known !== undefined) return known
    if (this.statements.size >= 100) this.statements.clear()
    const prepared = this.database.prepare(sql)
    this.statements.set(sql, prepared)
    return prepared
  }
}

const insertRun = `INSERT INTO runs (id, type, strategy, family, timeframe, status, data, parent, search, ${Object.values(numberColumns).join(', ')})
VALUES (${Array(9 + columns.length)
  .fill('?')
  .join(', ')})`

/** The fields that labels carry along, under their names in records. */
const orderedColumns = columns.filter(name => orderedBy.includes(numberColumns[name] as never))

function labelsOf({ tags, symbols }: RunRecord): string[] {
  return [...tags.map(tagLabel), ...new Set(symbols.map(symbolLabel))]
}

/** In order, so that a million of them are written from left to right. */
function trialKeys({ fingerprints }: TriedSets): BigInt64Array {
  return BigInt64Array.from(Array.from(fingerprints, trialKey)).sort()
}

/** 64 bits of a fingerprint: among a million of them two are the same with a chance of 3 in 100 million. */
function trialKey(fingerprint: string): bigint {
  return BigInt.asIntN(64, BigInt(`0x${checkFingerprint(fingerprint).slice(0, 16)}`))
}

function readBody(body: SQLInputValue): RunRecord {
  return decodeData(body as string) as RunRecord
}

function hasEmptyList(filter: RunFilter): boolean {
  return Object.values(filter).some(value => Array.isArray(value) && value.length === 0)
}

/** Ends a transaction that some errors have ended already. */
function rollBack(database: DatabaseSync): void {
  try {
    if (database.isTransaction) database.exec('ROLLBACK')
  } catch {
    // The error that led here says more, and closing the file does the same.
  }
}

function limitSize(database: DatabaseSync, maxBytes: number): void {
  const { page_size: pageSize } = database.prepare('PRAGMA page_size').get() as { page_size: number }
  database.exec(`PRAGMA max_page_count = ${Math.max(1, Math.floor(maxBytes / pageSize))}`)
}
