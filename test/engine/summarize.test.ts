import { expect, it } from 'vitest'
import { backtest } from '../../src/engine/backtest.ts'
import { syntheticBars } from '../../src/market/synthetic.ts'
import { drawdownEpisodes, maxDrawdown } from '../../src/metrics/drawdowns.ts'
import { returnsOf } from '../../src/metrics/returns.ts'
import { sharpe } from '../../src/metrics/sharpe.ts'
import { profitFactor, winRate } from '../../src/metrics/trade-metrics.ts'
import { valueAtRisk } from '../../src/metrics/value-at-risk.ts'
import { MaCrossover } from '../../src/strategies/library/ma-crossover.ts'

const bars = syntheticBars({ seed: 4, length: 3000, kind: 'regimes' })
const result = backtest(MaCrossover, bars, { costs: { feeBps: 5, slippageBps: 5 } })
const { summary, equity, trades, fills } = result
const closed = trades.filter(trade => trade.exitReason !== 'open')

it('is the metrics of its curve and of its trades', () => {
  const returns = returnsOf(equity)
  expect(summary.sharpe).toBeCloseTo(sharpe(returns, { barsPerYear: 8760 }), 9)
  expect(summary.var95).toBeCloseTo(valueAtRisk(returns), 12)
  expect(summary.winRate).toBe(winRate(closed.map(trade => trade.pnl)))
  expect(summary.profitFactor).toBeCloseTo(profitFactor(closed.map(trade => trade.pnl)), 12)
  expect(summary.averageBars).toBeCloseTo(closed.reduce((sum, trade) => sum + trade.bars, 0) / closed.length, 12)
})

it('dates its deepest drawdown', () => {
  const deepest = maxDrawdown(equity, { capital: 10_000 })
  expect(summary.maxDrawdown).toBe(deepest.depth)
  expect(summary.maxDrawdownTroughTime).toBe(bars.time[deepest.trough])
  expect(drawdownEpisodes(equity, { capital: 10_000 }).length).toBeGreaterThan(3)
})

it('counts exposure, turnover and costs from the fills', () => {
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
