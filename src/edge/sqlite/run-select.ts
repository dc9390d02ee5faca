import type { SQLInputValue } from 'node:sqlite'
import { type ResolvedQuery, textRule } from '../../research/run-query.ts'
import type { RunFilter } from '../../research/run-store.ts'
import { type Driver, indexOf, type NumberColumn, numberColumns, orderedBy, symbolLabel, tagLabel } from './run-schema.ts'

/** A statement with what to bind. */
export interface Select {
  readonly sql: string
  readonly values: readonly SQLInputValue[]
}

/** Lists longer than this are looked up instead of being asked one by one: SQLite joins no more than 500 statements. */
const LONGEST = 50

/** The number of runs, as `count`. */
export function selectCount(filter: RunFilter): Select {
  const { sql, values } = conditions(filter, { labels: 'in' })
  return { sql: `SELECT count(*) AS count FROM runs r WHERE ${sql}`, values }
}

/**
 * The sequence numbers of a page, in order. Where there is an index for the order it is walked, and only as far as the page goes: one walk
 * for each value of the list that is filtered by, joined afterwards.
 *
 * @param known - Runs that have a value to sort by, or those that have none, which come behind them.
 */
export function selectPage(query: ResolvedQuery, { known, limit }: { readonly known: boolean; readonly limit: number }): Select {
  const walks = chooseWalks(query.filter)
  const selects = walks.map(walk => selectWalk(query, walk, { known, limit }))
  if (selects.length === 1) return selects[0]
  const direction = query.descending ? 'DESC' : 'ASC'
  return {
    sql: `SELECT sequence FROM (${selects.map(({ sql }) => `SELECT * FROM (${sql})`).join(' UNION ')}) ORDER BY value ${direction}, sequence ${direction} LIMIT ?`,
    values: [...selects.flatMap(({ values }) => values), limit],
  }
}

/** A walk through the runs that have one value in one field, or through all of them. */
interface Walk {
  readonly driver?: Driver
  readonly value?: string
  /** What still has to be asked. */
  readonly rest: RunFilter
}

function chooseWalks(filter: RunFilter): Walk[] {
  const { tags, symbols, strategies, types, ...rest } = filter
  const walks = (driver: Driver, values: readonly string[], left: RunFilter) =>
    [...new Set(values)].map((value): Walk => ({ driver, value, rest: left }))
  if (filter.parent !== undefined && filter.parent !== null) return [{ rest: filter }]
  if (fits(tags)) return walks('label', tags.map(tagLabel), { ...rest, symbols, strategies, types })
  if (fits(symbols)) return walks('label', symbols.map(symbolLabel), { ...rest, tags, strategies, types })
  if (fits(strategies)) return walks('strategy', strategies, { ...rest, tags, symbols, types })
  if (fits(types)) return walks('type', types, { ...rest, tags, symbols, strategies })
  return [{ rest: filter }]
}

function fits(list: readonly string[] | undefined): list is readonly string[] {
  return list !== undefined && list.length > 0 && list.length <= LONGEST
}

function selectWalk(
  query: ResolvedQuery,
  { driver, value, rest }: Walk,
  { known, limit }: { readonly known: boolean; readonly limit: number },
): Select {
  const { sort, descending, after } = query
  const column = Object.hasOwn(numberColumns, sort) ? numberColumns[sort as NumberColumn] : undefined
  const indexed = column !== undefined && orderedBy.includes(column as never)
  const labeled = driver === 'label'
  const sorted = column === undefined ? metricInBody(sort) : { sql: `${labeled && indexed ? 'l' : 'r'}.${column}`, values: [] }
  const sequence = labeled ? 'l.sequence' : 'r.sequence'
  // Without an order to walk in, and for the few runs of a parent or a data set, SQLite chooses.
  const walked = indexed && (driver !== undefined || (typeof rest.parent !== 'string' && rest.data === undefined))
  const table = labeled ? 'run_labels l' : 'runs r'
  const from = `${table}${walked ? ` INDEXED BY ${indexOf(driver, column as string)}` : ''}${labeled ? ' CROSS JOIN runs r ON r.sequence = l.sequence' : ''}`
  const direction = descending ? 'DESC' : 'ASC'
  const where: Select[] = []
  if (driver !== undefined) where.push({ sql: `${labeled ? 'l' : 'r'}.${driver} = ?`, values: [value as string] })
  where.push({ sql: `${sorted.sql} IS ${known ? 'NOT ' : ''}NULL`, values: sorted.values })
  if (after !== undefined) {
    const than = descending ? '<' : '>'
    if (known) where.push({ sql: `(${sorted.sql}, ${sequence}) ${than} (?, ?)`, values: [...sorted.values, after.value, after.sequence] })
    else if (Number.isNaN(after.value)) where.push({ sql: `${sequence} ${than} ?`, values: [after.sequence] })
  }
  where.push(conditions(rest, { labels: 'exists' }))
  return {
    sql: `SELECT ${sequence} AS sequence, ${sorted.sql} AS value FROM ${from} WHERE ${where.map(({ sql }) => sql).join(' AND ')} ORDER BY ${known ? `value ${direction}, ` : ''}${sequence} ${direction} LIMIT ?`,
    values: [...sorted.values, ...where.flatMap(({ values }) => values), limit],
  }
}

