import { ConfigError } from '../base/errors.ts'
import { didYouMean } from '../base/nearest.ts'
import { checkRunType } from './check-record.ts'
import type { RunRecord, RunType } from './run-record.ts'
import type { MetricBounds, RunFilter, RunPage, RunQuery, RunTextField, TextRule } from './run-store.ts'

/** A query that was checked. */
export interface ResolvedQuery {
  readonly filter: RunFilter
  readonly sort: string
  readonly descending: boolean
  readonly limit: number
  readonly after: RunPosition | undefined
}

/** Where a run stands in an order: its value and its number in the store. */
export interface RunPosition {
  /** NaN for unknown values. */
  readonly value: number
  readonly sequence: number
}

const LISTS = ['types', 'strategies', 'families', 'symbols', 'timeframes', 'tags', 'statuses'] as const
const FILTERS = [...LISTS, 'data', 'parent', 'createdFrom', 'createdTo', 'metrics', 'fields', 'text'] as const
const KNOWN = [...FILTERS, 'sort', 'order', 'limit', 'after'] as const

/** Texts of a record that a filter may ask about. */
export const textFields: readonly RunTextField[] = ['id', 'type', 'name', 'strategy', 'family', 'timeframe', 'status', 'data', 'parent']

/** Fields that can be sorted by besides metrics. */
export const sortFields = ['createdAt', 'durationMs', 'bars', 'trials'] as const

/** @throws {@link ConfigError} `run-query/unknown`, `run-query/list`, `run-query/metrics`, `run-query/fields`, `run-query/order`, `run-query/limit`, `run-query/after`. */
export function resolveQuery(query: RunQuery = {}): ResolvedQuery {
  const { sort = 'createdAt', order = 'desc', limit = 50, after, ...filter } = query
  checkFilter(filter)
  if (order !== 'asc' && order !== 'desc') throw refusal('order', `order is ${String(order)}; it must be "asc" or "desc"`)
  if (!(Number.isInteger(limit) && limit >= 1 && limit <= 10_000))
    throw refusal('limit', `limit is ${String(limit)}; it must be a whole number from 1 to 10000`)
  if (typeof sort !== 'string' || sort === '') throw refusal('sort', `sort is ${String(sort)}; name a field or a metric`)
  const descending = order === 'desc'
  return { filter, sort, descending, limit, after: after === undefined ? undefined : readPosition(after, { sort, descending }) }
}

/** @throws {@link ConfigError} as {@link resolveQuery}. */
export function checkFilter(filter: RunFilter): void {
  for (const name of Object.keys(filter))
    if (!KNOWN.includes(name as never))
      throw refusal('unknown', `a query has no "${name}"${didYouMean(name, KNOWN)} Known: ${KNOWN.join(', ')}`)
  for (const name of LISTS) {
    const list: unknown = filter[name]
    if (list !== undefined && !(Array.isArray(list) && list.every(entry => typeof entry === 'string')))
      throw refusal('list', `${name} must be a list of names, such as ["${name === 'types' ? 'backtest' : 'a'}"]`)
  }
  for (const type of filter.types ?? []) checkRunType(type)
  for (const [metric, bounds] of Object.entries(filter.metrics ?? {}))
    for (const [name, value] of Object.entries(bounds)) {
      const isNumber = (one: unknown) => typeof one === 'number' && !Number.isNaN(one)
      if (!isRule(name, value, { kinds: BOUNDS, fits: isNumber }))
        throw refusal(
          'metrics',
          `metrics.${metric}.${name} is ${String(value)}; give numbers as ${BOUNDS.join(', ')}, and a list of them as not`,
        )
    }
  for (const [field, rule] of Object.entries(filter.fields ?? {})) {
    if (!textFields.includes(field as RunTextField))
      throw refusal('fields', `runs have no text "${field}"${didYouMean(field, textFields)} Known: ${textFields.join(', ')}`)
    for (const [name, value] of Object.entries(rule ?? {}))
      if (!isRule(name, value, { kinds: TEXT_RULES, fits: one => typeof one === 'string' }))
        throw refusal(
          'fields',
          `fields.${field}.${name} is ${String(value)}; give texts as ${TEXT_RULES.join(', ')}, and a list of them as not`,
        )
    if (field === 'type') for (const type of [rule?.is ?? [], rule?.not ?? []].flat()) checkRunType(type as RunType)
  }
}

const BOUNDS = ['min', 'max', 'above', 'below', 'is'] as const
const TEXT_RULES = ['is', 'startsWith'] as const

interface RuleForm {
  readonly kinds: readonly string[]
  readonly fits: (value: unknown) => boolean
}

function isRule(name: string, value: unknown, { kinds, fits }: RuleForm): boolean {
  if (value === undefined) return kinds.includes(name) || name === 'not'
  return name === 'not' ? Array.isArray(value) && value.every(fits) : kinds.includes(name) && fits(value)
}

