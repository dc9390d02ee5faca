import { describe, expect, it } from 'vitest'
import { backtest } from '../../../src/engine/backtest.ts'
import { resolveSettings } from '../../../src/engine/settings.ts'
import { syntheticBars } from '../../../src/market/synthetic.ts'
import { returnsOf } from '../../../src/metrics/returns.ts'
import { sweepTrials, type TrialSweep } from '../../../src/research/promotion/trial-returns.ts'
import { MaCrossover } from '../../../src/strategies/library/ma-crossover.ts'

const bars = syntheticBars({ seed: 4, length: 400 })
const settings = resolveSettings({ costs: { feeBps: 10 } })
const sets = [2, 4, 8, 16, 32].map(fast => ({ fast, slow: 40 }))
const job: TrialSweep = { strategy: MaCrossover, bars, settings, sets, minTrades: 0, most: 10 }

describe('sweepTrials', () => {
  it('gives the returns and numbers of backtests', () => {
    const { sharpes, trades, returns, kept, best } = sweepTrials(job)
    expect(kept).toEqual([0, 1, 2, 3, 4])
    for (const [k, params] of sets.entries()) {
      const { summary, equity } = backtest(MaCrossover, bars, { params, ...settings })
      expect(sharpes[k]).toBe(summary.sharpe)
      expect(trades[k]).toBe(summary.trades)
      expect(returns[k]).toEqual(returnsOf(equity))
    }
    expect(best).toBe(sharpes.indexOf(Math.max(...sharpes)))
  })

  it('chooses among those with enough trades', () => {
    const { trades } = sweepTrials(job)
    const most = Math.max(...trades)
    expect(sweepTrials({ ...job, minTrades: most }).best).toBe(trades.indexOf(most))
    expect(sweepTrials({ ...job, minTrades: most + 1 }).best).toBe(-1)
  })

  it('never chooses what has not traded', () => {
    const short = syntheticBars({ seed: 4, length: 30 })
    expect(sweepTrials({ ...job, bars: short }).best).toBe(-1)
  })

  it('keeps a part of a large sweep, with the best one in it', () => {
    const { kept, returns, best, sharpes } = sweepTrials({ ...job, most: 2 })
    const all = sweepTrials(job)
    expect(sharpes).toEqual(all.sharpes)
    expect(kept).toContain(best)
    expect(kept.length).toBeLessThanOrEqual(3)
    expect(returns).toEqual(kept.map(k => all.returns[k]))
  })

  it('tells where it is, and stops', () => {
    const seen: number[] = []
    sweepTrials({ ...job, onProgress: ({ done }) => seen.push(done) })
    expect(seen).toEqual([1, 2, 3, 4, 5])
    expect(() => sweepTrials({ ...job, signal: AbortSignal.abort(new Error('enough')) })).toThrow('enough')
  })
})
