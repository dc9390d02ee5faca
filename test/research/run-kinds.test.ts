import { describe, expect, it } from 'vitest'
import { backtest } from '../../src/engine/backtest.ts'
import { syntheticBars } from '../../src/market/synthetic.ts'
import { numbersOf, type RepeatableType, type RunKind, runKinds, sweptParams } from '../../src/research/run-kinds.ts'
import { sweep } from '../../src/research/sweep.ts'
import { MaCrossover } from '../../src/strategies/library/ma-crossover.ts'

const bars = syntheticBars({ seed: 4, length: 900 })
const grid = { fast: [5, 10], slow: [20, 40] }
const options: Readonly<Record<RepeatableType, object>> = {
  backtest: { params: { fast: 5 } },
  sweep: { grid },
  halving: { grid },
  walk_forward: { grid, train: 300, test: 100 },
  cross_validation: { grid },
  monte_carlo: { params: { fast: 5 }, monteCarlo: { seed: 1, paths: 20 } },
  monte_carlo_runs: { method: 'noise', seed: 1, paths: 5 },
  stress: { seed: 1, severities: [0.2] },
}

describe('runKinds', () => {
  it.each(Object.keys(options) as RepeatableType[])('%s runs, and tells metrics and parts that a record can hold', type => {
    const kind: RunKind = runKinds[type]
    const result = kind.run(MaCrossover, bars, options[type] as never) as never
    const metrics = kind.metrics(result)
    for (const name of ['sharpe', 'totalReturn', 'maxDrawdown']) expect(metrics[name]).toBeTypeOf('number')
    for (const value of Object.values(metrics)) expect(value).toBeTypeOf('number')
    const names = kind.parts(result).map(([name]) => name)
    expect(names.length).toBeGreaterThan(0)
    expect(new Set(names).size).toBe(names.length)
    if (!kind.takesParams) expect(kind.params(result)).toMatchObject({ fast: expect.any(Number), slow: expect.any(Number) })
    expect(kind.tried?.(result, MaCrossover, options[type] as never).length ?? 1).toBe(kind.takesParams ? 1 : 4)
  })

  it('names percentiles as they were asked for', () => {
    const kind: RunKind = runKinds.monte_carlo
    const asked = { monteCarlo: { seed: 1, paths: 20, percentiles: [0.01, 0.5, 0.975] } }
    expect(Object.keys(kind.metrics(kind.run(MaCrossover, bars, asked) as never))).toEqual(
      expect.arrayContaining(['sharpe.p01', 'sharpe.p50', 'maxDrawdown.p97.5']),
    )
  })
})

describe('sweptParams', () => {
  it('gives every set with its defaults, in the order of the sweep', () => {
    const swept = sweep(MaCrossover, bars, { grid: { fast: [5, 10] } })
    expect([...sweptParams(swept, MaCrossover)]).toEqual([
      { fast: 5, slow: 50 },
      { fast: 10, slow: 50 },
    ])
    expect(backtest(MaCrossover, bars, { params: { fast: 5 } }).strategy.params).toEqual({ fast: 5, slow: 50 })
  })
})

describe('numbersOf', () => {
  it('leaves out what is no number', () => {
    expect(numbersOf({ a: 1, b: 'x', c: Number.NaN, d: null })).toEqual({ a: 1, c: Number.NaN })
  })
})
