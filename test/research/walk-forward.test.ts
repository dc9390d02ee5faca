import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { backtest } from '../../src/engine/backtest.ts'
import { type Bars, sliceBars } from '../../src/market/bars.ts'
import { syntheticBars } from '../../src/market/synthetic.ts'
import { walkForward } from '../../src/research/walk-forward.ts'
import { BuyAndHold } from '../../src/strategies/library/buy-and-hold.ts'
import { MaCrossover } from '../../src/strategies/library/ma-crossover.ts'
import { Strategy } from '../../src/strategies/strategy.ts'

const bars = syntheticBars({ seed: 5, length: 1500, kind: 'regimes' })
const grid = { fast: [5, 10, 20], slow: [20, 40, 80] }
const where = ({ fast, slow }: { fast: number; slow: number }) => fast < slow
const plan = { grid, where, train: 400, test: 200 } as const
const costs = { feeBps: 10, slippageBps: 5 }

/** The obvious way: one plain backtest per candidate and window, on targets that were decided over the whole history. */
function plainly(history: Bars, settings: { costs?: typeof costs } = {}) {
  const candidates = grid.fast.flatMap(fast => grid.slow.filter(slow => fast < slow).map(slow => ({ fast, slow })))
  const run = (params: { fast: number; slow: number }, from: number, to: number) => {
    const decided = backtest(MaCrossover, history, { params }).targets
    class Replay extends Strategy {
      static override readonly id = 'replay'
      protected override decide() {
        const target = decided[from + this.index]
        return Number.isNaN(target) ? 0 : target
      }
    }
    return backtest(Replay, sliceBars(history, from, to), settings).summary
  }
  const windows = []
  for (let from = 400; from + 200 <= history.length; from += 200) {
    const tried = candidates.map(params => ({ params, summary: run(params, from - 400, from) }))
    const best = tried.reduce((a, b) => (b.summary.sharpe > a.summary.sharpe ? b : a))
    windows.push({ params: best.params, inSample: best.summary, outOfSample: run(best.params, from, from + 200) })
  }
  return windows
}

