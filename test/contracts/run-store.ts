import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fingerprint } from '../../src/base/fingerprint.ts'
import type { RunRecord } from '../../src/research/run-record.ts'
import type { RunFilter, RunStore } from '../../src/research/run-store.ts'

/** A record with everything in it that may be left as it is. */
export function makeRecord(change: Partial<RunRecord> & { readonly id: string }): RunRecord {
  return {
    type: 'backtest',
    name: 'a run',
    createdAt: 1_700_000_000_000,
    durationMs: 12.5,
    status: 'ok',
    error: null,
    strategy: 'ma_crossover',
    family: 'ma_crossover',
    module: null,
    params: { fast: 5, slow: 20 },
    symbols: ['BTC/EUR'],
    timeframe: '1h',
    bars: 1000,
    data: 'd1',
    location: null,
    settings: { capital: 10_000 },
    options: {},
    functions: [],
    seed: null,
    version: '1.0.0',
    code: '',
    trials: 1,
    metrics: { sharpe: 1, totalReturn: 0.1, maxDrawdown: 0.2 },
    result: 'r1',
    parts: [],
    parent: null,
    tags: [],
    artifacts: [],
    ...change,
  }
}

const idsOf = (records: readonly RunRecord[]) => records.map(({ id }) => id)
const sharpes = (values: readonly number[]) => values.map((sharpe, k) => makeRecord({ id: `run-${k}`, metrics: { sharpe } }))
const hashes = (numbers: readonly number[]) => numbers.map(number => fingerprint({ number }))