/** True when a run is one of those that are asked for. */
export function matchesFilter(record: RunRecord, filter: RunFilter): boolean {
  const { types, strategies, families, symbols, timeframes, tags, statuses, data, parent, createdFrom, createdTo, metrics, fields, text } =
    filter
  const { createdAt } = record
  return (
    among(types, record.type) &&
    among(strategies, record.strategy) &&
    among(families, record.family) &&
    among(timeframes, record.timeframe) &&
    among(statuses, record.status) &&
    (symbols === undefined || record.symbols.some(symbol => symbols.includes(symbol))) &&
    (tags === undefined || record.tags.some(tag => tags.includes(tag))) &&
    (data === undefined || record.data === data) &&
    (parent === undefined || record.parent === parent) &&
    (createdFrom === undefined || createdAt >= createdFrom) &&
    (createdTo === undefined || createdAt <= createdTo) &&
    (text === undefined || record.name.toLowerCase().includes(text.toLowerCase())) &&
    Object.entries(metrics ?? {}).every(([name, bounds]) =>
      isWithin(Object.hasOwn(record.metrics, name) ? record.metrics[name] : Number.NaN, bounds),
    ) &&
    Object.entries(fields ?? {}).every(([name, rule]) => rule === undefined || isLike(record[name as RunTextField], textRule(name, rule)))
  )
}

function isWithin(value: number, { min, max, above, below, is, not = [] }: MetricBounds): boolean {
  return (
    !Number.isNaN(value) &&
    !(min !== undefined && value < min) &&
    !(max !== undefined && value > max) &&
    !(above !== undefined && value <= above) &&
    !(below !== undefined && value >= below) &&
    !(is !== undefined && value !== is) &&
    !not.includes(value)
  )
}

function isLike(text: string | null, { fold, is, startsWith, not = [] }: FoldedRule): boolean {
  const own = fold && text !== null ? text.toLowerCase() : text
  return (
    !(is !== undefined && own !== is) && !(startsWith !== undefined && own?.startsWith(startsWith) !== true) && !not.includes(own as string)
  )
}

/** A rule as it is asked: of names in lower case. */
export interface FoldedRule extends TextRule {
  readonly fold: boolean
}

/** The rule for a field. */
export function textRule(field: string, { is, startsWith, not }: TextRule): FoldedRule {
  const fold = field === 'name'
  const folded = (text: string) => (fold ? text.toLowerCase() : text)
  return {
    fold,
    is: is === undefined ? undefined : folded(is),
    startsWith: startsWith === undefined ? undefined : folded(startsWith),
    not: not?.map(folded),
  }
}

/** What a run is sorted by; NaN when it does not have it. */
export function sortValue(record: RunRecord, sort: string): number {
  if (sortFields.includes(sort as never)) return record[sort as (typeof sortFields)[number]]
  return Object.hasOwn(record.metrics, sort) ? record.metrics[sort] : Number.NaN
}

/** Negative when `a` comes before `b`. */
export function comparePositions(a: RunPosition, b: RunPosition, descending: boolean): number {
  const [unknownA, unknownB] = [Number.isNaN(a.value), Number.isNaN(b.value)]
  if (unknownA !== unknownB) return unknownA ? 1 : -1
  const sign = descending ? -1 : 1
  if (!unknownA && a.value !== b.value) return a.value < b.value ? -sign : sign
  return sign * (a.sequence - b.sequence)
}

/** A position as text for `after`. */
export function writePosition({ value, sequence }: RunPosition, { sort, descending }: Pick<ResolvedQuery, 'sort' | 'descending'>): string {
  return `${sequence}/${value}/${descending ? 'desc' : 'asc'}/${sort}`
}

function readPosition(text: string, { sort, descending }: Pick<ResolvedQuery, 'sort' | 'descending'>): RunPosition {
  const [, sequence, value, order, by] = /^(\d+)\/(NaN|-?[\d.e+-]+|-?Infinity)\/(asc|desc)\/(.*)$/s.exec(text) ?? []
  if (by !== sort || order !== (descending ? 'desc' : 'asc'))
    throw refusal('after', `after is ${JSON.stringify(text)}; give "next" of a page with the same sort and order`)
  return { sequence: Number(sequence), value: Number(value) }
}

/** Every run of a query, page by page. */
export function* eachRun(list: (query: RunQuery) => RunPage, query: RunQuery = {}): Generator<RunRecord, void> {
  let after = query.after
  for (;;) {
    const page = list({ ...query, after })
    yield* page.records
    if (page.next === null) return
    after = page.next
  }
}

function among(list: readonly string[] | undefined, value: string): boolean {
  return list === undefined || list.includes(value)
}

function refusal(option: string, message: string): ConfigError {
  return new ConfigError(`run-query/${option}`, message, { option })
}
