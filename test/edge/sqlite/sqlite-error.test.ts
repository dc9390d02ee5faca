import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { ConfigError, EdgeError } from '../../../src/base/errors.ts'
import { sqliteError } from '../../../src/edge/sqlite/sqlite-error.ts'

const failure = (errcode: number) => Object.assign(new Error('database says no'), { errcode })

describe('sqliteError', () => {
  it.each([
    [5, 'sqlite/busy', true],
    [517, 'sqlite/busy', true],
    [8, 'sqlite/permission', false],
    [11, 'sqlite/corrupt', false],
    [13, 'sqlite/disk-full', false],
    [14, 'sqlite/permission', false],
    [26, 'sqlite/foreign', false],
    [266, 'sqlite/disk', false],
    [1, 'sqlite/failed', false],
  ])('calls result code %i %s', (errcode, code, retryable) => {
    const error = sqliteError(failure(errcode), '/x/runs.sqlite')
    expect(error).toBeInstanceOf(EdgeError)
    expect(error).toMatchObject({ code, retryable })
    expect((error as EdgeError).message).toContain('/x/runs.sqlite')
  })

  it('leaves other errors as they are', () => {
    for (const error of [new ConfigError('a/b', 'c'), new RangeError('x'), 'text']) expect(sqliteError(error, 'p')).toBe(error)
  })

  it('knows what SQLite throws', () => {
    const database = new DatabaseSync(':memory:')
    try {
      database.exec('PRAGMA max_page_count = 1; CREATE TABLE a (b); CREATE TABLE c (d)')
      expect.unreachable()
    } catch (error) {
      expect(sqliteError(error, 'p')).toMatchObject({ code: 'sqlite/disk-full' })
    }
    database.close()
  })
})
