import { describe, expect, it } from 'vitest'
import { ConfigError } from '../../../src/base/errors.ts'
import type { NewOrder } from '../../../src/engine/orders/resting-order.ts'
import { type PriceBar, SimulatedExchange } from '../../../src/engine/orders/simulated-exchange.ts'

const free = { feeBps: 0, slippageBps: 0 }
const bar = (open: number, high: number, low: number, close: number): PriceBar => ({ open, high, low, close })

/** An exchange on which 10 were bought (or sold) at 100 at the close of bar 0, with 1000 in cash before. */
function holding(quantity = 10, costs = free): SimulatedExchange {
  const exchange = new SimulatedExchange({ capital: 1000, costs })
  exchange.openBar(0, bar(100, 100, 100, 100))
  exchange.closeBar()
  exchange.trade({ quantity, reason: 'signal' })
  return exchange
}

/** Lets bar 1 happen, and gives what was filled on it. */
function play(exchange: SimulatedExchange, next: PriceBar) {
  exchange.openBar(1, next)
  exchange.closeBar()
  return exchange.fills.filter(fill => fill.index === 1).map(({ quantity, price, reason }) => ({ quantity, price, reason }))
}

const whole = { side: 'sell', quantity: 10, group: 'exit' } as const
const stop: NewOrder = { ...whole, kind: 'stop', level: 98, reason: 'stop' }
const target: NewOrder = { ...whole, kind: 'touch', level: 103, reason: 'target' }
const trailing: NewOrder = { ...whole, kind: 'trailing', distance: 0.1, extreme: 100, reason: 'trailing' }

describe('market orders', () => {
  it('wait for the next open', () => {
    const exchange = new SimulatedExchange({ capital: 1000, costs: free })
    exchange.place({ kind: 'market', side: 'buy', quantity: 2, reason: 'signal' })
    expect(exchange.fills).toEqual([])
    exchange.openBar(0, bar(50, 60, 40, 55))
    expect(exchange.fills).toEqual([{ index: 0, quantity: 2, price: 50, fee: 0, reason: 'signal' }])
    expect(exchange.orders).toEqual([])
    expect(exchange.worth()).toBe(1000)
    exchange.closeBar()
    expect(exchange.worth()).toBe(1010)
  })

  it('placed while a bar is under way wait, too', () => {
    const exchange = holding()
    exchange.openBar(1, bar(101, 104, 97, 102))
    exchange.place({ kind: 'market', side: 'sell', quantity: 10, reason: 'time' })
    exchange.closeBar()
    expect(exchange.account.quantity).toBe(10)
    exchange.openBar(2, bar(105, 105, 105, 105))
    expect(exchange.fills.at(-1)).toMatchObject({ index: 2, quantity: -10, price: 105, reason: 'time' })
  })

  it('that are traded now take the price of now', () => {
    const exchange = new SimulatedExchange({ capital: 1000, costs: free })
    expect(exchange.price).toBeNaN()
    exchange.openBar(0, bar(50, 60, 40, 55))
    exchange.trade({ quantity: 3, reason: 'signal' })
    exchange.closeBar()
    exchange.trade({ quantity: -1, reason: 'signal' })
    expect(exchange.fills.map(fill => [fill.quantity, fill.price])).toEqual([
      [3, 50],
      [-1, 55],
    ])
    expect(exchange.price).toBe(55)
  })

  it('pay slippage and fees', () => {
    const exchange = new SimulatedExchange({ capital: 1000, costs: { feeBps: 100, slippageBps: 200 } })
    exchange.openBar(0, bar(100, 100, 100, 100))
    exchange.trade({ quantity: 5, reason: 'signal' })
    // 5 at 102, and 1 % of 510.
    expect(exchange.fills[0].price).toBeCloseTo(102, 12)
    expect(exchange.fills[0].fee).toBeCloseTo(5.1, 12)
    expect(exchange.account.cash).toBeCloseTo(484.9, 12)
    exchange.trade({ quantity: -5, reason: 'signal' })
    expect(exchange.fills[1].price).toBeCloseTo(98, 12)
    expect(exchange.account.cash).toBeCloseTo(484.9 + 490 - 4.9, 12)
  })
})

