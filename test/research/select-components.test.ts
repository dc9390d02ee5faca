import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { syntheticBars } from '../../src/market/synthetic.ts'
import { describeRun } from '../../src/research/describe-run.ts'
import type { RunRecord } from '../../src/research/run-record.ts'
import { type SelectComponentsOptions, selectComponents } from '../../src/research/select-components.ts'
import { sweep } from '../../src/research/sweep.ts'
import { MaCrossover } from '../../src/strategies/library/ma-crossover.ts'

const options = { grid: { fast: [5], slow: [20] }, exits: { stopLoss: 0.05 } }
const bars = syntheticBars({ seed: 1, length: 100, symbol: 'X' })
const [template] = [
  describeRun(
    { type: 'sweep', strategy: MaCrossover, bars, options, result: sweep(MaCrossover, bars, options) },
    { id: 't', createdAt: 0, version: '1' },
  ).record,
]

let count = 0
const row = (symbol: string, strategy: string, sharpe: number, more: Partial<RunRecord> = {}): RunRecord => ({
  ...template,
  id: `run-${count++}`,
  symbols: [symbol],
  strategy,
  metrics: { sharpe, totalReturn: sharpe / 10, maxDrawdown: 1 / (2 + sharpe) },
  params: { value: sharpe },
  ...more,
})
const pick = (rows: readonly RunRecord[], more: SelectComponentsOptions = {}) =>
  selectComponents(rows, more).components.map(({ symbol, strategy, score }) => `${symbol} ${strategy} ${score}`)

describe('selectComponents', () => {
  const rows = [row('A', 'x', 1), row('A', 'y', 3), row('B', 'y', 2), row('C', 'y', 1.5), row('D', 'y', 1.4), row('D', 'x', 0.5)]

  it('takes the best first, as long as the caps leave room', () => {
    // D is left for x, because y has had three by then.
    expect(pick(rows)).toEqual(['A y 3', 'B y 2', 'C y 1.5', 'D x 0.5'])
    expect(pick(rows, { maxPerStrategy: 1 })).toEqual(['A y 3', 'D x 0.5'])
    expect(pick(rows, { maxPerSymbol: 2 })).toEqual(['A y 3', 'B y 2', 'C y 1.5', 'A x 1', 'D x 0.5'])
    expect(pick(rows, { maxTotal: 2 })).toEqual(['A y 3', 'B y 2'])
    expect(pick([])).toEqual([])
  })

  it('of risks the smallest lead', () => {
    expect(pick([row('A', 'x', 1), row('B', 'x', 3)], { metric: 'maxDrawdown' })).toEqual(['B x 0.2', `A x ${1 / 3}`])
  })

  it('keeps what the runs ran with', () => {
    const params = { fast: 7, flag: true, word: 'ü' }
    const { components, trials, metric } = selectComponents([row('A', 'x', 1, { params, trials: 12 })])
    expect(components[0]).toMatchObject({ params, exits: { stopLoss: 0.05 }, timeframe: template.timeframe })
    expect([trials, metric]).toEqual([12, 'sharpe'])
  })

  it.each<[string, SelectComponentsOptions, string[]]>([
    ['minSharpe', { minSharpe: 2 }, ['A y 3', 'B y 2']],
    ['minReturn', { minReturn: 0.2 }, ['A y 3', 'B y 2']],
    ['strategies', { strategies: ['x'] }, ['A x 1', 'D x 0.5']],
    ['symbols', { symbols: ['C'] }, ['C y 1.5']],
    ['timeframes', { timeframes: ['1w'] }, []],
    ['tag', { tag: 'mine' }, []],
    ['types', { types: ['backtest'] }, []],
  ])('%s', (_name, more, expected) => {
    expect(pick(rows, more)).toEqual(expected)
  })

  it.each([
    ['failed', { status: 'failed' }],
    ['without a strategy', { strategy: '' }],
    ['on two symbols', { symbols: ['A', 'B'] }],
    ['of another type', { type: 'backtest' }],
    ['without the metric', { metrics: {} }],
    ['with an unknown metric', { metrics: { sharpe: Number.NaN } }],
    ['with an endless metric', { metrics: { sharpe: Number.POSITIVE_INFINITY } }],
    ['over settings', { options: { settings: { 'exits.stopLoss': [0.1, 0.2] } } }],
  ] as const)('leaves out runs %s', (_name, more) => {
    expect(pick([row('A', 'x', 9, more as Partial<RunRecord>), row('B', 'x', 1)])).toEqual(['B x 1'])
  })

  it('rows of a sweep over settings are left out with it', () => {
    const parent = row('A', 'x', 1, { options: { settings: { 'exits.stopLoss': [0.1] } } })
    expect(pick([parent, row('A', 'x', 2, { type: 'sweep_run', parent: parent.id })])).toEqual([])
  })

  it('counts a row of a sweep once, and the same parameters once', () => {
    const parent = row('A', 'x', 2, { trials: 20, params: { a: 1, b: 2 } })
    const child = row('A', 'x', 2, { type: 'sweep_run', parent: parent.id, params: { b: 2, a: 1 } })
    const alone = row('B', 'x', 1, { type: 'sweep_run', parent: 'gone' })
    const { components, trials } = selectComponents([parent, child, alone], { maxPerSymbol: 5 })
    expect(components).toHaveLength(2)
    expect(trials).toBe(21)
  })

  it('all have the timeframe of the best', () => {
    expect(pick([row('A', 'x', 1), row('B', 'x', 3, { timeframe: '1d' }), row('C', 'x', 2)])).toEqual(['B x 3'])
  })

  it('never goes beyond its caps, and leaves nothing out that would fit', () => {
    const any = fc.array(fc.tuple(fc.constantFrom('A', 'B', 'C'), fc.constantFrom('x', 'y', 'z'), fc.integer({ min: -3, max: 3 })), {
      maxLength: 30,
    })
    fc.assert(
      fc.property(
        any,
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 8 }),
        (list, maxPerSymbol, maxPerStrategy, maxTotal) => {
          const records = list.map(([symbol, strategy, score], k) => row(symbol, strategy, score, { params: { k } }))
          const { components } = selectComponents(records, { maxPerSymbol, maxPerStrategy, maxTotal })
          const of = (name: 'symbol' | 'strategy', value: string) => components.filter(one => one[name] === value).length
          for (const { symbol, strategy } of components) {
            expect(of('symbol', symbol)).toBeLessThanOrEqual(maxPerSymbol)
            expect(of('strategy', strategy)).toBeLessThanOrEqual(maxPerStrategy)
          }
          expect(components.length).toBeLessThanOrEqual(maxTotal)
          const left = records.filter(({ id }) => !components.some(({ run }) => run === id))
          if (components.length < maxTotal)
            for (const { symbols, strategy } of left)
              expect(of('symbol', symbols[0]) >= maxPerSymbol || of('strategy', strategy) >= maxPerStrategy).toBe(true)
        },
      ),
    )
  })

  it.each([{ metric: 'trades' }, { metric: 'nothing' }, { maxPerSymbol: 0 }, { maxPerStrategy: 1.5 }, { maxTotal: Number.NaN }])(
    'refuses %j',
    more => {
      expect(() => selectComponents([], more)).toThrow(expect.objectContaining({ code: 'recipe/selection' }))
    },
  )
})
