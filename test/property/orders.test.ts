import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { backtest } from '../../src/engine/backtest.ts'
import type { ExitRules } from '../../src/engine/exits.ts'
import { backtestOrders, type OrderBacktestResult } from '../../src/engine/orders/backtest-orders.ts'
import { OrderStrategy } from '../../src/engine/orders/order-strategy.ts'
import type { OrderConditions, OrderTicket, TimeInForce } from '../../src/strategies/order.ts'
import { Strategy } from '../../src/strategies/strategy.ts'
import { barsFrom, playScript, type Row, type Script } from '../engine/orders/scripted.ts'

/*
 * Orders on random markets. Where a strategy of targets can say the same, both engines do the same to the bit; where it cannot, the
 * laws of orders and of money hold.
 */

const runs = process.env.PEAK_TRADE_DEEP === '1' ? 100_000 : Number(process.env.PEAK_TRADE_CASES ?? 3000)

/** Changes in thousandths: mostly small, sometimes none or a jump. */
const change = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: -40, max: 40 }) },
  { weight: 3, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.constantFrom(-400, -200, -100, 100, 250, 900) },
)
const wick = fc.oneof({ weight: 6, arbitrary: fc.nat({ max: 40 }) }, { weight: 3, arbitrary: fc.constant(0) })
const step = fc.tuple(change, change, wick, wick)
type Step = readonly [number, number, number, number]

function walk(steps: readonly Step[], first = 100): Row[] {
  let price = first
  return steps.map(([gap, move, up, down]) => {
    const open = price * (1 + gap / 1000)
    const close = open * (1 + move / 1000)
    price = close
    return [open, Math.max(open, close) * (1 + up / 1000), Math.min(open, close) * (1 - down / 1000), close]
  })
}

/** Whole prices near 100: levels are hit exactly, again and again. */
const price = fc.integer({ min: 94, max: 106 })
const grid = fc.tuple(price, price, price, price).map(([a, b, c, d]): Row => [a, Math.max(a, b, c, d), Math.min(a, b, c, d), b])

const costs = fc.constantFrom({}, { feeBps: 10, slippageBps: 5 }, { feeBps: 100, slippageBps: 300 })