describe('orders that make no sense', () => {
  const exchange = new SimulatedExchange({ capital: 1000, costs: free })

  it('are refused before there is a price', () => {
    expect(() => exchange.trade({ quantity: 1, reason: 'signal' })).toThrow(/no price to trade at/)
    expect(exchange.orders).toEqual([])
  })

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('are refused for the quantity %s', quantity => {
    expect(() => exchange.place({ kind: 'market', side: 'buy', quantity, reason: 'signal' })).toThrow(ConfigError)
  })
})

describe('resting orders', () => {
  it('a stop inside the range fills at its level', () => {
    const exchange = holding()
    exchange.place(stop)
    expect(play(exchange, bar(100, 101, 97, 99))).toEqual([{ quantity: -10, price: 98, reason: 'stop' }])
    expect(exchange.gapExits).toBe(0)
  })

  it('a stop that the open has jumped over fills at the open', () => {
    const exchange = holding()
    exchange.place(stop)
    expect(play(exchange, bar(90, 99, 89, 95))).toEqual([{ quantity: -10, price: 90, reason: 'stop' }])
    expect(exchange.gapExits).toBe(1)
  })

  it('the open of the bar on which it was placed is no gap, but no better price is given than that open', () => {
    const exchange = holding()
    exchange.openBar(1, bar(97, 99, 96, 98))
    exchange.place(stop)
    exchange.closeBar()
    expect(exchange.fills.at(-1)).toMatchObject({ index: 1, price: 97 })
    expect(exchange.gapExits).toBe(0)
  })

  it('the stop comes before the target, the target is canceled, and the bar is counted', () => {
    const exchange = holding()
    exchange.place(target)
    exchange.place(stop)
    expect(play(exchange, bar(100, 104, 97, 100))).toEqual([{ quantity: -10, price: 98, reason: 'stop' }])
    expect(exchange.orders).toEqual([])
    expect(exchange.ambiguousBars).toBe(1)
  })

  it('a target that the open has jumped over comes before a stop in the range', () => {
    const exchange = holding()
    exchange.place(stop)
    exchange.place(target)
    expect(play(exchange, bar(105, 106, 97, 100))).toEqual([{ quantity: -10, price: 105, reason: 'target' }])
    expect([exchange.gapExits, exchange.targetBeforeStop]).toEqual([1, 1])
  })

  it('of two stops the nearest is reached first', () => {
    const exchange = holding()
    exchange.place({ ...trailing, distance: 0.01 })
    exchange.place(stop)
    expect(play(exchange, bar(100, 100, 90, 95))).toEqual([{ quantity: -10, price: 99, reason: 'trailing' }])
  })

  it('orders without a group leave each other alone', () => {
    const exchange = holding()
    const half = { side: 'sell', quantity: 5 } as const
    exchange.place({ ...half, kind: 'stop', level: 98, reason: 'stop' })
    exchange.place({ ...half, kind: 'limit', level: 103, reason: 'target' })
    expect(play(exchange, bar(100, 104, 97, 100)).map(fill => fill.price)).toEqual([98, 103])
    expect(exchange.account.quantity).toBe(0)
  })

  it('limit orders get their price, touch orders pay slippage', () => {
    const costs = { feeBps: 0, slippageBps: 100 }
    const limit = holding(10, costs)
    limit.place({ ...whole, kind: 'limit', level: 103, reason: 'target' })
    expect(play(limit, bar(100, 104, 100, 100))[0].price).toBe(103)
    const touch = holding(10, costs)
    touch.place(target)
    expect(play(touch, bar(100, 104, 100, 100))[0].price).toBeCloseTo(101.97, 12)
  })

  it('a market order of the group at the open cancels the exits before the range', () => {
    const exchange = holding()
    exchange.place(stop)
    exchange.place({ ...whole, kind: 'market', reason: 'time' })
    expect(play(exchange, bar(90, 91, 80, 85))).toEqual([{ quantity: -10, price: 90, reason: 'time' }])
    expect(exchange.orders).toEqual([])
  })

  it('can be amended and canceled', () => {
    const exchange = holding()
    const id = exchange.place(stop)
    const other = exchange.place(target)
    exchange.amend(id, { ...stop, level: 95, quantity: 4 })
    exchange.cancel(other)
    exchange.cancel(999)
    expect(exchange.orders).toEqual([{ ...stop, level: 95, quantity: 4, id, placedAt: 0 }])
    expect(play(exchange, bar(100, 110, 94, 100))).toEqual([{ quantity: -4, price: 95, reason: 'stop' }])
  })
})

