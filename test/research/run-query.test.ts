import { describe, expect, it } from 'vitest'
import {
  checkFilter,
  comparePositions,
  eachRun,
  matchesFilter,
  resolveQuery,
  sortValue,
  textRule,
  writePosition,
} from '../../src/research/run-query.ts'
import { makeRecord } from '../contracts/run-store.ts'

const record = makeRecord({ id: 'a', name: 'Ärger', tags: ['x'], metrics: { sharpe: 1, odd: Number.NaN } })

describe('resolveQuery', () => {
  it('asks for the fifty newest when nothing is said', () => {
    expect(resolveQuery()).toEqual({ filter: {}, sort: 'createdAt', descending: true, limit: 50, after: undefined })
  })

  it('reads the positions that it writes', () => {
    for (const value of [0.1 + 0.2, -1e-300, 5e-324, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, Number.NaN, 1.7e308]) {
      const order = { sort: 'a/b desc', descending: true }
      const after = writePosition({ value, sequence: 7 }, order)
      expect(resolveQuery({ sort: order.sort, after }).after).toEqual({ value, sequence: 7 })
      expect(() => resolveQuery({ sort: order.sort, order: 'asc', after })).toThrow(expect.objectContaining({ code: 'run-query/after' }))
    }
  })

  it('suggests the option that was meant', () => {
    expect(() => checkFilter({ symbol: ['A'] } as never)).toThrow('did you mean "symbols"?')
  })
})

describe('matchesFilter', () => {
  it('wants everything that is given', () => {
    expect(matchesFilter(record, { tags: ['y', 'x'], text: 'äRG', metrics: { sharpe: { min: 1, max: 1 } } })).toBe(true)
    expect(matchesFilter(record, { tags: ['x'], text: 'other' })).toBe(false)
    expect(matchesFilter(record, { metrics: { odd: {} } })).toBe(false)
    expect(matchesFilter(record, { metrics: { missing: { max: 1e9 } } })).toBe(false)
  })
})

describe('a filter of texts', () => {
  it.each([
    [{ strategee: { is: 'x' } }, /no text "strategee"; did you mean "strategy"/],
    [{ strategy: { is: 5 } }, /fields.strategy.is is 5/],
    [{ strategy: { not: 'x' } }, /fields.strategy.not is x/],
    [{ strategy: { like: 'x' } }, /fields.strategy.like is x/],
    [{ type: { is: 'swep' } }, /did you mean "sweep"/],
    [{ type: { not: ['swep'] } }, /did you mean "sweep"/],
  ])('refuses %j', (fields, message) => {
    expect(() => checkFilter({ fields } as never)).toThrow(message)
  })

  it('compares names in lower case, and nothing else', () => {
    const asked = textRule('name', { is: 'Ä', startsWith: 'B', not: ['C'] })
    expect(asked).toEqual({ fold: true, is: 'ä', startsWith: 'b', not: ['c'] })
    expect(textRule('id', { is: 'A' })).toMatchObject({ fold: false, is: 'A' })
  })

  it('refuses bounds that are none', () => {
    for (const sharpe of [{ minimum: 1 }, { above: '1' }, { is: Number.NaN }, { not: 3 }, { not: [Number.NaN] }])
      expect(() => checkFilter({ metrics: { sharpe } } as never)).toThrow(expect.objectContaining({ code: 'run-query/metrics' }))
  })
})

describe('comparePositions', () => {
  it('puts unknown values last, whatever the order', () => {
    const [small, large, unknown] = [1, 2, Number.NaN].map((value, sequence) => ({ value, sequence }))
    expect(comparePositions(small, large, false)).toBeLessThan(0)
    expect(comparePositions(small, large, true)).toBeGreaterThan(0)
    for (const descending of [true, false]) expect(comparePositions(small, unknown, descending)).toBeLessThan(0)
  })
})

describe('sortValue', () => {
  it('reads fields and metrics', () => {
    expect(sortValue(record, 'createdAt')).toBe(1_700_000_000_000)
    expect(sortValue(record, 'sharpe')).toBe(1)
    expect(sortValue(record, 'constructor')).toBeNaN()
  })
})

describe('eachRun', () => {
  it('asks for pages until there are no more', () => {
    const asked: unknown[] = []
    const list = ({ after }: { readonly after?: string | undefined }) => {
      asked.push(after)
      return { records: [record], next: after === undefined ? 'two' : null }
    }
    expect([...eachRun(list)]).toEqual([record, record])
    expect(asked).toEqual([undefined, 'two'])
  })
})
