import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { verdict } from '../../src/base/verdict.ts'
import { backtestOrders, type OrderBacktestResult } from '../../src/engine/orders/backtest-orders.ts'
import { OrderStrategy } from '../../src/engine/orders/order-strategy.ts'
import type { Admit } from '../../src/engine/refusals.ts'
import type { Bars } from '../../src/market/bars.ts'
import { describeTrade } from '../../src/reports/describe-trade.ts'
import { explainTrade } from '../../src/reports/explain-trade.ts'
import { toHtml } from '../../src/reports/html.ts'
import { reportBacktest } from '../../src/reports/report-backtest.ts'
import type { TradeExplanation } from '../../src/reports/trade-explanation.ts'
import type { OrderTicket, TimeInForce } from '../../src/strategies/order.ts'

/*
 * Every trade of every strategy that places orders can be told, whatever the orders and the settings, and what is told adds up to the result:
 * each fill is told once, with the order that it belongs to.
 */

const runs = process.env.PEAK_TRADE_DEEP === '1' ? 50_000 : 3000

const change = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: -40, max: 40 }) },
  { weight: 3, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.constantFrom(-400, -200, -100, 100, 250, 900) },
)
const wick = fc.oneof({ weight: 6, arbitrary: fc.nat({ max: 40 }) }, { weight: 3, arbitrary: fc.constant(0) })
const volume = fc.oneof({ weight: 6, arbitrary: fc.integer({ min: 1, max: 100 }) }, { weight: 1, arbitrary: fc.constant(0) })
const level = fc.integer({ min: 900, max: 1100 }).map(thousandths => thousandths / 1000)

const order = fc.record({
  act: fc.constantFrom('buy', 'sell', 'exit'),
  kind: fc.constantFrom('market', 'limit', 'stop', 'stopLimit', 'trailing'),
  level,
  limit: level,
  size: fc.constantFrom({ quantity: 1 }, { quantity: 2.5 }, { quantity: 1 }, { fraction: 0.5 }, { fraction: 1.5 }, { quantity: 0 }),
  timeInForce: fc.constantFrom<TimeInForce | undefined>(undefined, 'gtc', 'day', 'ioc', { bars: 1 }, { bars: 3 }),
  group: fc.constantFrom(undefined, undefined, 'a', 'b'),
  stopLoss: fc.option(fc.constantFrom({ distance: 0.02 }, { trailing: 0.03 }, { level: 97 }), { nil: undefined }),
  takeProfit: fc.option(fc.constantFrom({ distance: 0.02 }, { level: 104 }), { nil: undefined }),
  cancel: fc.integer({ min: 0, max: 9 }),
  copies: fc.constantFrom(1, 1, 1, 2),
})
type Order = typeof order extends fc.Arbitrary<infer T> ? T : never
const steps = fc.array(fc.tuple(change, change, wick, wick, volume, fc.array(order, { maxLength: 2 })), {
  minLength: 1,
  maxLength: 40,
  size: 'max',
})

const sometimes = <T>(...values: T[]) => fc.option(fc.constantFrom(...values), { freq: 2, nil: undefined })
const settings = fc.record({
  capital: fc.constantFrom(1000, 1000, 100),
  maxLeverage: sometimes(0.5, 1, 3),
  costs: fc.record({
    feeBps: fc.constantFrom(0, 10, 100),
    makerFeeBps: sometimes(0, 3),
    minimumFee: sometimes(0, 1),
    slippageBps: fc.constantFrom(0, 5, 300),
    impactBps: sometimes(20, 300),
    participation: sometimes(0.02, 0.1),
    borrowRate: sometimes(0.05, 3),
    fundingRate: sometimes(0.1, -2),
  }),
  instrument: fc.record({ tick: sometimes(0.01, 0.5), lot: sometimes(0.01, 0.5), minNotional: sometimes(10, 200) }),
})
const fussy: Admit = ({ side, index }) => verdict(side === 'sell' && index % 3 === 0 ? [{ code: 'house/day', message: 'not today' }] : [])
const scene = fc.record({ steps, settings, admit: fc.constantFrom(undefined, undefined, fussy) })

function barsOf(rows: (typeof steps extends fc.Arbitrary<infer T> ? T : never) & readonly unknown[]): Bars {
  let last = 100
  const prices = rows.map(([gap, move, up, down, traded]) => {
    const open = last * (1 + gap / 1000)
    const close = open * (1 + move / 1000)
    last = Math.min(1e4, Math.max(1, close))
    return [open, Math.max(open, close) * (1 + up / 1000), Math.min(open, close) * (1 - down / 1000), close, traded]
  })
  const column = (k: number) => Float64Array.from(prices, row => row[k])
  return {
    ...{ symbol: 'ANY', timeframe: '1h', calendar: '24/7', length: rows.length },
    time: Float64Array.from(rows, (_, t) => t * 5 * 3_600_000),
    ...{ open: column(0), high: column(1), low: column(2), close: column(3), volume: column(4) },
  }
}