it('an order that may only reduce is canceled when there is nothing to reduce', () => {
  const exchange = new SimulatedExchange({ capital: 1000, costs: free })
  exchange.place({ kind: 'market', side: 'sell', quantity: 1, reason: 'signal', reduceOnly: true })
  exchange.openBar(0, bar(100, 100, 100, 100))
  expect(exchange.fills).toEqual([])
  expect(exchange.records).toMatchObject([{ status: 'canceled', endIndex: 0, note: 'there is no position that it could reduce' }])
})

it('a bar without a time cannot tell the day of an order', () => {
  const exchange = new SimulatedExchange({ capital: 1000, costs: free })
  exchange.place({ kind: 'limit', level: 90, side: 'buy', quantity: 1, reason: 'signal', timeInForce: 'day' })
  expect(() => exchange.openBar(0, bar(100, 100, 100, 100))).toThrow('give openBar the time of the bar')
})

describe('trailing stops', () => {
  it('follow the bars before, never their own', () => {
    const exchange = holding()
    exchange.place(trailing)
    // Level 90; the high of this bar would make it 108.
    expect(play(exchange, bar(100, 120, 95, 118))).toEqual([])
    exchange.openBar(2, bar(118, 119, 107, 110))
    exchange.closeBar()
    expect(exchange.fills.at(-1)).toMatchObject({ index: 2, price: 108, reason: 'trailing' })
  })

  it('follow lows when they buy', () => {
    const exchange = holding(-10)
    exchange.place({ ...trailing, side: 'buy' })
    expect(play(exchange, bar(100, 105, 80, 82))).toEqual([])
    exchange.openBar(2, bar(82, 89, 81, 85))
    exchange.closeBar()
    expect(exchange.fills.at(-1)).toMatchObject({ index: 2, quantity: 10, price: 88, reason: 'trailing' })
  })

  it('keep their extreme when amended', () => {
    const exchange = holding()
    const id = exchange.place(trailing)
    play(exchange, bar(100, 120, 100, 118))
    exchange.amend(id, { ...trailing, quantity: 5 })
    expect(exchange.orders[0]).toMatchObject({ extreme: 120, quantity: 5, placedAt: 0 })
  })
})

describe('liquidation', () => {
  it('closes a short where cash and position are worth nothing, and cancels all orders', () => {
    const exchange = holding(-10)
    exchange.place({ kind: 'limit', level: 50, side: 'buy', quantity: 10, reason: 'target' })
    // 1000 + 10 × 100 in cash buys 10 at 200.
    expect(play(exchange, bar(110, 250, 100, 240))).toEqual([{ quantity: 10, price: 200, reason: 'liquidation' }])
    expect(exchange.worth()).toBe(0)
    expect(exchange.orders).toEqual([])
  })

  it('at an open beyond that point there is less than nothing', () => {
    const exchange = holding(-10)
    expect(play(exchange, bar(230, 250, 220, 240))).toEqual([{ quantity: 10, price: 230, reason: 'liquidation' }])
    expect(exchange.worth()).toBe(-300)
  })

  it('never comes to a position that was paid for', () => {
    expect(play(holding(10), bar(1, 1, 1e-9, 1))).toEqual([])
  })

  it('comes to one that was bought on credit', () => {
    // 40 at 100 with 1000: 3000 are borrowed, 75 each.
    expect(play(holding(40), bar(90, 91, 60, 80))).toEqual([{ quantity: -40, price: 75, reason: 'liquidation' }])
  })

  it('comes after a stop of the client at the same price', () => {
    const exchange = holding(40)
    exchange.place({ kind: 'stop', level: 75, side: 'sell', quantity: 40, reason: 'stop' })
    expect(play(exchange, bar(90, 91, 60, 80))).toEqual([{ quantity: -40, price: 75, reason: 'stop' }])
  })

  it('moves when the position changes', () => {
    const exchange = holding(40)
    exchange.trade({ quantity: -20, reason: 'signal' })
    // 20 left, 1000 borrowed, 50 each.
    expect(play(exchange, bar(90, 91, 60, 80))).toEqual([])
    exchange.openBar(2, bar(70, 70, 40, 45))
    exchange.closeBar()
    expect(exchange.fills.at(-1)).toMatchObject({ quantity: -20, price: 50, reason: 'liquidation' })
  })
})

