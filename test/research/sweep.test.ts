import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { backtest } from '../../src/engine/backtest.ts'
import type { ExitRules } from '../../src/engine/exits.ts'
import type { BacktestSettingsInput } from '../../src/engine/settings.ts'
import type { Sizing } from '../../src/engine/sizing.ts'
import { SummaryRuns } from '../../src/engine/summary-runs.ts'
import { momentum } from '../../src/indicators/momentum.ts'
import { sliceBars } from '../../src/market/bars.ts'
import { syntheticBars } from '../../src/market/synthetic.ts'
import { type SweepOptions, sweep } from '../../src/research/sweep.ts'
import { sweepMetrics } from '../../src/research/sweep-table.ts'
import { Breakout } from '../../src/strategies/library/breakout.ts'
import { MaCrossover } from '../../src/strategies/library/ma-crossover.ts'
import { RsiReversion } from '../../src/strategies/library/rsi-reversion.ts'
import { Strategy } from '../../src/strategies/strategy.ts'

const bars = syntheticBars({ seed: 2, length: 1200, kind: 'jumps' })

/** Asks for parts of a position, changes sides and holds for long: whatever `rhythm` bars of the close say. */
class Wavering extends Strategy<typeof Wavering.params> {
  static override readonly id = 'wavering'
  static override readonly params = z.object({ rhythm: z._default(z.int(), 7) })
  private readonly momentum = this.use(momentum, { period: this.params.rhythm })
  protected override decide(): number {
    if (this.index % this.params.rhythm !== 0) return this.held
    return Math.max(-1, Math.min(1, Math.round(this.momentum.value) / 4))
  }
}

