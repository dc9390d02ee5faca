import { ConfigError } from '../base/errors.ts'
import { checkFingerprint, checkRecord, checkTags } from './check-record.ts'
import { decodeData, encodeData } from './data-codec.ts'
import { comparePositions, eachRun, matchesFilter, resolveQuery, sortValue, writePosition } from './run-query.ts'
import type { RunRecord } from './run-record.ts'
import type { RunEntry, RunField, RunFilter, RunPage, RunQuery, RunStore, TagChange, TrialScope, TriedSets } from './run-store.ts'

/**
 * A {@link RunStore} in memory: for tests, web pages and trying things out. A page reads every run.
 *
 * @example
 * ```ts
 * import { memoryRunStore } from 'peak-trade'
 *
 * memoryRunStore().list().records // []
 * ```
 */
export function memoryRunStore(): RunStore {
  return new MemoryRunStore()
}

class MemoryRunStore implements RunStore {
  private readonly runs = new Map<string, { readonly sequence: number; readonly record: RunRecord }>()
  private readonly tried = new Map<string, Set<string>>()
  private sequence = 0
  private closed = false

  add({ record, children = [], tried }: RunEntry): void {
    this.check()
    const added = [record, ...children].map(detach)
    const ids = new Set<string>()
    for (const { id } of added) {
      if (this.runs.has(id) || ids.has(id)) throw duplicate(id)
      ids.add(id)
    }
    // Read before anything is written: it may throw.
    const fingerprints = tried === undefined ? [] : Array.from(tried.fingerprints, checkFingerprint)
    for (const run of added) this.runs.set(run.id, { sequence: ++this.sequence, record: run })
    if (tried !== undefined) this.recordTrials({ ...tried, fingerprints })
  }

  get(id: string): RunRecord | undefined {
    this.check()
    return this.runs.get(id)?.record
  }

  list(query?: RunQuery): RunPage {
    this.check()
    const resolved = resolveQuery(query)
    const { filter, sort, descending, limit, after } = resolved
    const found = [...this.runs.values()]
      .filter(({ record }) => matchesFilter(record, filter))
      .map(({ record, sequence }) => ({ record, sequence, value: sortValue(record, sort) }))
      .filter(position => after === undefined || comparePositions(after, position, descending) < 0)
      .sort((a, b) => comparePositions(a, b, descending))
    const page = found.slice(0, limit)
    return {
      records: page.map(({ record }) => record),
      next: found.length > limit ? writePosition(page[limit - 1], resolved) : null,
    }
  }

  each(query?: RunQuery): Iterable<RunRecord> {
    return eachRun(page => this.list(page), query)
  }

  count(filter: RunFilter = {}): number {
    this.check()
    const { filter: checked } = resolveQuery(filter)
    let count = 0
    for (const { record } of this.runs.values()) if (matchesFilter(record, checked)) count++
    return count
  }

  distinct(field: RunField): readonly string[] {
    this.check()
    const values = new Set<string>()
    for (const { record } of this.runs.values()) {
      if (field === 'symbol') for (const symbol of record.symbols) values.add(symbol)
      else if (field === 'tag') for (const tag of record.tags) values.add(tag)
      else if (record[field] !== '') values.add(record[field])
    }
    return [...values].sort()
  }

  recordTrials({ data, family, fingerprints }: TriedSets): number {
    this.check()
    const key = JSON.stringify([data, family])
    const known = this.tried.get(key) ?? new Set()
    this.tried.set(key, known)
    const before = known.size
    for (const one of Array.from(fingerprints, checkFingerprint)) known.add(one)
    return known.size - before
  }

  trials({ data, family }: TrialScope): number {
    this.check()
    return this.tried.get(JSON.stringify([data, family]))?.size ?? 0
  }

  tag(id: string, { add = [], remove = [] }: TagChange): RunRecord {
    this.check()
    checkTags(add)
    const run = this.runs.get(id)
    if (run === undefined) throw unknownRun(id)
    const record = Object.freeze({ ...run.record, tags: changedTags(run.record.tags, { add, remove }) })
    this.runs.set(id, { sequence: run.sequence, record })
    return record
  }

  remove(id: string): boolean {
    this.check()
    if (!this.runs.delete(id)) return false
    for (const [other, { record }] of this.runs) if (record.parent === id) this.runs.delete(other)
    return true
  }

  close(): void {
    this.closed = true
  }

  private check(): void {
    if (this.closed) throw closedStore()
  }
}

/** Tags after a change, each once, sorted. */
export function changedTags(tags: readonly string[], { add = [], remove = [] }: TagChange): readonly string[] {
  const left = new Set([...tags, ...add])
  for (const tag of remove) left.delete(tag)
  return [...left].sort()
}

/** The error for an id that is taken. */
export function duplicate(id: string): ConfigError {
  return new ConfigError('run-store/duplicate', `there is a run ${id} already; give every run an id of its own`, { id })
}

/** The error for an id that is not there. */
export function unknownRun(id: string): ConfigError {
  return new ConfigError('run-store/unknown', `there is no run ${id}; list() shows those that there are`, { id })
}

/** The error for a store that was closed. */
export function closedStore(): ConfigError {
  return new ConfigError('run-store/closed', 'this run store was closed; open it again')
}

/** A checked copy that nobody else can change. */
function detach(record: RunRecord): RunRecord {
  checkRecord(record)
  // The way through text is what a file does to a record.
  return Object.freeze({ ...(decodeData(encodeData(record)) as RunRecord), tags: changedTags(record.tags, {}) })
}
