import { join } from 'node:path'
import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { closedJournal, entryData, type Journal, type JournalEntry, wrongSequence } from '../../execution/journal.ts'
import { homeFolder } from '../registry/home-folder.ts'
import { type DatabaseKind, openDatabase } from './create-database.ts'
import { sqliteError } from './sqlite-error.ts'

/**
 * How a journal is opened.
 *
 * @example
 * ```ts
 * import type { JournalOptions } from 'peak-trade/node'
 *
 * const options: JournalOptions = { readOnly: true }
 * ```
 */
export interface JournalOptions {
  /** Nothing is created or changed; for dashboards and audits. */
  readonly readOnly?: boolean | undefined
  /** Largest size of the file; what does not fit is refused as if the disk were full. Default: none. */
  readonly maxBytes?: number | undefined
  /** How long to wait for other writers, milliseconds. Default 10 000. */
  readonly busyMs?: number | undefined
}

/**
 * Opens the journal of a home folder, `journal.sqlite` in it, and creates both when they are not there. What `append` has taken is on the disk when it
 * returns, whatever happens to the process or the machine afterwards; what it has not taken is not there at all. Several sessions may share a file;
 * two processes that write one session do not get far: the second is told so (`journal/sequence`).
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
 * import { openJournal } from 'peak-trade/node'
 *
 * const home = mkdtempSync(join(tmpdir(), 'peak-trade-'))
 * const journal = openJournal(home)
 * journal.append({ session: 'shadow-1', sequence: 0, at: 1, type: 'note', data: { text: 'started' } })
 * journal.close()
 * openJournal(home).read('shadow-1').length // 1
 * ```
 */
export function openJournal(home?: string, { readOnly = false, maxBytes, busyMs = 10_000 }: JournalOptions = {}): Journal {
  const path = join(homeFolder(home), 'journal.sqlite')
  const database = openDatabase(path, journalDatabase, { readOnly, busyMs })
  try {
    if (maxBytes !== undefined) {
      const { page_size: pageSize } = database.prepare('PRAGMA page_size').get() as { page_size: number }
      database.exec(`PRAGMA max_page_count = ${Math.max(1, Math.floor(maxBytes / pageSize))}`)
    }
    return new SqliteJournal(database, path)
  } catch (error) {
    database.close()
    throw sqliteError(error, path)
  }
}

/** Clustered by session and sequence, so that a session is read in one piece and a sequence cannot be there twice. */
const journalDatabase: DatabaseKind = {
  title: 'journal of peak-trade',
  application: 0x50546a6c,
  migrations: [
    `CREATE TABLE entries (
  session TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  at REAL NOT NULL,
  type TEXT NOT NULL,
  client_id TEXT,
  data TEXT NOT NULL,
  PRIMARY KEY (session, sequence)
) STRICT, WITHOUT ROWID`,
  ],
}

interface Row {
  readonly session: string
  readonly sequence: number
  readonly at: number
  readonly type: JournalEntry['type']
  readonly client_id: string | null
  readonly data: string
}

class SqliteJournal implements Journal {
  private readonly database: DatabaseSync
  private readonly path: string
  private readonly insert: StatementSync
  private readonly next: StatementSync
  private readonly select: StatementSync
  private isOpen = true

  constructor(database: DatabaseSync, path: string) {
    this.database = database
    this.path = path
    this.insert = database.prepare('INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?)')
    this.next = database.prepare('SELECT coalesce(max(sequence) + 1, 0) AS next FROM entries WHERE session = ?')
    this.select = database.prepare('SELECT * FROM entries WHERE session = ? ORDER BY sequence')
  }

  append(...entries: readonly JournalEntry[]): void {
    if (!this.isOpen) throw closedJournal()
    // Made before others have to wait.
    const written = entries.map(entry => ({ ...entry, text: entryData(entry) }))
    if (written.length === 0) return
    const { database } = this
    try {
      database.exec('BEGIN IMMEDIATE')
      for (const { session, sequence, at, type, clientId = null, text } of written) {
        const { next } = this.next.get(session) as { next: number }
        if (sequence !== next) throw wrongSequence(session, sequence, next)
        this.insert.run(session, sequence, at, type, clientId, text)
      }
      database.exec('COMMIT')
    } catch (error) {
      rollBack(database)
      throw sqliteError(error, this.path)
    }
  }

  read(session: string): JournalEntry[] {
    if (!this.isOpen) throw closedJournal()
    try {
      return (this.select.all(session) as unknown as Row[]).map(({ session, sequence, at, type, client_id: clientId, data }) => ({
        ...{ session, sequence, at, type },
        ...(clientId === null ? {} : { clientId }),
        data: JSON.parse(data) as unknown,
      }))
    } catch (error) {
      throw sqliteError(error, this.path)
    }
  }

  close(): void {
    if (!this.isOpen) return
    this.isOpen = false
    this.database.close()
  }
}

/** Ends a transaction that some errors have ended already. */
function rollBack(database: DatabaseSync): void {
  try {
    if (database.isTransaction) database.exec('ROLLBACK')
  } catch {
    // The error that led here says more, and closing the file does the same.
  }
}