describe('a bar without enough volume', () => {
  const scarce = { ...free, participation: 0.5 }
  const traded = (volume: number, ...prices: [number, number, number, number]): PriceBar => ({ ...bar(...prices), volume })
  /** 10 bought at 100 at the close of bar 0. */
  const scarceHolding = () => {
    const exchange = new SimulatedExchange({ capital: 1000, costs: scarce })
    exchange.openBar(0, traded(20, 100, 100, 100, 100))
    exchange.closeBar()
    expect(exchange.trade({ quantity: 10, reason: 'signal' })).toBe(10)
    return exchange
  }

  it('trades a part at once, and no more on the same bar', () => {
    const exchange = scarceHolding()
    exchange.openBar(1, traded(12, 100, 100, 100, 100))
    expect(exchange.trade({ quantity: -8, reason: 'signal' })).toBe(-6)
    expect(exchange.trade({ quantity: -1, reason: 'signal' })).toBe(0)
    expect(exchange.orders).toEqual([])
    expect(exchange.account.quantity).toBe(4)
  })

  it('keeps the rest of a stop for the next open', () => {
    const exchange = scarceHolding()
    exchange.place(stop)
    exchange.place(target)
    expect(play(exchange, traded(6, 100, 100, 97, 99))).toEqual([{ quantity: -3, price: 98, reason: 'stop' }])
    expect(exchange.orders).toMatchObject([{ kind: 'market', quantity: 7 }])
    exchange.openBar(2, traded(100, 90, 90, 90, 90))
    expect(exchange.fills.at(-1)).toMatchObject({ index: 2, quantity: -7, price: 90, reason: 'stop' })
  })

  it('keeps the rest of a limit at its limit, unless told otherwise', () => {
    const limit: NewOrder = { ...whole, kind: 'limit', level: 103, reason: 'target' }
    const patient = scarceHolding()
    patient.place(limit)
    expect(play(patient, traded(6, 100, 104, 100, 100))).toEqual([{ quantity: -3, price: 103, reason: 'target' }])
    expect(patient.orders).toMatchObject([{ kind: 'limit', quantity: 7 }])
    const hasty = scarceHolding()
    hasty.place({ ...limit, restAtMarket: true })
    play(hasty, traded(0, 100, 104, 100, 100))
    expect(hasty.orders).toMatchObject([{ kind: 'market', quantity: 10 }])
  })

  it('without a volume trades nothing', () => {
    const exchange = scarceHolding()
    exchange.openBar(1, bar(100, 100, 100, 100))
    expect(exchange.trade({ quantity: -8, reason: 'signal' })).toBe(0)
  })
})

describe('costs', () => {
  it('are slippage, spread, impact and fees, on ticks', () => {
    const costs = { ...free, slippageBps: 50, halfSpreadBps: 50, impactBps: 400, minimumFee: 3 }
    const exchange = new SimulatedExchange({ capital: 1000, costs, instrument: { tick: 0.5 } })
    exchange.openBar(0, { ...bar(99, 99, 99, 99), volume: 16 })
    exchange.trade({ quantity: 4, reason: 'signal' })
    // 1 % and half of 4 %: 101.97, on the next tick.
    expect(exchange.fills).toEqual([{ index: 0, quantity: 4, price: 102, fee: 3, reason: 'signal' }])
  })

  it('of holding a position are paid at the open, and move the end of the account', () => {
    const exchange = new SimulatedExchange({ capital: 1000, costs: { ...free, borrowRate: 3.65 } })
    exchange.openBar(0, { ...bar(100, 100, 100, 100), time: 0 })
    exchange.trade({ quantity: -10, reason: 'signal' })
    exchange.closeBar()
    // 1 % a day of 1000, over a weekend.
    exchange.openBar(1, { ...bar(100, 197, 100, 190), time: 3 * 86_400_000 })
    expect(exchange.account.carry).toBeCloseTo(30, 9)
    exchange.closeBar()
    expect(exchange.fills.at(-1)).toMatchObject({ index: 1, reason: 'liquidation' })
    expect(exchange.fills.at(-1)?.price).toBeCloseTo(197, 9)
  })

  it('are none where the times are not known', () => {
    const exchange = new SimulatedExchange({ capital: 1000, costs: { ...free, borrowRate: 3.65 } })
    exchange.openBar(0, bar(100, 100, 100, 100))
    exchange.trade({ quantity: -10, reason: 'signal' })
    exchange.openBar(1, { ...bar(100, 100, 100, 100), time: 86_400_000 })
    expect(exchange.account.carry).toBe(0)
  })
})

