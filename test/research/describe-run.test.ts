import { describe, expect, it } from 'vitest'
import { fingerprint } from '../../src/base/fingerprint.ts'
import { backtest } from '../../src/engine/backtest.ts'
import { fingerprintBars } from '../../src/market/fingerprint-bars.ts'
import { syntheticBars } from '../../src/market/synthetic.ts'
import { describeRun, familyOf, fingerprintStrategy } from '../../src/research/describe-run.ts'
import { memoryRunStore } from '../../src/research/memory-run-store.ts'
import { runKinds } from '../../src/research/run-kinds.ts'
import { sweep } from '../../src/research/sweep.ts'
import { MaCrossover } from '../../src/strategies/library/ma-crossover.ts'
import { RsiReversion } from '../../src/strategies/library/rsi-reversion.ts'

const bars = syntheticBars({ seed: 4, length: 900, symbol: 'BTC/EUR' })
const context = { id: 'run-1', createdAt: 1000, version: '1.2.3' }
const grid = { fast: [5, 10], slow: [20, 40] }
const swept = (options: object, more = {}) => {
  const run = { type: 'sweep', strategy: MaCrossover, bars, options, result: sweep(MaCrossover, bars, options as never) } as const
  return describeRun(run, { ...context, ...more })
}
const tested = (params: object, id = 'run-1', costs = {}) => {
  const options = { params, costs } as object
  return describeRun(
    { type: 'backtest', strategy: MaCrossover, bars, options, result: backtest(MaCrossover, bars, options) },
    { ...context, id },
  )
}

