import { describe, expect, it } from 'vitest'
import { backtest } from '../../src/engine/backtest.ts'
import { sliceBars } from '../../src/market/bars.ts'
import { syntheticBars } from '../../src/market/synthetic.ts'
import { maxDrawdown } from '../../src/metrics/drawdowns.ts'
import { returnsOf } from '../../src/metrics/returns.ts'
import { sharpe } from '../../src/metrics/sharpe.ts'
import { crossValidate } from '../../src/research/cross-validate.ts'
import { BuyAndHold } from '../../src/strategies/library/buy-and-hold.ts'
import { MaCrossover } from '../../src/strategies/library/ma-crossover.ts'

const bars = syntheticBars({ seed: 5, length: 1203, kind: 'regimes' })
const candidates = [
  { fast: 5, slow: 20 },
  { fast: 10, slow: 40 },
  { fast: 20, slow: 80 },
]
const plan = { candidates, groups: 6, testGroups: 2, purge: 10, embargo: 5, costs: { feeBps: 10 } } as const

describe('crossValidate', () => {
  const result = crossValidate(MaCrossover, bars, plan)

  it('chooses by the train bars of plain backtests', () => {
    const returns = candidates.map(params => {
      const { equity } = backtest(MaCrossover, bars, { params, costs: plan.costs })
      return [equity[0] / 10_000 - 1, ...returnsOf(equity)]
    })
    for (const split of result.splits) {
      const learned = returns.map(all =>
        sharpe(Float64Array.from(split.train.flatMap(range => all.slice(...range))), { barsPerYear: 8760 }),
      )
      const best = learned.indexOf(Math.max(...learned))
      expect(split.candidate).toBe(best)
      expect(split.params).toEqual(candidates[best])
      expect(split.score).toBeCloseTo(learned[best], 9)
      expect(split.inSample.sharpe).toBeCloseTo(learned[best], 9)
    }
  })

  it('joins the tests to whole histories', () => {
    expect(result.splits).toHaveLength(15)
    expect(result.paths).toHaveLength(5)
    for (const { equity, summary, splits } of result.paths) {
      expect(equity).toHaveLength(1203)
      expect(summary.sharpe).toBeCloseTo(sharpe(returnsOf(equity), { barsPerYear: 8760 }), 9)
      expect(summary.maxDrawdown).toBeCloseTo(maxDrawdown(equity).depth, 12)
      for (const [g, split] of splits.entries()) expect(result.splits[split].testGroups).toContain(g)
    }
    expect(result.sharpe.count).toBe(5)
    expect(result.sharpe.min).toBe(Math.min(...result.paths.map(({ summary }) => summary.sharpe)))
  })

  it('a path with one and the same candidate is its backtest, but for the borders', () => {
    const only = crossValidate(MaCrossover, bars, { candidates: [candidates[0]], groups: 3, testGroups: 1 })
    expect(only.paths).toHaveLength(1)
    const { equity } = only.paths[0]
    const whole = backtest(MaCrossover, bars, { params: candidates[0] })
    // Until the first border nothing differs.
    expect(Array.from(equity.subarray(0, 401))).toEqual(Array.from(whole.equity.subarray(0, 401)))
    expect(only.drift.fast.changed).toBe(0)
  })

  it('leaves at the open behind a group and starts the next one flat', () => {
    const held = crossValidate(BuyAndHold, bars, { candidates: [{}], groups: 3, testGroups: 1, costs: { feeBps: 100 } })
    const { equity, summary } = held.paths[0]
    expect(summary.trades).toBe(2)
    for (const border of [401, 802]) {
      // Synthetic bars open where the bar before closed.
      expect(equity[border] / equity[border - 1]).toBeCloseTo(0.99, 9)
      expect(equity[border - 1] / equity[border - 2]).toBeCloseTo(bars.close[border - 1] / bars.close[border - 2], 9)
    }
  })

  it('measures the tests of a split on the paths that they are in', () => {
    const split = result.splits[1]
    const own = split.testGroups.flatMap(g => {
      const { equity } = result.paths[result.paths.findIndex(path => path.splits[g] === 1)]
      const [from, to] = result.groups[g]
      return [from === 0 ? equity[0] / 10_000 - 1 : equity[from] / equity[from - 1] - 1, ...returnsOf(equity.subarray(from, to))]
    })
    const growth = own.reduce((product, r) => product * (1 + r), 1)
    expect(split.outOfSample.totalReturn).toBeCloseTo(growth - 1, 10)
    expect(split.outOfSample.sharpe).toBeCloseTo(sharpe(Float64Array.from(own), { barsPerYear: 8760 }), 8)
  })

  it('takes other objectives', () => {
    const least = crossValidate(MaCrossover, bars, { ...plan, objective: 'maxDrawdown' })
    for (const split of least.splits) expect(split.score).toBe(-split.inSample.maxDrawdown)
    const custom = crossValidate(MaCrossover, bars, { ...plan, objective: ({ cagr }) => cagr })
    expect(custom.objective).toBe('custom')
    for (const split of custom.splits) expect(split.score).toBe(split.inSample.cagr)
  })

  it('without a score nothing is traded', () => {
    const none = crossValidate(MaCrossover, bars, { ...plan, objective: () => Number.NaN })
    expect(none.splits.every(({ params, candidate }) => params === null && candidate === -1)).toBe(true)
    expect(none.paths.every(({ summary }) => summary.trades === 0 && summary.totalReturn === 0)).toBe(true)
    expect(none.sharpe.count).toBe(0)
  })

  it('tells its progress and can be stopped', () => {
    const seen: number[] = []
    crossValidate(MaCrossover, bars, { ...plan, onProgress: ({ done }) => seen.push(done) })
    expect(seen).toEqual([1, 2, 3])
    const stop = new AbortController()
    expect(() =>
      crossValidate(MaCrossover, bars, { ...plan, signal: stop.signal, onProgress: () => stop.abort(new Error('enough')) }),
    ).toThrow('enough')
  })

  it('refuses what makes no sense', () => {
    expect(() => crossValidate(MaCrossover, sliceBars(bars, 0, 0), plan)).toThrow('has no bars')
    expect(() => crossValidate(MaCrossover, bars, { ...plan, objective: 'sharp' as 'sharpe' })).toThrow('did you mean "sharpe"')
    expect(() => crossValidate(MaCrossover, bars, { ...plan, testGroups: 6 })).toThrow('testGroups is 6 of 6')
  })
})
