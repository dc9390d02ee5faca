import fc from 'fast-check'
import { expect, it } from 'vitest'
import { measureTrades } from '../../src/metrics/measure-trades.ts'
import { averageLoss, averageWin, expectancy, payoffRatio, profitFactor, sqn, winRate } from '../../src/metrics/trade-metrics.ts'

it('a hand-worked list', () => {
  // peak-trade-research.md, section 3: wins 2, losses 2 of 5
  expect(measureTrades([100, -50, 0, 200, -25])).toMatchObject({
    trades: 5,
    winRate: 0.4,
    averageWin: 150,
    averageLoss: 37.5,
    profitFactor: 4,
    expectancy: 45,
    payoffRatio: 4,
  })
})

// Money; squares of numbers below the smallest coin of any currency would only test underflow.
const profit = fc.double({ min: -1e6, max: 1e6, noNaN: true }).map(value => (Math.abs(value) < 1e-12 ? 0 : value))

it('is what the single functions give', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(profit, fc.constant(0)), { maxLength: 40 }), profits => {
      const all = measureTrades(Float64Array.from(profits))
      const near = (a: number, b: number) =>
        expect(Number.isNaN(a) ? Number.isNaN(b) : Math.abs(a - b) <= 1e-9 * (1 + Math.abs(b)), `${a} is not ${b}`).toBe(true)
      near(all.winRate, winRate(profits))
      near(all.profitFactor, profitFactor(profits))
      near(all.expectancy, expectancy(profits))
      near(all.averageWin, averageWin(profits))
      near(all.averageLoss, averageLoss(profits))
      near(all.payoffRatio, payoffRatio(profits))
      near(all.sqn, sqn(profits))
    }),
  )
})

it('counts only the first ones when asked', () => {
  expect(measureTrades([1, -1, 99], 2)).toMatchObject({ trades: 2, winRate: 0.5, profitFactor: 1 })
})

it('no trades mean nothing', () => {
  expect(measureTrades([])).toMatchObject({ trades: 0, winRate: Number.NaN, expectancy: Number.NaN, sqn: Number.NaN })
})
