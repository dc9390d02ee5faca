import { randomUUID } from 'node:crypto'
import { closeSync, existsSync, fstatSync, linkSync, mkdirSync, openSync, readSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { EdgeError } from '../../base/errors.ts'
import { fileError, hasCode } from '../files/file-error.ts'
import { sqliteError } from './sqlite-error.ts'

/** A kind of database file: how it is recognized, and how it came to be what it is. */
export interface DatabaseKind {
  /** What it is, for messages. */
  readonly title: string
  /** SQLite's `application_id`, a number of our own. */
  readonly application: number
  /** `migrations[v]` takes a database of version v to v + 1; its length is the version of today. */
  readonly migrations: readonly string[]
}

/** How a database is opened. */
export interface OpenDatabaseOptions {
  /** Nothing is created or changed. */
  readonly readOnly?: boolean | undefined
  /** How long to wait for other writers, milliseconds. */
  readonly busyMs: number
}

/**
 * Opens a database of a kind, creates it when it is not there, and brings it to the version of today. A file of any other kind is not touched.
 *
 * @throws {@link EdgeError} `sqlite/foreign`, `sqlite/newer`, `sqlite/corrupt`, `sqlite/missing` (read-only), `sqlite/permission`,
 * `sqlite/disk-full`, `sqlite/busy`, and `file/…` for its folder.
 */
export function openDatabase(path: string, kind: DatabaseKind, { readOnly = false, busyMs }: OpenDatabaseOptions): DatabaseSync {
  if (!existsSync(path)) {
    if (readOnly) throw new EdgeError('sqlite/missing', `${path} does not exist; nothing has been recorded there yet`, { path })
    createDatabase(path, kind)
  }
  checkHeader(path, kind)
  try {
    const database = new DatabaseSync(path, { readOnly, timeout: busyMs })
    try {
      if (!readOnly) database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;')
      migrate(database, { path, kind, readOnly })
      return database
    } catch (error) {
      database.close()
      throw error
    }
  } catch (error) {
    throw sqliteError(error, path)
  }
}

/** Makes the file under another name and gives it its own in one step: nobody sees half of it, and of two makers one wins. */
function createDatabase(path: string, kind: DatabaseKind): void {
  const folder = dirname(path)
  const temporary = join(folder, `.${basename(path)}.${randomUUID()}.tmp`)
  try {
    mkdirSync(folder, { recursive: true })
    const database = new DatabaseSync(temporary)
    try {
      database.exec(`PRAGMA application_id = ${kind.application}; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;`)
      migrate(database, { path, kind, readOnly: false })
    } finally {
      database.close()
    }
    give(temporary, path)
  } catch (error) {
    const known = sqliteError(error, path)
    throw known === error && error instanceof Error && 'syscall' in error ? fileError(error, folder) : known
  } finally {
    discard(temporary)
  }
}

function discard(path: string): void {
  for (const ending of ['', '-wal', '-shm']) {
    try {
      rmSync(path + ending, { force: true })
    } catch {
      // Where nothing could be made, nothing can be removed; the error that is on its way says more.
    }
  }
}

function give(temporary: string, path: string): void {
  try {
    linkSync(temporary, path)
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return
    // A file system without links.
    if (!existsSync(path)) renameSync(temporary, path)
  }
}

/** Looks at the first bytes of the file, without SQLite, which might change a database that is not ours. */
function checkHeader(path: string, { title, application, migrations }: DatabaseKind): void {
  const header = Buffer.alloc(100)
  let bytes: number
  try {
    const file = openSync(path, 'r')
    try {
      if (!fstatSync(file).isFile()) throw new EdgeError('sqlite/foreign', `${path} is not a regular file; choose another folder`, { path })
      bytes = readSync(file, header, 0, 100, 0)
    } finally {
      closeSync(file)
    }
  } catch (error) {
    throw error instanceof EdgeError ? error : fileError(error, path)
  }
  // https://sqlite.org/fileformat.html, section 1.3
  if (bytes < 100 || header.toString('latin1', 0, 16) !== 'SQLite format 3\0' || header.readUInt32BE(68) !== application)
    throw new EdgeError('sqlite/foreign', `${path} is not a ${title}; choose another folder, or move the file away`, { path })
  checkVersion(path, header.readUInt32BE(60), { title, migrations })
}

function checkVersion(path: string, version: number, { title, migrations }: Pick<DatabaseKind, 'title' | 'migrations'>): void {
  if (version > migrations.length)
    throw new EdgeError(
      'sqlite/newer',
      `${path} is a ${title} of version ${version}, this peak-trade knows versions up to ${migrations.length}; update peak-trade`,
      { path, version },
    )
}

interface Migration {
  readonly path: string
  readonly kind: DatabaseKind
  readonly readOnly: boolean
}

function migrate(database: DatabaseSync, { path, kind, readOnly }: Migration): void {
  const versionOf = () => (database.prepare('PRAGMA user_version').get() as { user_version: number }).user_version
  checkVersion(path, versionOf(), kind)
  if (versionOf() === kind.migrations.length) return
  if (readOnly) {
    const problem = `${path} is a ${kind.title} of version ${versionOf()}; open it for writing once, to bring it to version ${kind.migrations.length}`
    throw new EdgeError('sqlite/older', problem, { path })
  }
  database.exec('BEGIN IMMEDIATE')
  try {
    // Another process may have done it while this one waited.
    for (let version = versionOf(); version < kind.migrations.length; version++) database.exec(kind.migrations[version])
    database.exec(`PRAGMA user_version = ${kind.migrations.length}; COMMIT`)
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK')
    throw error
  }
}