describe('orders that say what targets say', () => {
  const target = fc.oneof(
    { weight: 6, arbitrary: fc.constant(undefined) },
    { weight: 3, arbitrary: fc.constantFrom(0, 1, -1) },
    { weight: 1, arbitrary: fc.integer({ min: -1000, max: 1000 }).map(n => n / 1000) },
  )
  const wholeTarget = fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, { weight: 3, arbitrary: fc.constantFrom(0, 1, -1) })
  const history = <T>(target: fc.Arbitrary<T>) =>
    fc.oneof(
      fc.array(fc.tuple(step, target), { minLength: 1, maxLength: 40 }).map(list => ({
        rows: walk(list.map(([s]) => s)),
        changes: list.map(([, t]) => t),
      })),
      fc.array(fc.tuple(grid, target), { minLength: 1, maxLength: 40 }).map(list => ({
        rows: list.map(([row]) => row),
        changes: list.map(([, t]) => t),
      })),
    )

  function targetsOf(changes: readonly (number | undefined)[]): number[] {
    let last = 0
    return changes.map(change => (last = change ?? last))
  }

  function targetClass(targets: readonly number[]) {
    return class extends Strategy {
      static override readonly id = 'targets'
      protected override decide() {
        return targets[this.index]
      }
    }
  }

  /** Everything that both kinds of results have. */
  function comparable({ fills, equity, trades, summary, assumptions, bars }: Omit<OrderBacktestResult, 'orders'>) {
    return { fills, equity: [...equity], trades, summary, assumptions, bars: bars.length }
  }

  it('market orders are fixed units', () => {
    let traded = 0
    fc.assert(
      fc.property(history(target), fc.constantFrom(0.1, 3, 10, 25), costs, ({ rows, changes }, units, costs) => {
        const targets = targetsOf(changes)
        class Orders extends OrderStrategy {
          static override readonly id = 'orders'
          private last = 0
          protected override onBar() {
            const wanted = targets[this.index]
            if (wanted === this.last) return
            this.last = wanted
            const held = this.position.quantity
            const turned = held !== 0 && Math.sign(held) !== Math.sign(wanted)
            if (turned) this.exit()
            const difference = wanted * units - (turned ? 0 : held)
            if (wanted === 0 || difference === 0) return
            if (difference > 0) this.buy({ quantity: difference })
            else this.sell({ quantity: -difference })
          }
        }
        const bars = barsFrom(rows)
        const options = { capital: 1000, costs }
        const orders = backtestOrders(Orders, bars, options)
        expect(comparable(orders)).toEqual(comparable(backtest(targetClass(targets), bars, { ...options, sizing: { units } })))
        traded += orders.fills.length
      }),
      { numRuns: runs },
    )
    expect(traded).toBeGreaterThan(runs)
  })

  it('brackets, trailing stops and a time limit are the exits of the settings', () => {
    const distance = fc.constantFrom(undefined, 0.01, 0.02, 0.05, 0.3)
    const reasons = new Set<string>()
    fc.assert(
      fc.property(
        history(wholeTarget),
        fc.record({ stop: distance, trailing: fc.boolean(), profit: distance, maxBars: fc.constantFrom(undefined, 1, 3) }),
        fc.constantFrom(1, 10, 25),
        costs,
        ({ rows, changes }, { stop, trailing, profit, maxBars }, units, costs) => {
          const targets = targetsOf(changes)
          const stopLoss = stop === undefined ? undefined : trailing ? { trailing: stop } : { distance: stop }
          const takeProfit = profit === undefined ? undefined : { distance: profit }
          class Orders extends OrderStrategy {
            static override readonly id = 'orders'
            private last = 0
            protected override onBar() {
              const wanted = targets[this.index]
              const { quantity, barsHeld } = this.position
              if (wanted === this.last) {
                if (barsHeld >= (maxBars ?? Number.POSITIVE_INFINITY)) this.exit()
                return
              }
              this.last = wanted
              if (Math.sign(quantity) === wanted) return
              this.exit()
              if (wanted > 0) this.buy({ quantity: units, stopLoss, takeProfit })
              if (wanted < 0) this.sell({ quantity: units, stopLoss, takeProfit })
            }
          }
          const bars = barsFrom(rows)
          const exits: ExitRules = {
            [trailing ? 'trailingStop' : 'stopLoss']: stop,
            takeProfit: profit,
            maxBars,
            targetFill: 'limit',
          }
          const orders = comparable(backtestOrders(Orders, bars, { capital: 1000, costs }))
          const expected = comparable(backtest(targetClass(targets), bars, { capital: 1000, costs, sizing: { units }, exits }))
          for (const { reason } of expected.fills) reasons.add(reason)
          // What ends by time is a market order here.
          const untimed = JSON.parse(JSON.stringify(expected).replaceAll('"time"', '"signal"'))
          expect(JSON.parse(JSON.stringify(orders))).toEqual(untimed)
        },
      ),
      { numRuns: runs },
    )
    expect([...reasons].sort()).toEqual(['liquidation', 'signal', 'stop', 'target', 'time', 'trailing'])
  })
})

