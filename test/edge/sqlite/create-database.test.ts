import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, describe, expect, it } from 'vitest'
import { type DatabaseKind, openDatabase } from '../../../src/edge/sqlite/create-database.ts'

const root = mkdtempSync(join(tmpdir(), 'peak-trade-database-'))
afterAll(() => rmSync(root, { recursive: true }))
let files = 0
const newPath = () => join(root, `folder-${files++}`, 'deep', 'test.sqlite')

const first: DatabaseKind = { title: 'diary', application: 42, migrations: ['CREATE TABLE days (day TEXT)'] }
const second: DatabaseKind = { ...first, migrations: [...first.migrations, "ALTER TABLE days ADD COLUMN mood TEXT DEFAULT 'good'"] }
const broken: DatabaseKind = { ...first, migrations: [...first.migrations, 'CREATE TABLE more (x); CREATE TABLE days (x)'] }
const versionOf = (database: DatabaseSync) => Object.values(database.prepare('PRAGMA user_version').get() as object)[0]

describe('openDatabase', () => {
  it('makes folders and file, with the version of today, and leaves nothing else', () => {
    const path = newPath()
    const database = openDatabase(path, second, { busyMs: 100 })
    expect(versionOf(database)).toBe(2)
    expect(database.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' })
    database.close()
    expect(readdirSync(join(path, '..'))).toEqual(['test.sqlite'])
  })

  it('brings an older one up to date and keeps what is in it', () => {
    const path = newPath()
    const old = openDatabase(path, first, { busyMs: 100 })
    old.exec("INSERT INTO days VALUES ('monday')")
    old.close()
    expect(() => openDatabase(path, second, { busyMs: 100, readOnly: true })).toThrow(expect.objectContaining({ code: 'sqlite/older' }))
    const database = openDatabase(path, second, { busyMs: 100 })
    expect(database.prepare('SELECT * FROM days').all()).toEqual([{ day: 'monday', mood: 'good' }])
    expect(versionOf(database)).toBe(2)
    database.close()
  })

  it('refuses a newer one, also when that is only in the log so far', () => {
    const path = newPath()
    const newer = openDatabase(path, second, { busyMs: 100 })
    newer.exec("INSERT INTO days VALUES ('x', 'y')")
    expect(() => openDatabase(path, first, { busyMs: 100 })).toThrow(expect.objectContaining({ code: 'sqlite/newer' }))
    newer.close()
    const before = readFileSync(path)
    expect(() => openDatabase(path, first, { busyMs: 100 })).toThrow(expect.objectContaining({ code: 'sqlite/newer' }))
    expect(readFileSync(path).equals(before)).toBe(true)
  })

  it('goes back when a migration fails', () => {
    const path = newPath()
    openDatabase(path, first, { busyMs: 100 }).close()
    expect(() => openDatabase(path, broken, { busyMs: 100 })).toThrow(expect.objectContaining({ code: 'sqlite/failed' }))
    const database = openDatabase(path, first, { busyMs: 100 })
    expect(database.prepare("SELECT count(*) AS n FROM sqlite_schema WHERE name = 'more'").get()).toEqual({ n: 0 })
    expect(versionOf(database)).toBe(1)
    database.close()
  })

  it('waits no longer than it was told for another writer', () => {
    const path = newPath()
    const writer = openDatabase(path, first, { busyMs: 100 })
    writer.exec('BEGIN IMMEDIATE')
    expect(() => openDatabase(path, second, { busyMs: 50 })).toThrow(expect.objectContaining({ code: 'sqlite/busy', retryable: true }))
    writer.exec('ROLLBACK')
    writer.close()
  })

  it('refuses the file of another application', () => {
    const path = newPath()
    openDatabase(path, first, { busyMs: 100 }).close()
    expect(() => openDatabase(path, { ...first, application: 43 }, { busyMs: 100 })).toThrow(
      expect.objectContaining({ code: 'sqlite/foreign' }),
    )
    const other = new DatabaseSync(path)
    expect(versionOf(other)).toBe(1)
    other.close()
  })
})