describe('every number of a sweep is that of a backtest, to the bit, whatever the settings', () => {
  const deep = process.env.PEAK_TRADE_DEEP === '1'
  const rare = <T>(values: fc.Arbitrary<T>) => fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: values })
  const part = fc.double({ min: 0.001, max: 0.2, noNaN: true })
  const ranges = fc.double({ min: 0.2, max: 20, noNaN: true })
  const either = (fixed: string, ranged: string) =>
    rare(
      fc.oneof(
        part.map(value => ({ [fixed]: value })),
        ranges.map(value => ({ [ranged]: value })),
      ),
    )
  const exits: fc.Arbitrary<ExitRules> = fc
    .tuple(
      either('stopLoss', 'stopAtr'),
      either('takeProfit', 'targetAtr'),
      either('trailingStop', 'trailingAtr'),
      fc.record({
        atrPeriod: fc.constantFrom(undefined, 1, 5, 30),
        breakEven: rare(part),
        maxBars: rare(fc.integer({ min: 1, max: 50 })),
        targetFill: fc.constantFrom('market', 'limit'),
        sameBar: fc.constantFrom('stop', 'target', undefined),
      }),
    )
    .map(parts => Object.assign({}, ...parts))
  const sizing: fc.Arbitrary<Sizing> = fc.oneof(
    { weight: 3, arbitrary: fc.record({ fraction: fc.constantFrom(0.3, 1, 4) }) },
    { weight: 1, arbitrary: fc.record({ units: fc.constantFrom(0.5, 200) }) },
    { weight: 1, arbitrary: fc.record({ notional: fc.constantFrom(5000, 40_000) }) },
    { weight: 1, arbitrary: fc.record({ risk: fc.constantFrom(0.01, 0.1) }) },
    { weight: 1, arbitrary: fc.record({ volatility: fc.constantFrom(0.05, 0.4, 3), period: fc.constantFrom(undefined, 5) }) },
    {
      weight: 1,
      arbitrary: fc.record({
        kelly: fc.constantFrom(0.5, 1),
        trades: fc.constantFrom(undefined, 3),
        minimum: fc.constantFrom(undefined, 0.3),
      }),
    },
  )
  const plain: fc.Arbitrary<BacktestSettingsInput> = fc.record(
    {
      capital: fc.constantFrom(1, 10_000),
      fillAt: fc.constantFrom('open', 'close'),
      sizing: fc.oneof(fc.record({ fraction: fc.constantFrom(0.3, 1, 4) }), fc.record({ units: fc.constantFrom(0.5, 200) })),
      costs: fc.record({ feeBps: fc.constantFrom(0, 10), slippageBps: fc.constantFrom(0, 5) }, { requiredKeys: [] }),
      exits: fc.record(
        { stopLoss: part, takeProfit: part, trailingStop: part, maxBars: fc.integer({ min: 1, max: 50 }) },
        { requiredKeys: [] },
      ),
    },
    { requiredKeys: [] },
  )
  const rich: fc.Arbitrary<BacktestSettingsInput> = fc
    .record({
      capital: fc.constantFrom(1, 10_000, 10_000_000),
      fillAt: fc.constantFrom('open' as const, 'close' as const),
      sizing,
      maxLeverage: rare(fc.constantFrom(0.5, 2)),
      costs: fc.record({
        feeBps: fc.constantFrom(0, 10),
        slippageBps: fc.constantFrom(0, 5),
        makerFeeBps: rare(fc.constantFrom(0, 2)),
        minimumFee: rare(fc.constantFrom(0.01, 20)),
        halfSpreadBps: rare(fc.constant(3)),
        impactBps: rare(fc.constant(50)),
        impact: fc.constantFrom('sqrt' as const, 'linear' as const, undefined),
        participation: rare(fc.constantFrom(0.001, 0.1, 1)),
        borrowRate: rare(fc.constantFrom(0.05, 2)),
        fundingRate: rare(fc.constantFrom(0.1, -0.5)),
      }),
      exits,
      instrument: fc.record({
        tick: rare(fc.constantFrom(0.01, 1)),
        lot: rare(fc.constantFrom(0.001, 1, 30)),
        minNotional: rare(fc.constantFrom(10, 2000)),
      }),
      rebalance: fc.oneof(
        { weight: 3, arbitrary: fc.constant('change' as const) },
        { weight: 1, arbitrary: fc.record({ band: fc.constantFrom(0.001, 0.05) }) },
        { weight: 1, arbitrary: fc.record({ every: fc.constantFrom(1, 7) }) },
      ),
    })
    .map(given => {
      const { exits, sizing } = given
      const hasStop = [exits.stopLoss, exits.stopAtr, exits.trailingStop, exits.trailingAtr].some(rule => rule !== undefined)
      return 'risk' in sizing && !hasStop ? { ...given, exits: { ...exits, stopLoss: 0.05 } } : given
    })
  const settings = fc.oneof({ weight: 1, arbitrary: plain }, { weight: 3, arbitrary: rich })
  const periods = (max: number) => fc.uniqueArray(fc.integer({ min: 2, max }), { minLength: 1, maxLength: 3 })

  it.each([
    [MaCrossover, fc.record({ fast: periods(40), slow: periods(150) }), ({ fast, slow }: never) => fast < slow] as const,
    [RsiReversion, fc.record({ period: periods(30) }), () => true] as const,
    [Breakout, fc.record({ lookback: periods(60), side: fc.constant(['both', 'short']) }), () => true] as const,
    [Wavering, fc.record({ rhythm: periods(40) }), () => true] as const,
  ])('%o', { timeout: 600_000 }, (strategy, grids, where) => {
    let runs = 0
    /** What has to happen in some of the runs, or nothing is proven about it. */
    const seen = { trades: 0, carry: 0, refusals: 0, fees: 0, slippage: 0, ruined: 0, waited: 0, rebalanced: 0 }
    fc.assert(
      fc.property(grids, settings, fc.integer({ min: 2, max: 1200 }), (grid, given, length) => {
        const history = sliceBars(bars, 0, length)
        const options = { grid, where, ...given, top: 1000 } as unknown as SweepOptions
        let result: ReturnType<typeof sweep>
        try {
          result = sweep(strategy, history, options)
        } catch (error) {
          // A grid of which nothing is left, or with parameters that contradict each other.
          expect(['research/grid', 'strategy/params']).toContain((error as { code: string }).code)
          return
        }
        const inMemory = new SummaryRuns(history, given)
        for (let k = 0; k < result.combinations; k++) {
          const params = Object.fromEntries(Object.entries(result.params).map(([name, values]) => [name, values[k]]))
          const { summary, targets, fills } = backtest(strategy, history, { params, ...given } as never)
          for (const name of sweepMetrics) expect(result.metrics[name][k]).toBe(summary[name])
          const core = inMemory.core(targets)
          for (const name of sweepMetrics) expect(core[name]).toBe(summary[name])
          expect(inMemory.summary(targets)).toEqual(summary)
          for (const name of ['trades', 'carry', 'refusals', 'fees', 'slippage'] as const) seen[name] += +(summary[name] !== 0)
          seen.ruined += +fills.some(({ reason }) => reason === 'liquidation')
          seen.waited += +(given.costs?.participation !== undefined && fills.length > 0)
          seen.rebalanced += +(typeof given.rebalance === 'object' && fills.length > 0)
          runs++
        }
        for (const { index, params, metrics } of result.best) {
          expect(metrics.sharpe).toBe(result.metrics.sharpe[index])
          for (const [name, value] of Object.entries(params)) expect(result.params[name][index]).toBe(value)
        }
      }),
      { numRuns: deep ? 10_000 : 100 },
    )
    expect(runs).toBeGreaterThan(100)
    for (const [what, times] of Object.entries(seen)) expect(`${what}: ${times > 2}`).toBe(`${what}: true`)
  })
})