describe('the laws of orders', () => {
  const level = fc.integer({ min: 880, max: 1120 }).map(thousandths => thousandths / 1000)
  const timeInForce = fc.constantFrom<TimeInForce | undefined>(undefined, 'gtc', 'day', 'ioc', { bars: 1 }, { bars: 3 })
  /** A ticket whose levels are multiples of the close, and what to do with it. */
  const order = fc.record({
    act: fc.constantFrom('buy', 'sell', 'exit'),
    kind: fc.constantFrom('market', 'limit', 'stop', 'stopLimit', 'trailing'),
    level,
    limit: level,
    size: fc.constantFrom({ quantity: 1 }, { quantity: 2.5 }, { fraction: 0.5 }, { fraction: 1.5 }, { quantity: 0 }),
    timeInForce,
    group: fc.constantFrom(undefined, undefined, 'a', 'b'),
    stopLoss: fc.option(fc.constantFrom({ distance: 0.02 }, { trailing: 0.03 }, { level: 97 }), { nil: undefined }),
    takeProfit: fc.option(fc.constantFrom({ distance: 0.02 }, { level: 104 }), { nil: undefined }),
    cancel: fc.integer({ min: 0, max: 9 }),
  })
  const scene = fc.record({
    bars: fc.array(fc.tuple(step, fc.array(order, { maxLength: 2 })), { minLength: 1, maxLength: 30 }),
    costs,
  })

  type Order = typeof order extends fc.Arbitrary<infer T> ? T : never

  function conditionsOf({ kind, level, limit, timeInForce, group, stopLoss, takeProfit }: Order, close: number): OrderConditions {
    const terms: OrderConditions = {
      limit: kind === 'limit' || kind === 'stopLimit' ? limit * close : undefined,
      stop: kind === 'stop' || kind === 'stopLimit' ? level * close : undefined,
      trailing: kind === 'trailing' ? Math.abs(1 - level) || 0.01 : undefined,
    }
    return { ...terms, timeInForce, group, stopLoss, takeProfit }
  }

  function play(steps: readonly Step[], orders: readonly (readonly Order[])[], costs: { feeBps?: number; slippageBps?: number }) {
    const rows = walk(steps).map(([open, high, low, close], i): Row => [open, high, low, close, i * 5 * 3_600_000])
    const script: Script = Object.fromEntries(
      orders.map((list, i) => [
        i,
        s => {
          for (const order of list) {
            const conditions = conditionsOf(order, rows[i][3])
            if (order.cancel === 0) s.cancelAll()
            if (order.cancel === 1 && s.orders.length > 0) s.cancel(s.orders[0].id)
            if (order.act === 'exit') s.exit(conditions)
            else s[order.act as 'buy' | 'sell']({ ...conditions, ...order.size } as OrderTicket)
          }
        },
      ]),
    )
    return { rows, result: playScript(rows, script, { costs }) }
  }

  it('hold on random markets', () => {
    const ends = new Set<string>()
    fc.assert(
      fc.property(scene, ({ bars, costs }) => {
        const { rows, result } = play(
          bars.map(([s]) => s),
          bars.map(([, o]) => o),
          costs,
        )
        const { orders, fills, trades, equity } = result
        const slippage = (costs.slippageBps ?? 0) / 10_000
        const near = (a: number, b: number, scale: number) => expect(Math.abs(a - b)).toBeLessThanOrEqual(1e-9 * scale)

        // Money: the last equity is the capital and what the trades have earned, and each equity follows from the fills before.
        const pnl = trades.reduce((sum, trade) => sum + trade.pnl, 0)
        const scale = fills.reduce((sum, fill) => sum + Math.abs(fill.quantity * fill.price), 1000)
        near(equity.at(-1) ?? 0, 1000 + pnl, scale)
        for (const [t, row] of rows.entries()) {
          const past = fills.filter(({ index }) => index <= t)
          const cash = past.reduce((sum, fill) => sum - fill.quantity * fill.price - fill.fee, 1000)
          const held = past.reduce((sum, fill) => sum + fill.quantity, 0)
          near(equity[t], cash + held * row[3], scale)
        }

        // Fills: inside the bar, slippage aside; what the orders say is what was filled.
        for (const { index, price } of fills) {
          const [, high, low] = rows[index]
          expect(price).toBeLessThanOrEqual(high * (1 + slippage) * (1 + 1e-12))
          expect(price).toBeGreaterThanOrEqual(low * (1 - slippage) * (1 - 1e-12))
        }
        const byOrders = orders.reduce((sum, { side, filledQuantity }) => sum + (side === 'buy' ? 1 : -1) * filledQuantity, 0)
        const byFills = fills.filter(({ reason }) => reason !== 'liquidation').reduce((sum, { quantity }) => sum + quantity, 0)
        near(byOrders, byFills, 1 + Math.abs(byFills) + orders.length * 100)

        const groups = new Map<string, number[]>()
        for (const order of orders) {
          const { id, side, kind, status, limit, placedIndex, endIndex, averagePrice, filledQuantity, timeInForce, parent, group } = order
          ends.add(`${kind} ${status}`)
          expect(Number.isNaN(endIndex)).toBe(status === 'working')
          if (status !== 'working') expect(endIndex).toBeGreaterThanOrEqual(placedIndex)
          expect(filledQuantity > 0).toBe(status === 'filled')
          expect(Number.isNaN(averagePrice)).toBe(status !== 'filled')
          // A limit is a limit.
          if (status === 'filled' && !Number.isNaN(limit)) {
            if (side === 'buy') expect(averagePrice).toBeLessThanOrEqual(limit * (1 + 1e-12))
            else expect(averagePrice).toBeGreaterThanOrEqual(limit * (1 - 1e-12))
          }
          // Nothing fills on the bar of the decision; what is attached may fill on the bar of its entry.
          if (status === 'filled' && parent === undefined) expect(endIndex).toBeGreaterThan(placedIndex)
          if (parent !== undefined) {
            expect(orders[parent - 1].status).toBe('filled')
            expect(placedIndex).toBe(orders[parent - 1].endIndex)
          }
          // Time in force.
          const lived = (status === 'working' ? rows.length - 1 : endIndex) - placedIndex
          if (timeInForce === 'ioc' && kind !== 'market') expect(lived).toBeLessThanOrEqual(1)
          if (typeof timeInForce === 'object') expect(lived).toBeLessThanOrEqual(timeInForce.bars)
          if (timeInForce === 'day' && status === 'filled') {
            const day = (i: number) => Math.floor((i * 5) / 24)
            expect(day(endIndex)).toBe(day(placedIndex + 1))
          }
          if (status === 'filled' && group !== undefined) groups.set(group, [...(groups.get(group) ?? []), id])
        }
        // Of the orders of a group that worked at the same time only one has filled.
        for (const ids of groups.values())
          for (const [k, id] of ids.entries())
            for (const later of ids.slice(k + 1)) {
              const [one, other] = [orders[id - 1], orders[later - 1]]
              const together = one.placedIndex < other.endIndex && other.placedIndex < one.endIndex
              expect(together && one.parent === other.parent && one.placedIndex === other.placedIndex).toBe(false)
            }
        // A position of nothing has no orders that could only reduce it.
        const held = fills.reduce((sum, { quantity }) => sum + quantity, 0)
        if (Math.abs(held) < 1e-12) expect(orders.filter(({ status, reduceOnly }) => status === 'working' && reduceOnly)).toEqual([])
      }),
      { numRuns: runs },
    )
    // All of it has happened.
    for (const kind of ['market', 'limit', 'stop', 'stopLimit', 'trailing']) expect(ends).toContain(`${kind} filled`)
    for (const kind of ['limit', 'stop', 'stopLimit', 'trailing']) expect(ends).toContain(`${kind} expired`)
    for (const kind of ['limit', 'stop', 'trailing']) expect(ends).toContain(`${kind} canceled`)
    expect(ends).toContain('market rejected')
  })

  it('what is placed later changes nothing before', () => {
    fc.assert(
      fc.property(scene, fc.nat({ max: 29 }), ({ bars, costs }, cut) => {
        const steps = bars.map(([s]) => s)
        const orders = bars.map(([, o]) => o)
        const whole = play(steps, orders, costs).result
        const short = play(steps.slice(0, cut + 1), orders.slice(0, cut + 1), costs).result
        expect(short.fills).toEqual(whole.fills.filter(({ index }) => index <= cut))
        expect([...short.equity]).toEqual([...whole.equity.subarray(0, cut + 1)])
      }),
      { numRuns: Math.ceil(runs / 3) },
    )
  })
})