/** What every run store must do. */
export function testRunStore(name: string, open: () => RunStore): void {
  describe(`${name}, as a run store`, () => {
    let store: RunStore
    beforeEach(() => {
      store = open()
    })
    afterEach(() => store.close())
    const addAll = (records: readonly RunRecord[]) => {
      for (const record of records) store.add({ record })
    }

    it('gives nothing when it is empty', () => {
      expect(store.get('nothing')).toBeUndefined()
      expect(store.list()).toEqual({ records: [], next: null })
      expect(store.count()).toBe(0)
      expect(store.distinct('strategy')).toEqual([])
      expect(store.distinct('tag')).toEqual([])
      expect(store.trials({ data: 'd', family: 'f' })).toBe(0)
      expect([...store.each()]).toEqual([])
    })

    it('gives back what it was given, to the bit', () => {
      const record = makeRecord({
        id: 'odd-1',
        name: '夜の "run" \u0000\ud800 😀 \'; DROP TABLE runs; --',
        createdAt: -5,
        durationMs: Number.NaN,
        params: { $number: 'NaN', $$deep: { $column: [1] }, none: null, list: [Number.NaN, -0, { $a: 1 }], ['__proto__']: 3 },
        metrics: {
          sharpe: Number.NaN,
          totalReturn: Number.POSITIVE_INFINITY,
          maxDrawdown: -0,
          tiny: 5e-324,
          $odd: 0.1 + 0.2,
          ['__proto__']: 1,
        },
        options: { column: Float64Array.of(1, Number.NaN, -0, Number.NEGATIVE_INFINITY) },
        seed: 'seed',
        symbols: ['Ω/€', 'BTC/EUR'],
        tags: ['a b', '標'],
        parts: [{ name: 'equity', length: 3, digests: ['00000000'] }],
        artifacts: [{ kind: 'report', path: '/tmp/ü.html', sha256: 'ab', bytes: 3 }],
        location: { kind: 'synthetic', options: { seed: 1, length: 3 } },
      })
      store.add({ record })
      const again = store.get('odd-1') as RunRecord
      expect(again).toEqual(record)
      expect(Object.is(again.metrics.maxDrawdown, -0)).toBe(true)
      expect(Object.is((again.params.list as number[])[1], -0)).toBe(true)
      expect(again.options.column).toBeInstanceOf(Float64Array)
      expect(Object.getPrototypeOf(again.metrics)).toBe(Object.prototype)
      expect(store.list().records).toEqual([record])
      expect(store.list({ text: '夜の "RUN"' }).records).toHaveLength(1)
      expect(store.list({ symbols: ['Ω/€'] }).records).toHaveLength(1)
    })

    it('keeps huge values', () => {
      const params = { text: 'x'.repeat(3_000_000), numbers: Array.from({ length: 10_000 }, (_, k) => k / 3) }
      store.add({ record: makeRecord({ id: 'huge', params }) })
      expect(store.get('huge')?.params).toEqual(params)
    })

    it('is not changed by changing what was added', () => {
      const params: Record<string, unknown> = { fast: 5 }
      store.add({ record: makeRecord({ id: 'a', params }) })
      params.fast = 99
      expect(store.get('a')?.params).toEqual({ fast: 5 })
    })

    it.each([
      [{ id: '' }, 'run-store/record'],
      [{ id: '../up' }, 'run-store/record'],
      [{ id: 'a', type: 'portfolio' as never }, 'run-store/type'],
      [{ id: 'a', name: '' }, 'run-store/record'],
      [{ id: 'a', createdAt: Number.NaN }, 'run-store/record'],
      [{ id: 'a', createdAt: 1.5 }, 'run-store/record'],
      [{ id: 'a', status: 'done' as never }, 'run-store/record'],
      [{ id: 'a', metrics: { sharpe: '1' as never } }, 'run-store/record'],
      [{ id: 'a', tags: [' a'] }, 'run-store/tag'],
      [{ id: 'a', tags: [''] }, 'run-store/tag'],
      [{ id: 'a', symbols: [''] }, 'run-store/record'],
      [{ id: 'a', parent: 'a' }, 'run-store/record'],
      [{ id: 'a', family: undefined as never }, 'run-store/record'],
    ])('refuses %j with %s', (change, code) => {
      expect(() => store.add({ record: makeRecord(change) })).toThrow(expect.objectContaining({ code }))
      expect(store.count()).toBe(0)
    })

    it('suggests the run type that was meant', () => {
      expect(() => store.add({ record: makeRecord({ id: 'a', type: 'back_test' as never }) })).toThrow('did you mean "backtest"?')
    })

    it('adds all or nothing', () => {
      store.add({ record: makeRecord({ id: 'taken' }) })
      const record = makeRecord({ id: 'sweep', type: 'sweep' })
      const tried = { data: 'd', family: 'f', fingerprints: hashes([1, 2]) }
      const children = ['x', 'y', 'taken'].map(id => makeRecord({ id, type: 'sweep_run', parent: 'sweep' }))
      expect(() => store.add({ record, children, tried })).toThrow(expect.objectContaining({ code: 'run-store/duplicate' }))
      expect(() => store.add({ record, children: [children[0], children[0]] })).toThrow(
        expect.objectContaining({ code: 'run-store/duplicate' }),
      )
      function* broken() {
        yield hashes([7])[0]
        throw new RangeError('half way')
      }
      expect(() => store.add({ record, tried: { ...tried, fingerprints: broken() } })).toThrow('half way')
      expect(() => store.add({ record, tried: { ...tried, fingerprints: ['short'] } })).toThrow(
        expect.objectContaining({ code: 'run-store/fingerprint' }),
      )
      expect(store.count()).toBe(1)
      expect(store.trials(tried)).toBe(0)
      store.add({ record, children: children.slice(0, 2), tried })
      expect(store.count()).toBe(4)
      expect(store.trials(tried)).toBe(2)
    })

    it('sorts with unknown values last, both ways, ties in the order in which they were added', () => {
      addAll(sharpes([1, Number.NaN, 3, 1, Number.NEGATIVE_INFINITY, Number.NaN, Number.POSITIVE_INFINITY, -0, 0]))
      expect(idsOf(store.list({ sort: 'sharpe', order: 'asc' }).records).join()).toBe(
        ['run-4', 'run-7', 'run-8', 'run-0', 'run-3', 'run-2', 'run-6', 'run-1', 'run-5'].join(),
      )
      expect(idsOf(store.list({ sort: 'sharpe' }).records).join()).toBe(
        ['run-6', 'run-2', 'run-3', 'run-0', 'run-8', 'run-7', 'run-4', 'run-5', 'run-1'].join(),
      )
    })

    it('sorts by metrics that have no place of their own', () => {
      const values = [2, Number.NaN, 3, Number.POSITIVE_INFINITY, -0]
      addAll(values.map((value, k) => makeRecord({ id: `run-${k}`, metrics: { 'odd "$.x"': value, $cash: value, ['__proto__']: value } })))
      store.add({ record: makeRecord({ id: 'without', metrics: {} }) })
      for (const sort of ['odd "$.x"', '$cash', '__proto__'])
        expect(idsOf(store.list({ sort, order: 'asc' }).records)).toEqual(['run-4', 'run-0', 'run-2', 'run-3', 'run-1', 'without'])
      expect(idsOf(store.list({ metrics: { 'odd "$.x"': { min: 0, max: 2.5 } }, order: 'asc' }).records)).toEqual(['run-0', 'run-4'])
      expect(store.count({ metrics: { toString: { min: -1e300 } } })).toBe(0)
    })

    it.each([1, 2, 3, 100])('gives pages of %i that make up the whole', limit => {
      addAll(sharpes([1, Number.NaN, 3, 1, 1, 1, Number.NaN, Number.NEGATIVE_INFINITY]))
      for (const sort of ['sharpe', 'createdAt', 'unknown'])
        for (const order of ['asc', 'desc'] as const) {
          const whole = idsOf(store.list({ sort, order }).records)
          expect(idsOf([...store.each({ sort, order, limit })])).toEqual(whole)
          expect(new Set(whole).size).toBe(8)
        }
      expect(store.list({ limit: 8 }).next).toBeNull()
      expect(store.list({ limit: 7 }).next).not.toBeNull()
    })

    it('filters', () => {
      addAll([
        makeRecord({ id: 'a', strategy: 's1', family: 'f1', symbols: ['A', 'B'], tags: ['x', 'y'], createdAt: 10, metrics: { sharpe: 1 } }),
        makeRecord({
          id: 'b',
          strategy: 's2',
          family: 'f1',
          symbols: ['B'],
          tags: ['y'],
          createdAt: 20,
          metrics: { sharpe: 2 },
          data: 'd2',
        }),
        makeRecord({ id: 'c', type: 'sweep', symbols: ['C'], status: 'failed', error: 'no', createdAt: 30, metrics: {}, timeframe: '1d' }),
        makeRecord({ id: 'd', type: 'sweep_run', parent: 'c', name: 'ÄPFEL_%', createdAt: 40, metrics: { sharpe: Number.NaN } }),
      ])
      const found = (query: Parameters<RunStore['list']>[0]) => {
        const ids = idsOf(store.list({ order: 'asc', ...query }).records).join('')
        expect(store.count(query)).toBe(ids.length)
        return ids
      }
      expect(found({})).toBe('abcd')
      expect(found({ types: ['sweep', 'sweep_run'] })).toBe('cd')
      expect(found({ types: [] })).toBe('')
      expect(found({ tags: [] })).toBe('')
      expect(found({ strategies: ['s2', 's1', 's1'] })).toBe('ab')
      expect(found({ families: ['f1'], strategies: ['s2'] })).toBe('b')
      expect(found({ symbols: ['A', 'B'] })).toBe('ab')
      expect(found({ symbols: ['B'], tags: ['x'] })).toBe('a')
      expect(found({ tags: ['x', 'y'] })).toBe('ab')
      expect(found({ timeframes: ['1d'] })).toBe('c')
      expect(found({ statuses: ['failed'] })).toBe('c')
      expect(found({ data: 'd2' })).toBe('b')
      expect(found({ parent: 'c' })).toBe('d')
      expect(found({ parent: null })).toBe('abc')
      expect(found({ createdFrom: 20, createdTo: 30 })).toBe('bc')
      expect(found({ metrics: { sharpe: { min: 1 } } })).toBe('ab')
      expect(found({ metrics: { sharpe: { max: 1 } } })).toBe('a')
      expect(found({ metrics: { sharpe: {} } })).toBe('ab')
      expect(found({ text: 'äpfel_%' })).toBe('d')
      expect(found({ text: '' })).toBe('abcd')
      expect(found({ strategies: Array.from({ length: 600 }, (_, k) => `s${k}`) })).toBe('ab')
      expect(store.distinct('strategy')).toEqual(['ma_crossover', 's1', 's2'])
      expect(store.distinct('symbol')).toEqual(['A', 'B', 'BTC/EUR', 'C'])
      expect(store.distinct('tag')).toEqual(['x', 'y'])
      expect(store.distinct('type')).toEqual(['backtest', 'sweep', 'sweep_run'])
      expect(store.distinct('family')).toEqual(['f1', 'ma_crossover'])
      expect(store.distinct('timeframe')).toEqual(['1d', '1h'])
    })

    it('compares metrics and texts', () => {
      const values = [1, 2, 3, Number.NaN, Number.POSITIVE_INFINITY, -0]
      addAll(values.map((value, k) => makeRecord({ id: `run-${k}`, metrics: { sharpe: value, 'odd "$.x"': value } })))
      addAll([
        makeRecord({ id: 'A', name: 'ÄPFEL_%\u0000b', strategy: 'other', parent: 'run-0', metrics: {} }),
        makeRecord({ id: 'B', name: 'apfel', strategy: "it's", parent: 'run-1', type: 'sweep', metrics: {} }),
      ])
      const found = (filter: RunFilter) => {
        const ids = idsOf(store.list({ order: 'asc', sort: 'bars', ...filter }).records)
        expect(store.count(filter)).toBe(ids.length)
        return ids.map(id => id.replace('run-', '')).join('')
      }
      for (const metric of ['sharpe', 'odd "$.x"']) {
        expect(found({ metrics: { [metric]: { above: 1, below: 3 } } })).toBe('1')
        expect(found({ metrics: { [metric]: { above: 2 } } })).toBe('24')
        expect(found({ metrics: { [metric]: { is: 0 } } })).toBe('5')
        expect(found({ metrics: { [metric]: { is: Number.POSITIVE_INFINITY } } })).toBe('4')
        expect(found({ metrics: { [metric]: { not: [1, 3] } } })).toBe('145')
        expect(found({ metrics: { [metric]: { min: 1, max: 3, not: [2] } } })).toBe('02')
      }
      expect(found({ fields: { strategy: { is: "it's" } } })).toBe('B')
      expect(found({ fields: { strategy: { not: ["it's", 'ma_crossover'] } } })).toBe('A')
      expect(found({ fields: { strategy: { startsWith: 'ma_' } } })).toBe('012345')
      expect(found({ fields: { strategy: { startsWith: 'MA_' } } })).toBe('')
      expect(found({ fields: { name: { startsWith: 'äpfel_%\u0000B' } } })).toBe('A')
      expect(found({ fields: { name: { is: 'APFEL' } } })).toBe('B')
      expect(found({ fields: { parent: { startsWith: 'run-' } } })).toBe('AB')
      expect(found({ fields: { parent: { not: ['run-0'] } } })).toBe('012345B')
      expect(found({ fields: { type: { is: 'backtest' }, id: { startsWith: 'run-', not: ['run-3'] } } })).toBe('01245')
      expect(found({ strategies: ['other', "it's"], fields: { type: { is: 'sweep' }, data: undefined } })).toBe('B')
    })

    it.each([
      [{ fields: { strateg: { is: 'a' } } as never }, 'run-query/fields'],
      [{ fields: { strategy: { like: 'a' } as never } }, 'run-query/fields'],
      [{ fields: { type: { is: 'backtests' } } }, 'run-store/type'],
      [{ metrics: { sharpe: { above: '1' as never } } }, 'run-query/metrics'],
      [{ limit: 0 }, 'run-query/limit'],
      [{ limit: 10_001 }, 'run-query/limit'],
      [{ order: 'up' as never }, 'run-query/order'],
      [{ sort: '' }, 'run-query/sort'],
      [{ typ: ['backtest'] } as never, 'run-query/unknown'],
      [{ types: ['backtests' as never] }, 'run-store/type'],
      [{ tags: 'x' as never }, 'run-query/list'],
      [{ metrics: { sharpe: { min: Number.NaN } } }, 'run-query/metrics'],
      [{ metrics: { sharpe: { least: 1 } as never } }, 'run-query/metrics'],
      [{ after: 'nonsense' }, 'run-query/after'],
      [{ after: '1/2/asc/sharpe', sort: 'sharpe' }, 'run-query/after'],
    ])('refuses the query %j with %s', (query, code) => {
      expect(() => store.list(query)).toThrow(expect.objectContaining({ code }))
    })

    it('counts distinct trials per data and family', () => {
      const scope = { data: 'd', family: 'f' }
      expect(store.recordTrials({ ...scope, fingerprints: hashes([1, 2, 2, 3]) })).toBe(3)
      expect(store.recordTrials({ ...scope, fingerprints: hashes([3, 4]) })).toBe(1)
      expect(store.recordTrials({ ...scope, fingerprints: [] })).toBe(0)
      expect(store.recordTrials({ data: 'd', family: 'g', fingerprints: hashes([1]) })).toBe(1)
      expect(store.recordTrials({ data: 'e', family: 'f', fingerprints: hashes([1]) })).toBe(1)
      expect(store.trials(scope)).toBe(4)
      expect(store.trials({ data: 'd', family: 'g' })).toBe(1)
    })

    it('changes tags', () => {
      store.add({ record: makeRecord({ id: 'a', tags: ['z', 'a', 'a'] }) })
      expect(store.get('a')?.tags).toEqual(['a', 'z'])
      expect(store.tag('a', { add: ['new', 'z'], remove: ['a', 'never'] }).tags).toEqual(['new', 'z'])
      expect(store.get('a')?.tags).toEqual(['new', 'z'])
      expect(idsOf(store.list({ tags: ['new'], sort: 'sharpe' }).records)).toEqual(['a'])
      expect(store.count({ tags: ['a'] })).toBe(0)
      expect(() => store.tag('b', { add: ['x'] })).toThrow(expect.objectContaining({ code: 'run-store/unknown' }))
      expect(() => store.tag('a', { add: [' x'] })).toThrow(expect.objectContaining({ code: 'run-store/tag' }))
    })

    it('removes a run with those that belong to it, and leaves its trials counted', () => {
      const record = makeRecord({ id: 'sweep', type: 'sweep', tags: ['t'] })
      const children = ['x', 'y'].map(id => makeRecord({ id, type: 'sweep_run', parent: 'sweep' }))
      store.add({ record, children, tried: { data: 'd', family: 'f', fingerprints: hashes([1, 2]) } })
      store.add({ record: makeRecord({ id: 'other' }) })
      expect(store.remove('nothing')).toBe(false)
      expect(store.remove('sweep')).toBe(true)
      expect(idsOf(store.list().records)).toEqual(['other'])
      expect(store.count({ tags: ['t'] })).toBe(0)
      expect(store.distinct('tag')).toEqual([])
      expect(store.trials({ data: 'd', family: 'f' })).toBe(2)
    })

    it('closes twice, and says so afterwards', () => {
      store.close()
      store.close()
      for (const use of [
        () => store.list(),
        () => store.get('a'),
        () => store.add({ record: makeRecord({ id: 'a' }) }),
        () => store.count(),
      ])
        expect(use).toThrow(expect.objectContaining({ code: 'run-store/closed' }))
    })
  })
}