it('of a stop and a target inside the same bar the one that is asked for counts', () => {
  const both = (sameBar: 'stop' | 'target') => {
    const exchange = new SimulatedExchange({ capital: 1000, costs: free, exits: { sameBar } })
    exchange.openBar(0, bar(100, 100, 100, 100))
    exchange.closeBar()
    exchange.trade({ quantity: 10, reason: 'signal' })
    exchange.place(stop)
    exchange.place(target)
    return play(exchange, bar(100, 104, 97, 100))
  }
  expect(both('target')).toEqual([{ quantity: -10, price: 103, reason: 'target' }])
  expect(both('stop')).toEqual([{ quantity: -10, price: 98, reason: 'stop' }])
})

describe('what is written down', () => {
  const caught = (act: () => unknown): unknown => {
    try {
      act()
    } catch (error) {
      return error
    }
    return undefined
  }

  it('of mistakes: a code, the value, and what would do', () => {
    const exchange = new SimulatedExchange({ capital: 1000, costs: free })
    expect(exchange.barIndex).toBe(-1)
    expect(caught(() => exchange.trade({ quantity: 1, reason: 'signal' }))).toMatchObject({ code: 'exchange/no-price' })
    expect(caught(() => exchange.place({ kind: 'limit', level: 9, side: 'buy', quantity: -2, reason: 'signal' }))).toMatchObject({
      code: 'exchange/quantity',
      message: 'the quantity of a limit order is -2; it must be positive and finite',
      details: { quantity: -2 },
    })
  })

  it('of a trade that the volume of the bar cut short', () => {
    const exchange = new SimulatedExchange({ capital: 1000, costs: { ...free, participation: 0.5 } })
    exchange.openBar(0, { ...bar(100, 100, 100, 100), volume: 6 })
    exchange.trade({ quantity: 8, reason: 'signal' })
    expect(exchange.records).toMatchObject([{ status: 'canceled', filledQuantity: 3, note: 'the volume of the bar did not suffice' }])
  })

  it('of orders that a liquidation leaves without a sense', () => {
    const exchange = holding(-10)
    exchange.place({ kind: 'limit', level: 50, side: 'buy', quantity: 10, reason: 'target' })
    play(exchange, bar(110, 250, 100, 240))
    expect(exchange.records.at(-1)).toMatchObject({ status: 'canceled', endIndex: 1, note: 'the position was liquidated' })
  })

  it('of a share of the equity that is less than a lot', () => {
    const exchange = new SimulatedExchange({ capital: 1000, costs: free, instrument: { lot: 4 } })
    exchange.place({ kind: 'market', side: 'buy', quantity: Number.NaN, fraction: 0.3, reason: 'signal' })
    exchange.openBar(0, bar(100, 100, 100, 100))
    const note = '0.3 of the equity of 1000 does not come to a quantity that can be traded'
    expect(exchange.records).toMatchObject([{ status: 'rejected', note }])
  })

  it('of a stop loss for an entry that opened nothing', () => {
    const exchange = holding(-10)
    exchange.openBar(1, bar(100, 100, 100, 100))
    exchange.place({ kind: 'market', side: 'buy', quantity: 4, reason: 'signal', stopLoss: { distance: 0.05 } })
    exchange.closeBar()
    exchange.openBar(2, bar(100, 100, 100, 100))
    expect(exchange.account.quantity).toBe(-6)
    expect(exchange.records.at(-1)).toMatchObject({ status: 'rejected', note: 'there is no position that it could reduce' })
  })
})