describe('describeRun', () => {
  it('says what a backtest ran on, what it was asked, and what it came to', () => {
    const options = { params: { fast: 5 }, costs: { feeBps: 10 }, exits: { stopLoss: 0.02 } }
    const result = backtest(MaCrossover, bars, options)
    const notes = { durationMs: 3, tags: ['x'], location: { kind: 'file', path: '/p.csv', options: {} } } as const
    const { record } = describeRun({ type: 'backtest', strategy: MaCrossover, bars, options, result }, { ...context, ...notes })
    expect(record).toMatchObject({
      id: 'run-1',
      type: 'backtest',
      name: 'backtest_ma_crossover_BTC/EUR',
      createdAt: 1000,
      durationMs: 3,
      status: 'ok',
      error: null,
      strategy: 'ma_crossover',
      family: 'ma_crossover',
      params: { fast: 5, slow: 50 },
      symbols: ['BTC/EUR'],
      timeframe: '1h',
      bars: 900,
      data: fingerprintBars(bars),
      location: notes.location,
      settings: { capital: 10_000, costs: { feeBps: 10, slippageBps: 0 }, exits: { stopLoss: 0.02 } },
      version: '1.2.3',
      trials: 1,
      parent: null,
      tags: ['x'],
    })
    expect(record.metrics.sharpe).toBe(result.summary.sharpe)
    expect(record.metrics.finalEquity).toBe(result.equity[899])
    expect(record.parts.map(({ name, length }) => [name, length])).toEqual([
      ['equity', 900],
      ['fills', result.fills.length],
      ['summary', 1],
    ])
  })

  it('has another result fingerprint when one bit of the equity is another one', () => {
    const result = backtest(MaCrossover, bars)
    const equity = Float64Array.from(result.equity)
    equity[500] *= 1 + 2 ** -52
    const of = (given: object) =>
      describeRun({ type: 'backtest', strategy: MaCrossover, bars, options: {}, result: given }, context).record.result
    expect(of({ ...result, equity })).not.toBe(of(result))
    expect(of(backtest(MaCrossover, bars))).toBe(of(result))
  })

  it('counts a parameter set once, wherever it was tried and with defaults left out or not', () => {
    const store = memoryRunStore()
    const scope = { data: fingerprintBars(bars), family: 'ma_crossover' }
    store.add(swept({ grid }))
    expect(store.trials(scope)).toBe(4)
    store.add(swept({ grid }, { id: 'again' }))
    store.add(tested({ fast: 5, slow: 20 }, 'known'))
    expect(store.trials(scope)).toBe(4)
    store.add(tested({}, 'default'))
    expect(store.trials(scope)).toBe(5)
    store.add(swept({ grid: { fast: [20, 30] } }, { id: 'one-new' }))
    expect(store.trials(scope)).toBe(6)
    store.add(tested({}, 'costs', { feeBps: 1 }))
    expect(store.trials(scope)).toBe(7)
    const options = { grid, train: 300, test: 100 }
    const result = runKinds.walk_forward.run(MaCrossover, bars, options)
    store.add(describeRun({ type: 'walk_forward', strategy: MaCrossover, bars, options, result }, { ...context, id: 'walk' }))
    expect(store.trials(scope)).toBe(7)
    expect(store.get('walk')?.trials).toBe(4)
  })

  it('keeps combinations as rows that agree with single backtests', () => {
    expect(swept({ grid }).children).toEqual([])
    const { record, children = [] } = swept({ grid, costs: { feeBps: 10 } }, { keep: 'all', tags: ['t'] })
    expect(children.map(({ id }) => id)).toEqual(['run-1-0', 'run-1-1', 'run-1-2', 'run-1-3'])
    for (const child of children) {
      expect(child).toMatchObject({ type: 'sweep_run', parent: record.id, trials: 1, data: record.data, settings: record.settings })
      const { summary } = backtest(MaCrossover, bars, { params: child.params, costs: { feeBps: 10 } })
      for (const [name, value] of Object.entries(child.metrics)) expect(value).toBe(summary[name as 'sharpe'])
    }
    expect(swept({ grid, top: 2 }, { keep: 'top' }).children).toHaveLength(2)
  })

  it('counts a set once for each of its settings, and shows those of the best', () => {
    const settings = { 'exits.stopLoss': [null, 0.01, 0.02] }
    const store = memoryRunStore()
    const entry = swept({ grid, settings, costs: { feeBps: 10 } }, { keep: 'all' })
    store.add(entry)
    const scope = { data: fingerprintBars(bars), family: 'ma_crossover' }
    expect([entry.record.trials, store.trials(scope)]).toEqual([12, 12])
    store.add(swept({ grid, costs: { feeBps: 10 } }, { id: 'without-stops' }))
    expect(store.trials(scope)).toBe(12)
    const { children = [] } = entry
    for (const { params, settings: own, metrics } of children) {
      const { summary } = backtest(MaCrossover, bars, { params, ...own } as object)
      for (const [name, value] of Object.entries(metrics)) expect(value).toBe(summary[name as 'sharpe'])
    }
    expect(new Set(children.map(({ settings: own }) => fingerprint(own))).size).toBe(3)
    const best = backtest(MaCrossover, bars, { params: entry.record.params, ...entry.record.settings } as object)
    expect(best.summary.sharpe).toBe(entry.record.metrics.sharpe)
  })

  it('shows the best of a sweep, and how many it is the best of', () => {
    const { record } = swept({ grid, objective: 'totalReturn' })
    const all = swept({ grid }, { keep: 'all' }).children ?? []
    expect(record.metrics.totalReturn).toBe(Math.max(...all.map(({ metrics }) => metrics.totalReturn)))
    expect(record.trials).toBe(4)
    expect(record.params).toEqual(all.find(({ metrics }) => metrics.totalReturn === record.metrics.totalReturn)?.params)
  })

  it('describes a run that failed, even for reasons that lie in its inputs', () => {
    const options = { params: { fast: -1 }, costs: { feeBps: -5 } }
    const entry = describeRun({ type: 'backtest', strategy: MaCrossover, bars, options, error: new Error('bad') }, context)
    expect(entry.record).toMatchObject({
      status: 'failed',
      error: 'bad',
      params: { fast: -1 },
      metrics: {},
      result: '',
      parts: [],
      trials: 0,
    })
    expect(entry.tried).toBeUndefined()
    const store = memoryRunStore()
    store.add(entry)
    expect(store.count({ statuses: ['failed'] })).toBe(1)
  })

  it('finds the seed, also of paths', () => {
    const options = { monteCarlo: { seed: 'x', paths: 10 } }
    const result = runKinds.monte_carlo.run(MaCrossover, bars, options)
    expect(describeRun({ type: 'monte_carlo', strategy: MaCrossover, bars, options, result }, context).record.seed).toBe('x')
  })
})

describe('familyOf', () => {
  it('is what the strategy says, or its id', () => {
    class Variant extends MaCrossover {
      static readonly family = 'averages'
    }
    expect(familyOf(Variant)).toBe('averages')
    expect(familyOf(MaCrossover)).toBe('ma_crossover')
  })
})

describe('fingerprintStrategy', () => {
  it('follows the source of a class and of what it extends', () => {
    class Same extends MaCrossover {}
    expect(fingerprintStrategy(MaCrossover)).toBe(fingerprintStrategy(MaCrossover))
    expect(fingerprintStrategy(MaCrossover)).not.toBe(fingerprintStrategy(RsiReversion))
    expect(fingerprintStrategy(Same)).not.toBe(fingerprintStrategy(MaCrossover))
    expect(fingerprintStrategy(Same)).not.toBe(fingerprint([String(Same)]))
  })
})
