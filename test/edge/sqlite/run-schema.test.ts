import { DatabaseSync } from 'node:sqlite'
import { expect, it } from 'vitest'
import { indexOf, orderedBy, runDatabase, symbolLabel, tagLabel } from '../../../src/edge/sqlite/run-schema.ts'

it('has an index for each order, alone and behind each driver', () => {
  const database = new DatabaseSync(':memory:')
  database.exec(runDatabase.migrations[0])
  const names = database
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'index'")
    .all()
    .map(({ name }) => name)
  for (const column of orderedBy)
    for (const driver of [undefined, 'type', 'strategy', 'label'] as const) expect(names).toContain(indexOf(driver, column))
  database.close()
})

it('tells tags from symbols', () => {
  expect(tagLabel('BTC')).not.toBe(symbolLabel('BTC'))
})