describe('sweep', () => {
  const grid = { fast: [5, 10, 20], slow: [50, 100] }

  it('is plain data in the order of the grid', () => {
    const result = sweep(MaCrossover, bars, { grid, costs: { feeBps: 10 }, objective: 'totalReturn', top: 2 })
    expect(structuredClone(result)).toEqual(result)
    expect(result).toMatchObject({
      strategy: { id: 'ma_crossover' },
      bars: 1200,
      combinations: 6,
      params: { fast: [5, 5, 10, 10, 20, 20], slow: [50, 100, 50, 100, 50, 100] },
      objective: 'totalReturn',
      settings: { capital: 10_000, costs: { feeBps: 10, slippageBps: 0 } },
    })
    expect(result.best).toHaveLength(2)
    expect(result.best[0].metrics.totalReturn).toBe(Math.max(...result.metrics.totalReturn))
  })

  it('tells how far it is, and ends when it is told to', () => {
    const seen: number[] = []
    sweep(MaCrossover, bars, { grid, onProgress: ({ done, total }) => seen.push(done / total) })
    expect(seen).toEqual([1, 2, 3, 4, 5, 6].map(done => done / 6))
    const controller = new AbortController()
    const run = () => sweep(MaCrossover, bars, { grid, signal: controller.signal, onProgress: () => controller.abort(new Error('enough')) })
    expect(run).toThrow('enough')
    expect(run).toThrow('enough')
  })

  it('names the combination that a strategy refuses', () => {
    expect(() => sweep(MaCrossover, bars, { grid: { fast: [5, 60], slow: [50] } })).toThrow(
      'fast must be smaller than slow (combination {"fast":60,"slow":50}; leave such ones out with "where")',
    )
  })

  it('refuses an empty history and settings that make no sense', () => {
    expect(() => sweep(MaCrossover, sliceBars(bars, 0, 0), { grid })).toThrow('has no bars')
    expect(() => sweep(MaCrossover, bars, { grid, capital: -1 })).toThrow('capital')
    expect(() => sweep(MaCrossover, bars, { grid, objective: 'sharp' as never })).toThrow('did you mean "sharpe"?')
  })
})

it('a class that extends one of the library and decides differently is asked itself', () => {
  class Contrarian extends MaCrossover {
    protected override decide(): number {
      return 1 - super.decide()
    }
  }
  const { metrics } = sweep(Contrarian, bars, { grid: { fast: [5], slow: [50] } })
  const { summary } = backtest(Contrarian, bars, { params: { fast: 5, slow: 50 } })
  expect(metrics.totalReturn[0]).toBe(summary.totalReturn)
  expect(metrics.totalReturn[0]).not.toBe(backtest(MaCrossover, bars, { params: { fast: 5, slow: 50 } }).summary.totalReturn)
})
