import { expect, it } from 'vitest'
import { backtest } from '../../src/engine/backtest.ts'
import { syntheticBars } from '../../src/market/synthetic.ts'
import { drawdownEpisodes, maxDrawdown } from '../../src/metrics/drawdowns.ts'
import { returnsOf } from '../../src/metrics/returns.ts'
import { sharpe } from '../../src/metrics/sharpe.ts'
import { profitFactor, winRate } from '../../src/metrics/trade-metrics.ts'
import { valueAtRisk } from '../../src/metrics/value-at-risk.ts'
import { MaCrossover } from '../../src/strategies/library/ma-crossover.ts'
import { barsOf } from './bars-of.ts'
import { Listed } from './listed.ts'

const bars = syntheticBars({ seed: 4, length: 3000, kind: 'regimes' })
const run = () => backtest(MaCrossover, bars, { costs: { feeBps: 5, slippageBps: 5 } })

it('is the metrics of its curve and of its trades', () => {
  const { summary, equity, trades } = run()
  const closed = trades.filter(trade => trade.exitReason !== 'open')
  const returns = returnsOf(equity)
  expect(summary.sharpe).toBeCloseTo(sharpe(returns, { barsPerYear: 8760 }), 9)
  expect(summary.var95).toBeCloseTo(valueAtRisk(returns), 12)
  expect(summary.winRate).toBe(winRate(closed.map(trade => trade.pnl)))
  expect(summary.profitFactor).toBeCloseTo(profitFactor(closed.map(trade => trade.pnl)), 12)
  expect(summary.averageBars).toBeCloseTo(closed.reduce((sum, trade) => sum + trade.bars, 0) / closed.length, 12)
})

it('dates its deepest drawdown', () => {
  const { summary, equity } = run()
  const deepest = maxDrawdown(equity, { capital: 10_000 })
  expect(summary.maxDrawdown).toBe(deepest.depth)
  expect(summary.maxDrawdownTroughTime).toBe(bars.time[deepest.trough])
  expect(summary.maxDrawdownPeakTime).toBe(bars.time[deepest.peak])
  expect(drawdownEpisodes(equity, { capital: 10_000 }).length).toBeGreaterThan(3)
})

it('counts exposure, turnover and costs from the fills', () => {
  const { summary, equity, fills } = run()
  let quantity = 0
  let inPosition = 0
  let next = 0
  let turned = 0
  for (let t = 0; t < bars.length; t++) {
    for (; next < fills.length && fills[next].index === t; next++) {
      const fill = fills[next]
      // Equity just before the fill, from the close before and the gap to the open.
      const worth = equity[t - 1] + quantity * (bars.open[t] - bars.close[t - 1])
      turned += Math.abs(fill.quantity * fill.price) / worth
      quantity += fill.quantity
    }
    if (Math.abs(quantity) > 1e-12) inPosition++
  }
  expect(summary.exposure).toBe(inPosition / bars.length)
  expect(summary.turnover).toBeCloseTo((turned * 8760) / bars.length, 6)
  expect(summary.slippage).toBeCloseTo(
    fills.reduce((sum, fill) => sum + (Math.abs(fill.quantity) * fill.price * 0.0005) / (fill.quantity > 0 ? 1.0005 : 0.9995), 0),
    6,
  )
})

it('knows when it began and ended, and what holding would have earned', () => {
  const small = barsOf([100, 101, 99, 100], [110, 111, 109, 110], [120, 121, 119, 120], [130, 131, 129, 132])
  const { summary } = backtest(Listed, small, { params: { list: [1, 0, 0, 0] }, capital: 1000, fillAt: 'close' })
  // 10 at 100, and 10 more for each of them at 110.
  expect(summary).toMatchObject({
    ...{ bars: 4, startTime: 0, endTime: 3 * 86_400_000, initialEquity: 1000, finalEquity: 1100, trades: 1, averageBars: 1, refusals: 0 },
    ...{ maxDrawdown: 0, maxDrawdownPeakTime: Number.NaN, maxDrawdownTroughTime: Number.NaN, maxDrawdownRecoveryTime: Number.NaN },
  })
  expect(summary.buyHoldReturn).toBeCloseTo(0.32, 12)
  // Bought and sold for all of the equity, in 4 of the 365 bars of a year.
  expect(summary.turnover).toBeCloseTo((2 * 365) / 4, 9)
})

it('without a closed trade does not know how long one lasts', () => {
  const { summary } = backtest(Listed, barsOf([100, 101, 99, 100], [110, 111, 109, 110]), { params: { list: [1, 1] } })
  expect(summary).toMatchObject({ trades: 0, openTrades: 1, averageBars: Number.NaN })
})
