import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { backtest } from '../../src/engine/backtest.ts'
import type { BacktestSettingsInput } from '../../src/engine/settings.ts'
import { sliceBars } from '../../src/market/bars.ts'
import { syntheticBars } from '../../src/market/synthetic.ts'
import { type SweepOptions, sweep } from '../../src/research/sweep.ts'
import { sweepMetrics } from '../../src/research/sweep-table.ts'
import { Breakout } from '../../src/strategies/library/breakout.ts'
import { MaCrossover } from '../../src/strategies/library/ma-crossover.ts'
import { RsiReversion } from '../../src/strategies/library/rsi-reversion.ts'

const bars = syntheticBars({ seed: 2, length: 1200, kind: 'jumps' })

describe('every number of a sweep is that of a backtest, to the bit', () => {
  const part = fc.double({ min: 0.001, max: 0.2, noNaN: true })
  const settings: fc.Arbitrary<BacktestSettingsInput> = fc.record(
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
  const periods = (max: number) => fc.uniqueArray(fc.integer({ min: 2, max }), { minLength: 1, maxLength: 3 })

  it.each([
    [MaCrossover, fc.record({ fast: periods(40), slow: periods(150) }), ({ fast, slow }: never) => fast < slow] as const,
    [RsiReversion, fc.record({ period: periods(30) }), () => true] as const,
    [Breakout, fc.record({ lookback: periods(60), side: fc.constant(['both', 'short']) }), () => true] as const,
  ])('%o', (strategy, grids, where) => {
    let runs = 0
    fc.assert(
      fc.property(grids, settings, fc.integer({ min: 2, max: 1200 }), (grid, given, length) => {
        const history = sliceBars(bars, 0, length)
        const options = { grid, where, ...given, top: 1000 } as unknown as SweepOptions
        let result: ReturnType<typeof sweep>
        try {
          result = sweep(strategy, history, options)
        } catch (error) {
          // A grid of which nothing is left, or with parameters that contradict each other.
          expect(['sweep/grid', 'strategy/params']).toContain((error as { code: string }).code)
          return
        }
        for (let k = 0; k < result.combinations; k++) {
          const params = Object.fromEntries(Object.entries(result.params).map(([name, values]) => [name, values[k]]))
          const { summary } = backtest(strategy, history, { params, ...given } as never)
          for (const name of sweepMetrics) expect(result.metrics[name][k]).toBe(summary[name])
          runs++
        }
        for (const { index, params, metrics } of result.best) {
          expect(metrics.sharpe).toBe(result.metrics.sharpe[index])
          for (const [name, value] of Object.entries(params)) expect(result.params[name][index]).toBe(value)
        }
      }),
      { numRuns: 60 },
    )
    expect(runs).toBeGreaterThan(60)
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
