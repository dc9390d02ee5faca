import { describe, expect, it } from 'vitest'
import { alignBars } from '../../../src/market/panel.ts'
import { backtestPortfolio } from '../../../src/portfolios/backtest-portfolio.ts'
import type { Portfolio } from '../../../src/portfolios/portfolio.ts'
import { leaveOneOut } from '../../../src/research/portfolio/leave-one-out.ts'
import { SleeveRecords } from '../../../src/research/portfolio/sleeve-records.ts'
import { BuyAndHold } from '../../../src/strategies/library/buy-and-hold.ts'
import { Blinker, growing, market, Never, resolved, settings, three, tradeable } from './planted.ts'

const panel = market(400)

function subject(portfolio: Portfolio, on = panel) {
  const sleeves = resolved(portfolio.sleeves)
  const records = new SleeveRecords(on, tradeable)
  const baseline = backtestPortfolio(portfolio, on, tradeable).summary
  let steps = 0
  const job = { portfolio, sleeves, panel: on, records, settings, tradeable, baseline, seed: 1, step: () => steps++ }
  return { job, steps: () => steps }
}

describe('leaveOneOut', () => {
  it('changes nothing without a sleeve that never trades', () => {
    const sleeves = [
      ...three.map(sleeve => ({ ...sleeve, weight: (sleeve.weight as number) / 2 })),
      { strategy: Never, symbol: 'A', weight: 0.5, name: 'idle' },
    ]
    const { job } = subject({ sleeves })
    const idle = leaveOneOut(job, 'kept')[3]
    expect(idle.sleeve).toBe('idle')
    expect(idle.change).toEqual({ totalReturn: 0, sharpe: 0, maxDrawdown: 0 })
    expect(idle.dispensable).toBe(false)
  })

  it('is the backtest of the others', () => {
    const { job, steps } = subject({ sleeves: three, rebalance: 'week' })
    const rows = leaveOneOut(job, 'kept')
    expect(steps()).toBe(3)
    const plain = backtestPortfolio({ sleeves: three.slice(1), rebalance: 'week' }, panel, tradeable).summary
    expect(rows[0].metrics).toMatchObject({
      sharpe: plain.sharpe,
      totalReturn: plain.totalReturn,
      maxDrawdown: plain.maxDrawdown,
      trades: plain.trades,
    })
    expect(rows[0].change.sharpe).toBe(plain.sharpe - job.baseline.sharpe)
    const grown = leaveOneOut(job, 'renormalized')[0].metrics
    expect(grown.volatility).toBeGreaterThan(rows[0].metrics.volatility)
  })

  it('flags a sleeve that loses, and not the one that carries the rest', () => {
    const planted = alignBars(
      [growing('A', 1.002, 300), growing('B', 0.999, 300)].map((bars, k) => {
        const column = Float64Array.from(bars.close as Float64Array, (value, i) => value * (1 + 0.004 * (((i * (k + 2)) % 7) / 7)))
        return { ...bars, open: column, high: column, low: column, close: column }
      }),
    )
    const { job } = subject({ sleeves: ['A', 'B'].map(symbol => ({ strategy: BuyAndHold, symbol, name: symbol })) }, planted)
    expect(leaveOneOut(job, 'kept').map(({ sleeve, dispensable }) => [sleeve, dispensable])).toEqual([
      ['A', false],
      ['B', true],
    ])
  })

  it('flags what pays costs for nothing', () => {
    const sleeves = [
      { strategy: BuyAndHold, symbol: 'A', name: 'hold', weight: 0.5 },
      { strategy: Blinker, symbol: 'A', name: 'blinker', weight: 0.5 },
    ]
    const rise = alignBars([growing('A', 1.0005, 200)])
    expect(leaveOneOut(subject({ sleeves }, rise).job, 'kept')[1].dispensable).toBe(true)
  })

  it('estimates an allocation anew, and says when its limits cannot be met', () => {
    const allocation = { method: 'minimum_variance', when: { every: 50 }, lookback: 60 } as const
    const groups = [{ name: 'calm', members: ['trend', 'reversion'], maximum: 0.4 }]
    const rows = leaveOneOut(subject({ sleeves: three, allocation: { ...allocation, groups } }).job, 'kept')
    expect(rows.map(({ note }) => note !== '')).toEqual([false, false, true])
    expect(rows[2].note).toContain('calm')
    expect(rows[2].metrics.sharpe).toBeNaN()
    expect(rows[2].dispensable).toBe(false)
    const capped = leaveOneOut(subject({ sleeves: three, allocation: { ...allocation, maximum: 0.4 } }).job, 'kept')
    expect(capped.every(({ note, metrics }) => note === '' && !Number.isNaN(metrics.sharpe))).toBe(true)
  })

  it('has nothing to leave out of one sleeve', () => {
    expect(leaveOneOut(subject({ sleeves: three.slice(0, 1) }).job, 'kept')).toEqual([])
  })
})
