import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { writeCsv } from '../../../src/edge/files/csv.ts'
import { reproduce } from '../../../src/edge/registry/reproduce.ts'
import { trackRun } from '../../../src/edge/registry/track-run.ts'
import { openRunStore } from '../../../src/edge/sqlite/run-store.ts'
import { OrderStrategy } from '../../../src/engine/orders/order-strategy.ts'
import { syntheticBars } from '../../../src/market/synthetic.ts'
import { withOthers } from '../../../src/market/with-others.ts'
import { memoryRunStore } from '../../../src/research/memory-run-store.ts'
import type { RepeatableType } from '../../../src/research/run-kinds.ts'
import { MaCrossover } from '../../../src/strategies/library/ma-crossover.ts'
import { WeightedPair } from '../../../src/strategies/library/weighted-pair.ts'
import { Beside } from '../jobs/failing-strategies.ts'
import { MyAverage } from './my-strategies.ts'

const root = mkdtempSync(join(tmpdir(), 'peak-trade-reproduce-'))
afterAll(() => rmSync(root, { recursive: true }))

const made = { seed: 4, length: 700 } as const
const bars = syntheticBars(made)
const location = { kind: 'synthetic', options: made } as const
const grid = { fast: [5, 10, 30], slow: [20, 40] }
const where = ({ fast, slow }: { readonly fast: number; readonly slow: number }) => fast < slow
const trading = { capital: 5000, costs: { feeBps: 10 }, exits: { stopLoss: 0.05 }, sizing: { fraction: 0.5 } }

