import { expect, it } from 'vitest'
import { backtest } from '../../src/engine/backtest.ts'
import { syntheticBars } from '../../src/market/synthetic.ts'
import { returnsOf } from '../../src/metrics/returns.ts'
import { resampledReturns } from '../../src/research/resampled-returns.ts'
import { tradeReturns } from '../../src/research/trade-returns.ts'
import { MaCrossover } from '../../src/strategies/library/ma-crossover.ts'

const result = backtest(MaCrossover, syntheticBars({ seed: 1, length: 876 }), { params: { fast: 5, slow: 20 } })

it('draws returns of bars', () => {
  expect(resampledReturns(result, 'bars')).toEqual({ returns: returnsOf(result.equity), barsPerYear: 8760 })
})

it('draws returns of closed trades, as many in a year as there were', () => {
  const { returns, barsPerYear } = resampledReturns(result, 'trades')
  expect(returns).toEqual(tradeReturns(result.trades, result.settings.capital))
  // A tenth of a year of hours.
  expect(barsPerYear).toBeCloseTo(returns.length * 10, 9)
})

it('refuses to draw from nothing, and other words', () => {
  const none = { ...result, trades: result.trades.slice(0, 0) }
  expect(() => resampledReturns(none, 'trades')).toThrow(expect.objectContaining({ code: 'monte-carlo/of' }))
  expect(() => resampledReturns(result, 'weeks' as never)).toThrow(/"weeks"/)
})
