import { describe, expect, it } from 'vitest'
import { backtestPortfolio } from '../../../src/portfolios/backtest-portfolio.ts'
import { SleeveRecords } from '../../../src/research/portfolio/sleeve-records.ts'
import { idleStretch, keepGroups, tradeStretch } from '../../../src/research/portfolio/trade-stretch.ts'
import { BuyAndHold } from '../../../src/strategies/library/buy-and-hold.ts'
import { market, mutated, resolved, three, tradeable } from './planted.ts'

const panel = market(400)
const sleeves = resolved(three)
const portfolio = { sleeves, rebalance: 'week' } as const
const job = { portfolio, sleeves, weights: [0.4, 0.4, 0.2], settings: tradeable, capital: 5000, leave: true } as const

describe('tradeStretch', () => {
  it('is the backtest of the portfolio where it covers everything and nothing has to be left', () => {
    const stretch = tradeStretch(new SleeveRecords(panel, tradeable), { ...job, range: [0, 400], leave: false })
    const plain = backtestPortfolio(portfolio, panel, { ...tradeable, capital: 5000 })
    expect(stretch.equity).toEqual(plain.equity)
    expect(stretch.trades).toHaveLength(plain.summary.trades + plain.summary.openTrades)
    expect(stretch.fees).toBe(plain.summary.fees)
    expect(stretch.invested).toBe(Math.round(plain.summary.exposure * 400))
  })

  it('starts and ends with cash', () => {
    const { equity, trades } = tradeStretch(new SleeveRecords(panel, tradeable), { ...job, range: [100, 200] })
    expect(equity).toHaveLength(100)
    expect(equity[0]).toBe(5000)
    expect(trades.length).toBeGreaterThan(0)
    expect(trades.every(({ exitReason }) => exitReason !== 'open')).toBe(true)
    const earned = trades.reduce((sum, { pnl }) => sum + pnl, 0)
    expect(equity[99] - 5000).toBeCloseTo(earned, 8)
  })

  it('knows nothing of rows behind it', () => {
    const of = (which: typeof panel) => tradeStretch(new SleeveRecords(which, tradeable), { ...job, range: [100, 200] })
    expect(of(mutated(panel, 200))).toEqual(of(panel))
    expect(of(mutated(panel, 199))).not.toEqual(of(panel))
  })

  it('rests without weights and without money', () => {
    const records = new SleeveRecords(panel, tradeable)
    const idle = idleStretch([100, 200], 5000)
    expect(tradeStretch(records, { ...job, weights: [0, 0, 0], range: [100, 200] })).toEqual(idle)
    expect(tradeStretch(records, { ...job, capital: 0, range: [100, 200] })).toEqual(idleStretch([100, 200], 0))
  })

  it('keeps an allocation within what the account may hold, and refuses given weights that are too much', () => {
    const records = new SleeveRecords(panel, tradeable)
    const allocated = { ...portfolio, allocation: { method: 'equal' } as const }
    const fitted = tradeStretch(records, { ...job, portfolio: allocated, weights: [0.8, 0.8, 0.4], range: [0, 400] })
    expect(fitted.equity).toEqual(tradeStretch(records, { ...job, range: [0, 400] }).equity)
    expect(() => tradeStretch(records, { ...job, weights: [0.8, 0.8, 0.4], range: [0, 400] })).toThrow(
      expect.objectContaining({ code: 'portfolio/weights' }),
    )
  })

  it('does not stumble over groups whose sleeves have no weight', () => {
    const grouped = resolved([
      { strategy: BuyAndHold, symbol: 'A', weight: 0.5, group: 'x', name: 'a' },
      { strategy: BuyAndHold, symbol: 'B', weight: 0.5, name: 'b' },
    ])
    const stretch = tradeStretch(new SleeveRecords(panel, tradeable), {
      ...job,
      portfolio: { sleeves: grouped, groups: { x: 0.1 } },
      sleeves: grouped,
      weights: [0, 1],
      range: [0, 400],
    })
    expect(new Set(stretch.trades.map(({ sleeve }) => sleeve))).toEqual(new Set(['b']))
  })
})

describe('keepGroups', () => {
  it('keeps the limits of groups with a member', () => {
    expect(keepGroups({ x: 1, y: 2 }, [{ group: 'y' }, {}])).toEqual({ y: 2 })
  })
})