function strategyOf(orders: readonly (readonly Order[])[]) {
  return class extends OrderStrategy {
    static override readonly id = 'random'
    protected override onBar() {
      const close = this.close.value
      for (const { act, kind, level, limit, size, cancel, copies, ...rest } of orders[this.index]) {
        if (cancel === 0) this.cancelAll()
        if (cancel === 1 && this.orders.length > 0) this.cancel(this.orders[0].id)
        const terms = {
          ...rest,
          limit: kind === 'limit' || kind === 'stopLimit' ? limit * close : undefined,
          stop: kind === 'stop' || kind === 'stopLimit' ? level * close : undefined,
          trailing: kind === 'trailing' ? Math.abs(1 - level) || 0.01 : undefined,
        }
        for (let k = 0; k < copies; k++)
          if (act === 'exit') this.exit(terms)
          else this[act as 'buy' | 'sell']({ ...terms, ...size } as OrderTicket)
      }
    }
  }
}

const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0)

function expectSums(result: OrderBacktestResult, explanations: readonly TradeExplanation[]): void {
  const { settings, summary, fills: listed, trades, orders, assumptions } = result
  const steps = explanations.flatMap(explanation => explanation.steps)
  const fills = steps.flatMap(step => step.fills.map(fill => ({ ...fill, index: step.index })))
  expect(fills.map(({ index, quantity, price, fee, reason }) => ({ index, quantity, price, fee, reason }))).toEqual(listed)
  const scale = sumOf(listed.map(({ quantity, price }) => Math.abs(quantity * price))) + settings.capital
  const near = (a: number, b: number) => expect(Math.abs(a - b)).toBeLessThanOrEqual(1e-9 * scale)
  near(sumOf(fills.map(fill => fill.fee)), summary.fees)
  near(sumOf(explanations.map(explanation => explanation.carry)), summary.carry)
  if (settings.instrument.tick === undefined) near(sumOf(fills.map(fill => fill.slippage)), summary.slippage)
  // Only where volume is limited can an exit at a gap come to nothing.
  if (settings.costs.participation === undefined) {
    const gaps = steps.flatMap(step => step.assumptions).filter(assumption => assumption === 'gap').length
    expect(gaps).toBe(assumptions.gapExits)
  }
  // Each order has the fills that it says it has.
  for (const { id, side, filledQuantity, averagePrice } of orders) {
    const own = fills.filter(fill => fill.order === id)
    near(sumOf(own.map(fill => fill.quantity)), side === 'buy' ? filledQuantity : -filledQuantity)
    if (own.length > 0) near(sumOf(own.map(fill => Math.abs(fill.quantity) * fill.price)) / filledQuantity, averagePrice)
  }
  for (const [k, { steps, trade }] of explanations.entries()) {
    const last = steps[steps.length - 1]
    expect(trade).toBe(trades[k])
    expect(last.index).toBe(trade.exitIndex)
    expect(steps.reduce((count, step) => count + 1 + step.leftOut, 0)).toBe(last.index - steps[0].index + 1)
    near(last.profit, trade.pnl)
    const entry = steps.flatMap(step => step.fills)[0]
    expect(steps[0].orders?.some(({ id, event, when }) => id === entry.order && event === 'placed' && when === 'close')).toBe(true)
    for (const { index, orders: events = [] } of steps)
      for (const { id, event, why } of events) {
        const { placedIndex, endIndex, triggeredIndex, status, note } = orders[id - 1]
        if (event === 'placed') expect(index).toBe(placedIndex)
        else if (event === 'triggered') expect(index).toBe(triggeredIndex)
        else expect([index, event, why]).toEqual([endIndex, status, note])
      }
  }
}

it(`explains every trade of ${runs} random strategies that place orders`, () => {
  const seen: Record<string, number> = {}
  const see = (name: string) => {
    seen[name] = (seen[name] ?? 0) + 1
  }
  fc.assert(
    fc.property(scene, ({ steps, settings, admit }) => {
      const bars = barsOf(steps)
      const strategy = strategyOf(steps.map(row => row[5]))
      const result = backtestOrders(strategy, bars, { ...settings, admit })
      const explanations = result.trades.map((_, k) => explainTrade(result, k))
      expectSums(result, explanations)
      for (const explanation of explanations) {
        expect(describeTrade(explanation).join('\n')).not.toMatch(/undefined/)
        for (const { orders = [], fills, assumptions } of explanation.steps) {
          for (const { event, when } of orders) see(`${event} ${when}`)
          for (const { reason, ordered } of fills) see(ordered === undefined ? reason : 'partly')
          for (const assumption of assumptions) see(assumption)
        }
      }
      if (result.orders.length > 0 && steps.length === 7) toHtml(reportBacktest(result))
    }),
    { numRuns: runs },
  )
  // A generator that never gets there proves nothing.
  const features = [
    ...['placed open', 'placed inside', 'placed close', 'triggered inside', 'filled open', 'filled inside', 'canceled open'],
    ...['canceled inside', 'canceled close', 'expired open', 'expired close', 'rejected open', 'rejected inside', 'rejected close'],
    ...['signal', 'stop', 'target', 'trailing', 'liquidation', 'partly', 'gap'],
  ]
  expect(features.filter(name => (seen[name] ?? 0) < 5)).toEqual([])
}, 300_000)
