import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { version } from '../../../src/edge/cli/version.ts'
import { recordRun, trackRun } from '../../../src/edge/registry/track-run.ts'
import { backtest } from '../../../src/engine/backtest.ts'
import { OrderStrategy } from '../../../src/engine/orders/order-strategy.ts'
import { syntheticBars } from '../../../src/market/synthetic.ts'
import { memoryRunStore } from '../../../src/research/memory-run-store.ts'
import { sweep } from '../../../src/research/sweep.ts'
import { MaCrossover } from '../../../src/strategies/library/ma-crossover.ts'

const bars = syntheticBars({ seed: 4, length: 500 })

describe('trackRun', () => {
  it('gives the result of the run and a record with time, version and duration', () => {
    const store = memoryRunStore()
    const before = Date.now()
    const { result, record } = trackRun(store, {
      type: 'backtest',
      strategy: MaCrossover,
      bars,
      options: { params: { fast: 5 } },
      tags: ['x'],
    })
    expect(result.equity).toEqual(backtest(MaCrossover, bars, { params: { fast: 5 } }).equity)
    expect(store.get(record.id)).toEqual(record)
    expect(record).toMatchObject({ version, tags: ['x'], status: 'ok' })
    expect(record.createdAt).toBeGreaterThanOrEqual(before)
    expect(record.durationMs).toBeGreaterThan(0)
    expect(store.trials(record)).toBe(1)
  })

  it('counts trials over sessions and types', () => {
    const store = memoryRunStore()
    const options = { grid: { fast: [5, 10], slow: [20, 40, 60] } }
    const { record, result } = trackRun(store, { type: 'sweep', strategy: MaCrossover, bars, options, keep: 'all' })
    expect(result).toEqual(sweep(MaCrossover, bars, options))
    trackRun(store, { type: 'cross_validation', strategy: MaCrossover, bars, options })
    trackRun(store, { type: 'stress', strategy: MaCrossover, bars, options: { params: { fast: 5, slow: 20 }, seed: 1, severities: [0.2] } })
    expect(store.trials(record)).toBe(6)
    expect(store.count({ parent: record.id })).toBe(6)
    expect(store.count({ parent: null })).toBe(3)
  })

  it('records a failed run and throws its error on', () => {
    const store = memoryRunStore()
    expect(() => trackRun(store, { type: 'backtest', strategy: MaCrossover, bars, options: { params: { fast: -1 } } })).toThrow(
      expect.objectContaining({ code: 'strategy/params' }),
    )
    const [record] = store.list().records
    expect(record).toMatchObject({ status: 'failed', error: expect.stringContaining('fast'), trials: 0 })
    expect(store.trials(record)).toBe(0)
  })

  it('takes strategies that place orders', () => {
    class Dip extends OrderStrategy {
      static override readonly id = 'dip'
      protected override onBar() {
        if (this.index === 3) this.buy({ quantity: 1 })
      }
    }
    const store = memoryRunStore()
    const { result, record } = trackRun(store, { type: 'backtest', strategy: Dip, bars, options: { costs: { feeBps: 10 } } })
    expect(result.orders).toHaveLength(1)
    expect(record.strategy).toBe('dip')
  })
})

describe('recordRun', () => {
  it('makes paths absolute', () => {
    const run = { type: 'backtest', strategy: MaCrossover, bars, options: {}, result: backtest(MaCrossover, bars) } as const
    const record = recordRun(memoryRunStore(), run, { location: { kind: 'file', path: 'prices.csv', options: {} } })
    expect(record.location).toEqual({ kind: 'file', path: resolve('prices.csv'), options: {} })
  })
})