describe('reproduce', () => {
  const options: Readonly<Record<RepeatableType, object>> = {
    backtest: { ...trading, params: { fast: 5 } },
    sweep: { ...trading, grid, where, objective: 'totalReturn' },
    halving: { ...trading, grid, where, settings: { 'exits.stopLoss': [null, 0.02] } },
    walk_forward: { ...trading, grid, where, train: 200, test: 100, objective: 'calmar' },
    cross_validation: { ...trading, grid, where, groups: 5, purge: 3 },
    monte_carlo: { ...trading, params: { fast: 5 }, monteCarlo: { seed: 'x', paths: 50, method: 'block' } },
    monte_carlo_runs: { ...trading, method: 'params', seed: 3, paths: 5 },
    stress: { ...trading, params: { fast: 5 }, seed: 1, severities: [0.2], scenarios: ['gap_down', 'missing_data'] },
  }
  it.each(Object.keys(options) as RepeatableType[])('repeats a %s to the bit, out of a file', async type => {
    const store = openRunStore(join(root, type))
    const { record } = trackRun(store, { type, strategy: MaCrossover, bars, options: options[type] as never, location })
    const trials = store.trials(record)
    const again = await reproduce(store, record.id)
    expect(again).toMatchObject({ same: true, verdict: 'the same to the bit', difference: undefined, metrics: [], changed: [] })
    expect(again.record).toMatchObject({ type: 'reproduce', parent: record.id, result: record.result, trials: 0 })
    expect(store.get(again.record.id)?.metrics.same).toBe(1)
    expect(store.trials(record)).toBe(trials)
    store.close()
  })

  it.each([
    { grid, where, settings: { 'exits.stopLoss': [0.01, null, 0.02], 'costs.feeBps': [0, 20] } },
    { grid: { fast: [5, 10] }, settings: { 'sizing.units': [null, 10] } },
    { candidates: [{ fast: 5 }, { slow: 90 }], where, settings: { 'sizing.fraction': [0.2, null], capital: [1000, 9000] } },
    { space: { fast: { from: 5, to: 40 }, slow: { from: 20, to: 60 } }, sample: { runs: 20, seed: 2 }, where },
  ])('repeats a search and each of its runs: %j', async search => {
    const store = memoryRunStore()
    const options = { exits: { takeProfit: 0.2 }, ...search } as object
    const { record, result } = trackRun(store, { type: 'sweep', strategy: MaCrossover, bars, options, location, keep: 'all' })
    expect(store.trials(record)).toBe(result.combinations)
    expect((await reproduce(store, record.id)).same).toBe(true)
    for (const { id } of store.list({ types: ['sweep_run'] }).records) expect((await reproduce(store, id)).same).toBe(true)
  })

  it('finds a strategy that only presets need', async () => {
    const store = memoryRunStore()
    const { record } = trackRun(store, { type: 'backtest', strategy: WeightedPair, bars, options: { params: { weight: 0.3 } }, location })
    expect((await reproduce(store, record.id)).same).toBe(true)
  })

  it('repeats paths of trades', async () => {
    const store = memoryRunStore()
    const options = { params: { fast: 5 }, of: 'trades', monteCarlo: { seed: 1, paths: 30, method: 'shuffle' } } as const
    const { record, result } = trackRun(store, { type: 'monte_carlo', strategy: MaCrossover, bars, options, location })
    expect(result.monteCarlo.length).toBe(result.backtest.trades.filter(({ exitReason }) => exitReason !== 'open').length)
    expect((await reproduce(store, record.id)).same).toBe(true)
  })

  it('repeats one combination of a sweep', async () => {
    const store = memoryRunStore()
    const { record } = trackRun(store, {
      type: 'sweep',
      strategy: MaCrossover,
      bars,
      options: { ...trading, grid, where },
      location,
      keep: 'all',
    })
    for (const { id } of store.list({ parent: record.id }).records) expect((await reproduce(store, id)).same).toBe(true)
  })

  it('reads bars and strategy from where they are', async () => {
    const path = join(root, 'prices.csv')
    await writeCsv(path, bars)
    const store = memoryRunStore()
    const module = { url: new URL('./my-strategies.ts', import.meta.url).href, name: 'MyAverage' }
    const notes = { location: { kind: 'file', path, options: { symbol: bars.symbol } }, module } as const
    const { record } = trackRun(store, { type: 'backtest', strategy: MyAverage, bars, options: {}, ...notes })
    expect((await reproduce(store, record.id)).same).toBe(true)
    await writeCsv(path, syntheticBars({ ...made, seed: 5 }))
    await expect(reproduce(store, record.id)).rejects.toMatchObject({
      code: 'reproduce/data',
      message: expect.stringContaining('other times or prices'),
    })
    rmSync(path)
    await expect(reproduce(store, record.id)).rejects.toMatchObject({ code: 'file/missing' })
  })

  it('reads the bars of other symbols from where they are', async () => {
    const store = memoryRunStore()
    const more = syntheticBars({ seed: 9, length: 600, symbol: 'OTHER' })
    const path = join(root, 'other.csv')
    await writeCsv(path, more)
    const other = { kind: 'file', path, options: { symbol: 'OTHER', timeframe: '1h', calendar: more.calendar } } as const
    const both = withOthers(bars, [more])
    const call = { type: 'walk_forward', strategy: Beside, bars: both, options: { grid: { lag: [1, 2] }, train: 300, test: 100 } } as const
    const { record } = trackRun(store, { ...call, location: { ...location, others: [other] } })
    expect((await reproduce(store, record.id, { strategy: Beside })).same).toBe(true)
    const alone = trackRun(store, { ...call, location }).record
    await expect(reproduce(store, alone.id, { strategy: Beside })).rejects.toMatchObject({ code: 'reproduce/data' })
  })

  it('repeats strategies that place orders', async () => {
    class Dip extends OrderStrategy {
      static override readonly id = 'dip'
      protected override onBar() {
        if (this.index % 50 === 3) this.buy({ quantity: 1, limit: 0.99 * this.close.value })
        if (this.index % 50 === 30) this.sell({ quantity: 1 })
      }
    }
    const store = memoryRunStore()
    const { record } = trackRun(store, { type: 'backtest', strategy: Dip, bars, options: { costs: { feeBps: 10 } }, location })
    await expect(reproduce(store, record.id)).rejects.toMatchObject({ code: 'reproduce/strategy' })
    expect((await reproduce(store, record.id, { strategy: Dip })).same).toBe(true)
  })

  it('says what differs first', async () => {
    const store = memoryRunStore()
    class Changed extends MyAverage {
      protected override decide() {
        return this.index > 400 ? 0 : super.decide()
      }
    }
    const { record } = trackRun(store, { type: 'backtest', strategy: MyAverage, bars, options: {}, location })
    const { same, verdict, difference, metrics, changed, record: again } = await reproduce(store, record.id, { strategy: Changed })
    expect(same).toBe(false)
    expect(changed).toEqual(['code'])
    expect(difference?.part).toBe('equity')
    expect(difference?.from).toBeLessThanOrEqual(402 + 50)
    expect(difference?.to).toBeGreaterThan(400)
    expect(metrics.map(({ name }) => name)).toContain('finalEquity')
    expect(verdict).toContain('equity differs, first within')
    expect(verdict).toContain('source of the strategy')
    expect(again.metrics.same).toBe(0)
  })

  it('asks for what no store can keep', async () => {
    const store = memoryRunStore()
    const objective = (summary: { readonly totalReturn: number }) => summary.totalReturn
    const call = {
      type: 'walk_forward',
      strategy: MaCrossover,
      bars,
      options: { grid, where, train: 300, test: 100, objective },
      location,
    } as const
    const { record } = trackRun(store, call)
    await expect(reproduce(store, record.id)).rejects.toMatchObject({
      code: 'reproduce/functions',
      message: expect.stringContaining('objective'),
    })
    expect((await reproduce(store, record.id, { functions: { objective } })).same).toBe(true)
  })

  it('refuses what it cannot repeat', async () => {
    const store = memoryRunStore()
    await expect(reproduce(store, 'none')).rejects.toMatchObject({ code: 'run-store/unknown' })
    const { record } = trackRun(store, { type: 'backtest', strategy: MaCrossover, bars, options: {} })
    await expect(reproduce(store, record.id)).rejects.toMatchObject({ code: 'reproduce/data' })
    const again = await reproduce(store, record.id, { bars })
    expect(again.same).toBe(true)
    await expect(reproduce(store, again.record.id)).rejects.toMatchObject({ code: 'reproduce/type' })
    await expect(reproduce(store, record.id, { bars: syntheticBars({ ...made, length: 600 }) })).rejects.toMatchObject({
      code: 'reproduce/data',
    })
    await expect(reproduce(store, record.id, { bars, strategy: MyAverage })).rejects.toMatchObject({ code: 'reproduce/strategy' })
    expect(() => trackRun(store, { type: 'backtest', strategy: MaCrossover, bars, options: { capital: -1 } })).toThrow()
    const failed = store.list({ statuses: ['failed'] }).records[0]
    await expect(reproduce(store, failed.id, { bars })).rejects.toMatchObject({ code: 'reproduce/type' })
  })
})
