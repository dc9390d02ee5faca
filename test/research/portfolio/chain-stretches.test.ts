import { describe, expect, it } from 'vitest'
import { backtestPortfolio } from '../../../src/portfolios/backtest-portfolio.ts'
import { chainStretches, summarizeStretch } from '../../../src/research/portfolio/chain-stretches.ts'
import { SleeveRecords } from '../../../src/research/portfolio/sleeve-records.ts'
import { idleStretch, tradeStretch } from '../../../src/research/portfolio/trade-stretch.ts'
import { market, resolved, settings, three, tradeable } from './planted.ts'

const panel = market(400)
const sleeves = resolved(three)
const portfolio = { sleeves }
const weights = [0.4, 0.4, 0.2]
const records = new SleeveRecords(panel, tradeable)
const trade = (range: readonly [number, number], capital: number, leave = true) =>
  tradeStretch(records, { portfolio, sleeves, weights, settings: tradeable, capital, range, leave })

describe('chainStretches', () => {
  it('of one stretch over everything has the summary of the backtest', () => {
    const { summary, equity, time } = chainStretches(panel, [trade([0, 400], settings.capital, false)], settings)
    const plain = backtestPortfolio(portfolio, panel, tradeable)
    expect(equity).toEqual(plain.equity)
    expect(time).toEqual(panel.time)
    for (const [name, value] of Object.entries(plain.summary))
      expect(summary[name as 'sharpe'], name).toSatisfy(
        (own: number) => Object.is(own, value) || Math.abs(own - value) < 1e-9 * (1 + Math.abs(value)),
      )
  })

  it('is the stretches one after the other, gaps at rest', () => {
    const first = trade([100, 200], settings.capital)
    const second = trade([250, 350], first.equity[99])
    const { equity, trades, summary } = chainStretches(panel, [first, second], settings)
    expect(equity).toEqual(Float64Array.from([...first.equity, ...new Float64Array(50).fill(first.equity[99]), ...second.equity]))
    expect(trades).toHaveLength(first.trades.length + second.trades.length)
    expect(trades.map(({ entryIndex }) => panel.time[entryIndex + 100])).toEqual(trades.map(({ entryTime }) => entryTime))
    expect(summary.fees).toBeCloseTo(first.fees + second.fees, 10)
    expect(1 + summary.totalReturn).toBeCloseTo((first.equity[99] / settings.capital) * (second.equity[99] / first.equity[99]), 10)
    expect(summary.bars).toBe(250)
    expect(summary.exposure).toBeCloseTo((first.invested + second.invested) / 250, 12)
  })
})

describe('summarizeStretch', () => {
  it('has no returns where nothing was left to trade with', () => {
    const summary = summarizeStretch(panel, idleStretch([10, 60], 0), settings)
    expect(summary).toMatchObject({ totalReturn: 0, bars: 50, trades: 0 })
  })
})
