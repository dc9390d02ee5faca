import { ConfigError, DataError } from '../base/errors.ts'

/**
 * Something that happened in a session, as it was written down.
 *
 * - `intent`: an order was wanted. `approval`: the gates let it pass. `refusal`: they did not.
 * - `event`: something happened to an order (`OrderEvent`).
 * - `note`: anything else that somebody may ask about later.
 *
 * @example
 * ```ts
 * import type { JournalEntry } from 'peak-trade'
 *
 * const entry: JournalEntry = { session: 'shadow-1', sequence: 0, at: Date.UTC(2025, 0, 15), type: 'note', data: { text: 'started' } }
 * entry.sequence // 0
 * ```
 */
export interface JournalEntry {
  readonly session: string
  /** Counts the entries of a session from 0, without gaps. */
  readonly sequence: number
  /** Milliseconds since the Unix epoch. */
  readonly at: number
  readonly type: 'intent' | 'event' | 'approval' | 'refusal' | 'note'
  /** Of the order that it is about. */
  readonly clientId?: string | undefined
  /** What JSON can say: no NaN, no functions. What is undefined is left out. */
  readonly data: unknown
}

/**
 * The memory of sessions: entries are added at the end and never changed. `MemoryJournal` keeps them while the program runs, `openJournal` (in
 * `peak-trade/node`) in a file.
 *
 * @example
 * ```ts
 * import { type Journal, MemoryJournal } from 'peak-trade'
 *
 * const journal: Journal = new MemoryJournal()
 * journal.append({ session: 'a', sequence: 0, at: 1, type: 'note', data: { text: 'started' } })
 * journal.read('a').length // 1
 * journal.read('b').length // 0
 * ```
 */
export interface Journal {
  /**
   * Adds entries, all of them or none. They are durable when it returns.
   *
   * @throws `journal/sequence` (`DataError`) unless each is the next one of its session: then another process writes the same session;
   * `journal/entry` (`ConfigError`) for what is no entry.
   */
  append(...entries: readonly JournalEntry[]): void
  /** Everything of a session, oldest first. What is changed in it changes nothing here. */
  read(session: string): JournalEntry[]
  close(): void
}

const types: readonly string[] = ['intent', 'event', 'approval', 'refusal', 'note']

/**
 * A journal that lasts as long as the program.
 *
 * @example
 * ```ts
 * import { MemoryJournal } from 'peak-trade'
 *
 * const journal = new MemoryJournal()
 * journal.append({ session: 'a', sequence: 0, at: 1, type: 'note', data: null }, { session: 'a', sequence: 1, at: 2, type: 'note', data: [1] })
 * journal.read('a')[1].data // [1]
 * ```
 */
export class MemoryJournal implements Journal {
  private readonly sessions = new Map<string, JournalEntry[]>()
  private isOpen = true

  append(...entries: readonly JournalEntry[]): void {
    if (!this.isOpen) throw closedJournal()
    const written = entries.map(entry => ({ ...entry, data: JSON.parse(entryData(entry)) as unknown }))
    const next = new Map<string, number>()
    for (const { session, sequence } of written) {
      const expected = next.get(session) ?? this.sessions.get(session)?.length ?? 0
      if (sequence !== expected) throw wrongSequence(session, sequence, expected)
      next.set(session, expected + 1)
    }
    for (const entry of written) {
      const known = this.sessions.get(entry.session)
      if (known === undefined) this.sessions.set(entry.session, [entry])
      else known.push(entry)
    }
  }

  read(session: string): JournalEntry[] {
    if (!this.isOpen) throw closedJournal()
    return structuredClone(this.sessions.get(session) ?? [])
  }

  close(): void {
    this.isOpen = false
  }
}

/** The data of an entry as JSON, after a look at all of it. */
export function entryData({ session, sequence, at, type, clientId, data }: JournalEntry): string {
  const wrong = (what: string) => new ConfigError('journal/entry', `an entry of the journal has ${what}`, { session: String(session) })
  if (typeof session !== 'string' || session === '') throw wrong('no session; name it')
  if (!Number.isSafeInteger(sequence) || sequence < 0) throw wrong(`the sequence ${sequence}; count from 0`)
  if (!Number.isFinite(at)) throw wrong(`the time ${at}; pass milliseconds since the Unix epoch`)
  if (!types.includes(type)) throw wrong(`the type ${String(type)}; choose one of ${types.join(', ')}`)
  if (clientId !== undefined && (typeof clientId !== 'string' || clientId === '')) throw wrong('an empty client id; leave it out')
  const odd = oddPart(data, 'data')
  if (odd !== undefined) throw wrong(`${odd}, which JSON cannot say; write what it means`)
  return JSON.stringify(data)
}

/** An entry is not the next one of its session. */
export function wrongSequence(session: string, found: number, expected: number): DataError {
  const problem = `entry ${found} of session ${session} came where ${expected} is next; another process writes the same session, stop one of them`
  return new DataError('journal/sequence', problem, { session, found, expected })
}

/** A journal is used after it was closed. */
export function closedJournal(): ConfigError {
  return new ConfigError('journal/closed', 'the journal was closed; open it again')
}

function oddPart(value: unknown, path: string): string | undefined {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return undefined
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : `${value} at ${path}`
  if (Array.isArray(value)) return value.map((inner, k) => oddPart(inner, `${path}[${k}]`)).find(odd => odd !== undefined)
  const plain = typeof value === 'object' && (Object.getPrototypeOf(value) === Object.prototype || Object.getPrototypeOf(value) === null)
  if (!plain) return `${typeof value === 'object' ? 'an object of a class' : String(typeof value)} at ${path}`
  const inner = Object.entries(value).filter(([, one]) => one !== undefined)
  return inner.map(([name, one]) => oddPart(one, `${path}.${name}`)).find(odd => odd !== undefined)
}
