import { expect, it } from 'vitest'
import { selectCount, selectPage } from '../../../src/edge/sqlite/run-select.ts'
import { resolveQuery } from '../../../src/research/run-query.ts'

const page = { known: true, limit: 10 }

it('never writes what a user says into a statement', () => {
  const evil = "x'; DROP TABLE runs; --"
  const query = {
    types: ['sweep' as const],
    strategies: [evil],
    symbols: [evil],
    tags: [evil],
    data: evil,
    parent: evil,
    text: evil,
    sort: evil,
    metrics: { [evil]: { min: 1 } },
  }
  for (const { sql, values } of [selectPage(resolveQuery(query), page), selectCount(query)]) {
    expect(sql).not.toContain('DROP')
    expect(values.length).toBe(sql.split('?').length - 1)
  }
})

it('walks once for each value of a list, each once', () => {
  expect(selectPage(resolveQuery({ strategies: ['a', 'b', 'a'] }), page).sql.match(/INDEXED BY/g)).toHaveLength(2)
  expect(selectPage(resolveQuery({ strategies: Array.from({ length: 51 }, (_, k) => `s${k}`) }), page).sql).not.toContain('UNION')
})
