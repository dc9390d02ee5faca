import { expect, it } from 'vitest'
import { FillCosts } from '../../src/engine/fill-costs.ts'
import { type BacktestSettingsInput, resolveSettings } from '../../src/engine/settings.ts'
import { SizedOrders } from '../../src/reports/sized-orders.ts'
import { fixtureResult, waveBars } from './fixture.ts'

const bars = { ...waveBars(6), timeframe: '1d' as const, close: Float64Array.of(100, 110, 99, 108.9, 98.01, 107.811) }

function orders(input: BacktestSettingsInput) {
  const settings = resolveSettings(input)
  const atr = input.exits?.stopAtr === undefined ? undefined : Float64Array.of(1, 2, 3, 4, 5, 6)
  return new SizedOrders(fixtureResult({ bars, settings }), new FillCosts(settings.costs, settings.instrument), atr)
}
const moment = { target: 1, equity: 1000, price: 100, decided: 4, held: 0 }

it('sizes with the price that a unit is expected to cost', () => {
  const sized = orders({ costs: { slippageBps: 60, halfSpreadBps: 40, feeBps: 100 } }).at(moment)
  expect(sized).toMatchObject({ rawPrice: 100, price: 101, slippageRate: 0.01, feeRate: 0.01, held: 0 })
  expect(sized.wanted).toBeCloseTo(1000 / 101 / 1.01, 12)
})

it('finds the distance of the stop at the decision', () => {
  const { stopDistance, wanted } = orders({ sizing: { risk: 0.01 }, exits: { stopAtr: 2 } }).at(moment)
  expect([stopDistance, wanted]).toEqual([10, 1])
  expect(orders({ exits: { stopAtr: 2 } }).atrAt(2)).toBe(3)
  expect(orders({}).atrAt(2)).toBeNaN()
  expect(orders({ exits: { stopAtr: 2 } }).atrAt(-1)).toBeNaN()
})

it('measures the volatility up to the decision', () => {
  // Returns of +10 %, −10 %, +10 %, −10 %: the sample deviation is √(0.04 ÷ 3); waves trade on every day of the year.
  const { volatility, wanted } = orders({ sizing: { volatility: 0.5, period: 4 } }).at(moment)
  expect(volatility).toBeCloseTo(Math.sqrt((0.04 / 3) * 365), 12)
  expect(wanted).toBeCloseTo((1000 * 0.5) / volatility / 100, 12)
  expect(orders({ sizing: { volatility: 0.5, period: 5 } }).at(moment).volatility).toBeNaN()
})

it('looks at the closed trades', () => {
  const kelly = orders({ sizing: { kelly: 1, trades: 2 }, maxLeverage: 100 })
  expect(kelly.at(moment)).toMatchObject({ kelly: 0.02, closedTrades: 0, wanted: 0.2 })
  kelly.book(0, 1, 100, 0)
  kelly.book(1, 0, 110, 0)
  kelly.book(0, 1, 100, 0)
  expect(kelly.at(moment)).toMatchObject({ kelly: 0.02, closedTrades: 1 })
  kelly.book(1, 0, 100, 0)
  // Returns of 10 % and 0: a mean of 0.05, a variance of 0.005.
  expect(kelly.at(moment).kelly).toBeCloseTo(10, 9)
})