describe('walkForward', () => {
  it('chooses and proves like plain backtests of every candidate on every window', () => {
    const { windows } = walkForward(MaCrossover, bars, { ...plan, costs })
    const plain = plainly(bars, { costs })
    expect(windows.map(({ params, inSample, outOfSample }) => ({ params, inSample, outOfSample }))).toEqual(plain)
    expect(windows.map(({ score }) => score)).toEqual(plain.map(({ inSample }) => inSample.sharpe))
    expect(windows.map(({ testStartTime, testEndTime }) => [testStartTime, testEndTime])).toEqual(
      [400, 600, 800, 1000, 1200].map(from => [bars.time[from], bars.time[from + 199]]),
    )
  })

  it('stitches what the windows earned: without costs and overnight gaps, their product', () => {
    const { windows, stitched, summary } = walkForward(MaCrossover, bars, plan)
    const growth = windows.reduce((product, { outOfSample }) => product * (1 + outOfSample.totalReturn), 1)
    // Synthetic bars open where the bar before closed, so leaving at the next open costs nothing.
    expect(1 + summary.totalReturn).toBeCloseTo(growth, 10)
    expect(stitched.equity).toHaveLength(1000)
    for (const [k, { test, outOfSample }] of windows.entries()) {
      const start = k === 0 ? 10_000 : stitched.equity[test[0] - 400 - 1]
      expect(stitched.equity[test[0] - 400]).toBeCloseTo(start, 6)
      expect(stitched.equity[test[1] - 400 - 1] / start - 1).toBeCloseTo(outOfSample.totalReturn, 10)
    }
  })

  it('pays for leaving and entering at every border', () => {
    const { stitched, windows } = walkForward(BuyAndHold, bars, { candidates: [{}], train: 400, test: 200, costs })
    // Enters at the second open of a window, leaves at the first open behind it; the last position stays open.
    expect(stitched.fills.map(({ index }) => index)).toEqual([1, 200, 201, 400, 401, 600, 601, 800, 801])
    expect(stitched.trades.map(({ exitReason }) => exitReason)).toEqual(['signal', 'signal', 'signal', 'signal', 'open'])
    const buys = 1 / (1.0005 * 1.001)
    const sells = 0.9995 * 0.999
    let equity = 10_000
    for (const { test } of windows) {
      const units = (equity * buys) / bars.open[test[0] + 1]
      expect(stitched.equity[test[1] - 1 - 400]).toBeCloseTo(units * bars.close[test[1] - 1], 6)
      equity = units * bars.open[test[1]] * sells
      if (test[1] < 1400) expect(stitched.equity[test[1] - 400]).toBeCloseTo(equity, 6)
    }
  })

  it('does not look ahead: corrupting the bars behind a test changes nothing before', () => {
    const clean = walkForward(MaCrossover, bars, { ...plan, costs })
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 1_000_000 }), (k, seed) => {
        const end = clean.windows[k].test[1]
        const other = syntheticBars({ seed, length: bars.length, volatility: 2, price: 3 })
        const mixed = (field: 'open' | 'high' | 'low' | 'close' | 'volume') => {
          const column = bars[field].slice()
          column.set(other[field].slice(end), end)
          return column
        }
        const poisoned = {
          ...bars,
          open: mixed('open'),
          high: mixed('high'),
          low: mixed('low'),
          close: mixed('close'),
          volume: mixed('volume'),
        }
        const result = walkForward(MaCrossover, poisoned, { ...plan, costs })
        expect(result.windows.slice(0, k + 1)).toEqual(clean.windows.slice(0, k + 1))
        expect(result.stitched.equity.subarray(0, end - 400)).toEqual(clean.stitched.equity.subarray(0, end - 400))
      }),
      { numRuns: 20 },
    )
  })

  it('compares yearly returns out of sample and in sample', () => {
    const trending = syntheticBars({ seed: 2, length: 1500, drift: 1, volatility: 0.4 })
    const { windows, efficiency, inSampleReturn, outOfSampleReturn, profitableWindows } = walkForward(MaCrossover, trending, plan)
    const yearly = (list: readonly { readonly totalReturn: number }[], length: number) =>
      Math.exp((list.reduce((sum, { totalReturn }) => sum + Math.log1p(totalReturn), 0) * 8760) / (list.length * length)) - 1
    const inside = yearly(
      windows.map(({ inSample }) => inSample as { totalReturn: number }),
      400,
    )
    const outside = yearly(
      windows.map(({ outOfSample }) => outOfSample),
      200,
    )
    expect(inSampleReturn / inside).toBeCloseTo(1, 9)
    expect(outOfSampleReturn / outside).toBeCloseTo(1, 9)
    expect(efficiency / (outside / inside)).toBeCloseTo(1, 9)
    expect(profitableWindows).toBe(windows.filter(({ outOfSample }) => outOfSample.totalReturn > 0).length / windows.length)
  })

  it('uses history before the window to be warm, and trades from the first window bar on', () => {
    const { windows } = walkForward(MaCrossover, bars, { candidates: [{ fast: 1, slow: 390 }], train: 400, test: 20 })
    expect(windows.every(({ outOfSample }) => outOfSample.bars === 20)).toBe(true)
    const rising = { ...bars, close: bars.close.slice().map((_, i) => 100 + i), open: bars.open.slice().map((_, i) => 100 + i) }
    const steady = walkForward(
      MaCrossover,
      { ...rising, high: rising.close, low: rising.close },
      { candidates: [{ fast: 1, slow: 390 }], train: 400, test: 20 },
    )
    for (const { outOfSample } of steady.windows) expect(outOfSample.exposure).toBe(19 / 20)
  })

  it('a window without an eligible candidate is not traded', () => {
    const { windows, drift, efficiency, summary, profitableWindows } = walkForward(MaCrossover, bars, { ...plan, minTrades: 10_000 })
    for (const { params, candidate, inSample, score, outOfSample } of windows) {
      expect({ params, candidate, inSample }).toEqual({ params: null, candidate: -1, inSample: null })
      expect(score).toBeNaN()
      expect(outOfSample.totalReturn).toBe(0)
    }
    expect(drift).toEqual({})
    expect(profitableWindows).toBe(0)
    expect(efficiency).toBeNaN()
    expect(summary.trades).toBe(0)
  })

  it('gaps between tests are spent flat', () => {
    const { windows, stitched } = walkForward(MaCrossover, bars, { ...plan, step: 300 })
    expect(windows.map(({ test }) => test[0])).toEqual([400, 700, 1000, 1300])
    for (const gap of [600, 900, 1200]) {
      const between = stitched.equity.subarray(gap - 400, gap - 400 + 100)
      expect(new Set(between).size).toBe(1)
    }
  })

  it('tells its progress and can be stopped', () => {
    const seen: number[] = []
    walkForward(MaCrossover, bars, { ...plan, onProgress: ({ done, total }) => seen.push(done / total) })
    expect(seen[seen.length - 1]).toBe(1)
    expect(seen).toEqual(seen.toSorted((a, b) => a - b))
    const stop = new AbortController()
    const run = () => walkForward(MaCrossover, bars, { ...plan, signal: stop.signal, onProgress: () => stop.abort(new Error('enough')) })
    expect(run).toThrow('enough')
  })

  it.each([
    [{ ...plan, step: 100 }, 'step is 100, shorter than the test window of 200'],
    [{ ...plan, train: 1400 }, 'too few for one window'],
    [{ ...plan, grid: undefined }, 'give either a grid or a list of candidates'],
    [{ ...plan, objective: 'sharp' as 'sharpe' }, 'did you mean "sharpe"'],
    [{ ...plan, stepp: 3 }, 'backtest has no setting "stepp"'],
  ])('refuses %o', (options, message) => {
    expect(() => walkForward(MaCrossover, bars, options)).toThrow(message)
  })

  it('refuses an empty history', () => {
    expect(() => walkForward(MaCrossover, sliceBars(bars, 0, 0), plan)).toThrow('has no bars')
  })
})