describe('stop-limit orders', () => {
  const costs = { feeBps: 0, slippageBps: 50 }
  const exit = (level: number, limit: number): NewOrder => ({ ...whole, kind: 'stopLimit', level, limit, reason: 'stop' })

  it('pay slippage down to the limit and no further', () => {
    const near = holding(10, costs)
    near.place(exit(98, 97))
    expect(play(near, bar(100, 100, 97.9, 99))[0].price).toBeCloseTo(97.51, 12)
    const capped = holding(10, costs)
    capped.place(exit(98, 97.9))
    expect(play(capped, bar(100, 100, 97, 99))[0].price).toBe(97.9)
    const cover = holding(-10, costs)
    cover.place({ ...exit(102, 103), side: 'buy' })
    expect(play(cover, bar(100, 102.1, 100, 101))[0].price).toBeCloseTo(102.51, 12)
  })

  it('whose stop is their limit fill where the stop is', () => {
    for (const [quantity, side, level] of [
      [10, 'sell', 98],
      [-10, 'buy', 102],
    ] as const) {
      const exchange = holding(quantity, costs)
      exchange.place({ ...exit(level, level), side })
      expect(play(exchange, bar(100, 102, 98, 100))).toMatchObject([{ quantity: -quantity, price: level }])
      expect(exchange.records.at(-1)).toMatchObject({ kind: 'stopLimit', status: 'filled' })
    }
  })
})

describe('a part of an order', () => {
  const scarce = { ...free, participation: 0.5 }
  const thin = (volume: number, ...prices: [number, number, number, number]): PriceBar => ({ ...bar(...prices), volume })
  const open = (instrument = {}) => {
    const exchange = new SimulatedExchange({ capital: 1000, costs: scarce, instrument })
    exchange.openBar(0, thin(1000, 100, 100, 100, 100))
    exchange.closeBar()
    return exchange
  }

  it('that only closes leaves the rest and what was to be opened', () => {
    const exchange = open()
    exchange.trade({ quantity: 10, reason: 'signal' })
    exchange.place({ kind: 'market', side: 'sell', quantity: 25, reason: 'signal' })
    exchange.openBar(1, thin(12, 100, 100, 100, 100))
    expect(exchange.account.quantity).toBe(4)
    expect(exchange.orders).toMatchObject([{ kind: 'market', quantity: 19 }])
    exchange.closeBar()
    exchange.openBar(2, thin(1000, 100, 100, 100, 100))
    expect(exchange.account.quantity).toBe(-15)
    expect(exchange.entryIndex).toBe(2)
  })

  it('cancels the others of its group when it enters, and not when it leaves', () => {
    const exchange = open()
    const entry = { side: 'buy', quantity: 10, group: 'entry', reason: 'signal' } as const
    exchange.place({ ...entry, kind: 'limit', level: 99 })
    exchange.place({ ...entry, kind: 'stop', level: 120 })
    exchange.openBar(1, thin(12, 100, 100, 99, 100))
    exchange.closeBar()
    expect(exchange.account.quantity).toBe(6)
    expect(exchange.orders).toMatchObject([{ kind: 'limit', quantity: 4 }])
    exchange.cancel(exchange.orders[0].id)
    exchange.place({ ...stop, quantity: 6, reduceOnly: true })
    exchange.place({ ...whole, kind: 'limit', level: 103, quantity: 6, reason: 'target', reduceOnly: true })
    exchange.openBar(2, thin(4, 100, 104, 100, 100))
    exchange.closeBar()
    expect(exchange.account.quantity).toBe(4)
    expect(exchange.orders.map(({ kind }) => kind).sort()).toEqual(['limit', 'stop'])
  })

  it('that is too small to trade is no exit at a gap', () => {
    const exchange = open({ lot: 4 })
    exchange.trade({ quantity: 8, reason: 'signal' })
    exchange.place({ ...stop, quantity: Number.NaN, fraction: 0.3 })
    exchange.openBar(1, thin(1000, 90, 90, 90, 90))
    exchange.closeBar()
    expect([exchange.account.quantity, exchange.gapExits]).toEqual([8, 0])
  })
})

it('an entry inside a bar whose stop and target both lie in the rest of it makes the bar ambiguous', () => {
  const exchange = new SimulatedExchange({ capital: 1000, costs: free })
  exchange.openBar(0, bar(100, 100, 100, 100))
  exchange.closeBar()
  exchange.place({
    kind: 'stop',
    level: 102,
    side: 'buy',
    quantity: 1,
    reason: 'signal',
    stopLoss: { level: 101 },
    takeProfit: { level: 103 },
  })
  exchange.openBar(1, bar(100, 104, 99, 100))
  exchange.closeBar()
  expect(exchange.ambiguousBars).toBe(1)
})