function conditions(filter: RunFilter, { labels }: { readonly labels: 'in' | 'exists' }): Select {
  const { types, strategies, families, symbols, timeframes, tags, statuses, data, parent, createdFrom, createdTo, metrics, fields, text } =
    filter
  const parts: string[] = []
  const values: SQLInputValue[] = []
  const add = (sql: string, ...bound: readonly SQLInputValue[]) => {
    parts.push(sql)
    values.push(...bound)
  }
  const list = (column: string, names: readonly string[] | undefined) => {
    if (names !== undefined) add(`r.${column} IN (SELECT value FROM json_each(?))`, JSON.stringify(names))
  }
  list('type', types)
  list('strategy', strategies)
  list('family', families)
  list('timeframe', timeframes)
  list('status', statuses)
  for (const names of [tags?.map(tagLabel), symbols?.map(symbolLabel)]) {
    if (names === undefined) continue
    const some = 'SELECT sequence FROM run_labels WHERE label IN (SELECT value FROM json_each(?))'
    add(labels === 'in' ? `r.sequence IN (${some})` : `EXISTS (${some} AND sequence = r.sequence)`, JSON.stringify(names))
  }
  if (data !== undefined) add('r.data = ?', data)
  if (parent === null) add('r.parent IS NULL')
  else if (parent !== undefined) add('r.parent = ?', parent)
  if (createdFrom !== undefined) add('r.created_at >= ?', createdFrom)
  if (createdTo !== undefined) add('r.created_at <= ?', createdTo)
  if (text !== undefined) add('instr(r.search, ?) > 0', text.toLowerCase())
  for (const [name, bounds] of Object.entries(metrics ?? {})) {
    const value = isMetricColumn(name) ? { sql: `r.${numberColumns[name]}`, values: [] } : metricInBody(name)
    add(`${value.sql} IS NOT NULL`, ...value.values)
    for (const [bound, operator] of Object.entries(OPERATORS)) {
      const limit = bounds[bound as keyof typeof OPERATORS]
      if (limit !== undefined) add(`${value.sql} ${operator} ?`, ...value.values, limit)
    }
    for (const other of bounds.not ?? []) add(`${value.sql} <> ?`, ...value.values, other)
  }
  for (const [field, rule = {}] of Object.entries(fields ?? {})) {
    const column = field === 'name' ? 'r.search' : `r.${field}`
    const { is, startsWith, not = [] } = textRule(field, rule)
    if (is !== undefined) add(`${column} = ?`, is)
    // Not substr: it ends at a zero character.
    if (startsWith !== undefined) add(`instr(${column}, ?) = 1`, startsWith)
    for (const other of not) add(`${column} IS NOT ?`, other)
  }
  return { sql: parts.length === 0 ? 'TRUE' : parts.join(' AND '), values }
}

const OPERATORS = { min: '>=', max: '<=', above: '>', below: '<', is: '=' } as const

/** Fields that are no metrics have columns too. */
function isMetricColumn(name: string): name is NumberColumn {
  return Object.hasOwn(numberColumns, name) && !['createdAt', 'durationMs', 'bars', 'trials'].includes(name)
}

/** A metric without a column; NULL when it is unknown. Numbers that JSON cannot say are objects there, see `encodeData`. */
function metricInBody(name: string): Select {
  const number = `CASE json_extract(value, '$."$number"') WHEN 'Infinity' THEN 9e999 WHEN '-Infinity' THEN -9e999 WHEN '-0' THEN 0 END`
  const value = `CASE WHEN type IN ('integer', 'real') THEN value WHEN type = 'object' THEN ${number} END`
  return {
    sql: `(SELECT ${value} FROM run_bodies b, json_each(b.body, '$.metrics') WHERE b.sequence = r.sequence AND key = ?)`,
    values: [name.startsWith('$') ? `$${name}` : name],
  }
}