it('turning a position around is a new entry', () => {
  const exchange = holding(10)
  exchange.openBar(1, bar(100, 100, 100, 100))
  exchange.trade({ quantity: -5, reason: 'signal' })
  expect(exchange.entryIndex).toBe(0)
  exchange.trade({ quantity: -20, reason: 'signal' })
  expect(exchange.entryIndex).toBe(1)
})

it('holding costs nothing over bars of which the second has no time', () => {
  const exchange = new SimulatedExchange({ capital: 1000, costs: { ...free, borrowRate: 3.65 } })
  exchange.openBar(0, { ...bar(100, 100, 100, 100), time: 0 })
  exchange.trade({ quantity: -10, reason: 'signal' })
  exchange.openBar(1, bar(100, 100, 100, 100))
  expect(exchange.account.carry).toBe(0)
})

it('a stop-limit order whose stop is reached just at its limit fills there, as a market order', () => {
  const costs = { ...free, feeBps: 100, makerFeeBps: 0 }
  for (const [side, next] of [
    ['buy', bar(106, 108, 105, 107)],
    ['sell', bar(94, 95, 92, 93)],
  ] as const) {
    const exchange = new SimulatedExchange({ capital: 1000, costs })
    exchange.openBar(0, bar(100, 100, 100, 100))
    exchange.closeBar()
    const [level, limit] = side === 'buy' ? [105, 106] : [95, 94]
    exchange.place({ kind: 'stopLimit', level, limit, side, quantity: 1, reason: 'stop' })
    play(exchange, next)
    expect(exchange.fills).toEqual([
      { index: 1, quantity: side === 'buy' ? 1 : -1, price: limit, fee: expect.closeTo(limit / 100, 12), reason: 'signal' },
    ])
  }
})

it('a part of an attached target cancels what has not filled of its entry', () => {
  const exchange = new SimulatedExchange({ capital: 10_000, costs: { ...free, participation: 0.1 } })
  exchange.openBar(0, { ...bar(100, 100, 100, 100), volume: 1000 })
  exchange.closeBar()
  const entry = exchange.place({ kind: 'limit', level: 100, side: 'buy', quantity: 30, reason: 'signal', takeProfit: { level: 110 } })
  exchange.openBar(1, { ...bar(100, 101, 99, 100), volume: 150 })
  exchange.closeBar()
  expect(exchange.records[entry - 1]).toMatchObject({ status: 'working', filledQuantity: 15 })
  exchange.openBar(2, { ...bar(105, 110, 104, 109), volume: 50 })
  exchange.closeBar()
  expect(exchange.records).toMatchObject([
    { status: 'canceled', filledQuantity: 15, endIndex: 2, note: 'an order attached to it has filled' },
    { status: 'working', quantity: 15, filledQuantity: 5, parent: entry },
  ])
})

it('other orders that the same move reaches leave no doubt', () => {
  const exchange = new SimulatedExchange({ capital: 10_000, costs: free })
  exchange.openBar(0, bar(100, 100, 100, 100))
  exchange.closeBar()
  for (const level of [105, 106, 107]) exchange.place({ kind: 'stop', level, side: 'buy', quantity: 1, reason: 'signal' })
  expect(play(exchange, bar(100, 110, 99, 108)).map(({ price }) => price)).toEqual([105, 106, 107])
  expect(exchange.ambiguousBars).toBe(0)
})

it('a liquidation is no turnover, whatever rounding leaves of the account', () => {
  for (let size = 11; size <= 60; size++) {
    const exchange = holding(size)
    expect(play(exchange, bar(100, 100, 5, 20))).toMatchObject([{ quantity: -size, reason: 'liquidation' }])
    expect(exchange.turned).toBe(size / 10)
  }
})

it('a position that was turned over is as old as its own first fill', () => {
  const exchange = holding(3)
  expect(exchange.entryIndex).toBe(0)
  exchange.place({ kind: 'market', side: 'sell', quantity: 5, reason: 'signal' })
  play(exchange, bar(100, 100, 100, 100))
  expect([exchange.account.quantity, exchange.entryIndex]).toEqual([-2, 1])
  exchange.trade({ quantity: -1, reason: 'signal' })
  expect(exchange.entryIndex).toBe(1)
})
