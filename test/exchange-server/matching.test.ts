import { Decimal } from 'decimal.js'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Matching } from './matching.ts'
import type { ExchangeOrder, OrderEvent, OrderRequest } from './order.ts'
import { findPair, type Pair } from './pairs.ts'

const d = (value: number | string) => new Decimal(value)
const pair = findPair('BTC/USD') as Pair
const quote = (price: number) => ({ bid: d(price).minus(5), ask: d(price).plus(5), last: d(price) })

function newMatching(balances: Record<string, number> = { ZUSD: 100_000, XXBT: 2 }): Matching {
  const matching = new Matching({
    balances: Object.fromEntries(Object.entries(balances).map(([id, amount]) => [id, d(amount)])),
    fees: { maker: d('0.0025'), taker: d('0.004') },
  })
  matching.setQuote(pair, quote(50_000), 0)
  return matching
}

function order(
  matching: Matching,
  request: Partial<OrderRequest>,
  slices?: { fractions: number[]; after: 'rests' | 'canceled' },
): ExchangeOrder {
  const placed = matching.place({ pair, side: 'buy', type: 'market', quantity: d(1), ...request }, 1, slices)
  if ('error' in placed) throw new Error(placed.error)
  return placed.order
}

const total = (matching: Matching, asset: string) => matching.holding(asset).total.toFixed()

describe('Matching', () => {
  it('fills a market order at the touch, with the taker fee', () => {
    const matching = newMatching()
    const bought = order(matching, { quantity: d('0.5') })
    // 0.5 × 50,005 = 25,002.5; 0.4 % of it = 100.01
    expect([bought.status, bought.cost.toFixed(), bought.fee.toFixed()]).toEqual(['closed', '25002.5', '100.01'])
    expect([total(matching, 'ZUSD'), total(matching, 'XXBT')]).toEqual(['74897.49', '2.5'])
    // 2.5 × 49,995 = 124,987.5; fee 499.95
    order(matching, { side: 'sell', quantity: d('2.5') })
    expect([total(matching, 'ZUSD'), total(matching, 'XXBT')]).toEqual(['199385.04', '0'])
  })

  it('lets a limit order rest, holds its money, and fills it at its own price with the maker fee', () => {
    const matching = newMatching()
    const resting = order(matching, { type: 'limit', limit: d(49_000) })
    expect(resting.status).toBe('open')
    // 49,000 × 1.004
    expect(matching.holding('ZUSD').held.toFixed()).toBe('49196')
    matching.setQuote(pair, quote(48_996), 2)
    expect(resting.status).toBe('open') // ask 49,001
    matching.setQuote(pair, quote(48_000), 3)
    expect([resting.status, resting.cost.toFixed(), resting.fee.toFixed()]).toEqual(['closed', '49000', '122.5'])
    expect(matching.holding('ZUSD').held.toFixed()).toBe('0')
    expect(matching.fills[0]).toMatchObject({ at: 3, isMaker: true })
  })

  it('gives a limit order that arrives across the spread the better price', () => {
    const matching = newMatching()
    expect(order(matching, { type: 'limit', limit: d(51_000) }).cost.toFixed()).toBe('50005')
    expect(order(matching, { type: 'limit', side: 'sell', limit: d(40_000) }).cost.toFixed()).toBe('49995')
  })

  it.each([
    [{ quantity: d(3) }, 'EOrder:Insufficient funds'],
    [{ side: 'sell', quantity: d('2.00000001') }, 'EOrder:Insufficient funds'],
    [{ quantity: d('0.00004') }, 'EOrder:Order minimum not met'],
    [{ quantity: d('0.00005'), type: 'limit', limit: d(1) }, 'EOrder:Cost minimum not met'],
    [{ quantity: d('0.123456789') }, 'EGeneral:Invalid arguments:volume'],
    [{ quantity: d(0) }, 'EGeneral:Invalid arguments:volume'],
    [{ type: 'limit' }, 'EGeneral:Invalid arguments:price'],
    [{ type: 'limit', limit: d(0) }, 'EGeneral:Invalid arguments:price'],
    [{ type: 'limit', limit: d('50000.12') }, 'EOrder:Invalid price:XBTUSD price can only be specified up to 1 decimals.'],
    [{ type: 'limit', limit: d(50_005), postOnly: true }, 'EOrder:Post only order'],
    [{ pair: findPair('ADA/USD') as Pair, quantity: d(10) }, 'EService:Unavailable'],
  ] as const)('refuses %o with %s, and nothing changes', (request, error) => {
    const matching = newMatching()
    expect(matching.place({ pair, side: 'buy', type: 'market', quantity: d(1), ...request }, 1)).toEqual({ error })
    expect([matching.orders.size, total(matching, 'ZUSD'), matching.holding('ZUSD').held.toFixed()]).toEqual([0, '100000', '0'])
  })

  it('refuses the id of an open order, and takes it again when that order is over', () => {
    const matching = newMatching()
    const first = order(matching, { type: 'limit', limit: d(40_000), clientId: 'a' })
    const again = { pair, side: 'buy', type: 'limit', quantity: d(1), limit: d(40_000), clientId: 'a' } as const
    expect(matching.check(again)).toBe('EGeneral:Invalid arguments:cl_ord_id not unique')
    matching.cancel(first, 2)
    expect(matching.check(again)).toBeUndefined()
  })

  it('counts what open orders hold as spent', () => {
    const matching = newMatching()
    order(matching, { type: 'limit', limit: d(49_000), quantity: d(2) })
    expect(matching.check({ pair, side: 'buy', type: 'market', quantity: d('0.1') })).toBe('EOrder:Insufficient funds')
    const sell = order(matching, { type: 'limit', side: 'sell', limit: d(60_000), quantity: d(2) })
    expect(matching.check({ pair, side: 'sell', type: 'market', quantity: d('0.1') })).toBe('EOrder:Insufficient funds')
    expect([matching.cancel(sell, 2), matching.cancel(sell, 3)]).toEqual([true, false])
    expect(matching.check({ pair, side: 'sell', type: 'market', quantity: d('0.1') })).toBeUndefined()
  })

  it('fires stops by the last price', () => {
    const matching = newMatching()
    const stop = order(matching, { side: 'sell', type: 'stop-loss', trigger: d(48_000) })
    const profit = order(matching, { side: 'sell', type: 'take-profit-limit', trigger: d(52_000), limit: d(51_999) })
    matching.setQuote(pair, quote(48_001), 2)
    expect([stop.status, profit.status]).toEqual(['open', 'open'])
    matching.setQuote(pair, quote(47_000), 3)
    expect([stop.status, stop.cost.toFixed()]).toEqual(['closed', '46995'])
    matching.setQuote(pair, quote(52_001), 4)
    expect(profit.status).toBe('open') // fired, but the bid is 51,996
    matching.setQuote(pair, quote(52_100), 5)
    expect([profit.status, profit.cost.toFixed()]).toEqual(['closed', '51999'])
  })

  it('trades in the parts that it is told', () => {
    const matching = newMatching()
    const parts = order(matching, { quantity: d(1) }, { fractions: [0.25, 0.25], after: 'rests' })
    expect([parts.status, parts.filled.toFixed()]).toEqual(['open', '0.25'])
    matching.setQuote(pair, quote(50_000), 2)
    expect(parts.filled.toFixed()).toBe('0.5')
    matching.setQuote(pair, quote(50_000), 3)
    expect([parts.status, parts.filled.toFixed(), parts.fills.length]).toEqual(['closed', '1', 3])
    const cut = order(matching, { side: 'sell' }, { fractions: [0.1], after: 'canceled' })
    expect([cut.status, cut.filled.toFixed(), cut.reason]).toEqual(['canceled', '0.1', 'Out of liquidity'])
  })

  it('never fills more than was ordered, whatever the parts add up to', () => {
    const matching = newMatching()
    const parts = order(matching, {}, { fractions: [0.7, 0.7], after: 'rests' })
    matching.setQuote(pair, quote(50_000), 2)
    expect([parts.status, parts.filled.toFixed()]).toEqual(['closed', '1'])
  })

  it('can always pay for a resting order, however awkward its parts are', () => {
    // 0.7 × 33,333.3 × 1.004 = 23,426.64324, rounded up
    const matching = newMatching({ ZUSD: 23_426.6433, XXBT: 0 })
    const resting = order(matching, { type: 'limit', limit: d('33333.3'), quantity: d('0.7') })
    expect(matching.holding('ZUSD').held.toFixed()).toBe('23426.6433')
    for (let part = 0; part < 1000; part++) matching.fill(resting, 2, { quantity: d('0.00069999') })
    matching.setQuote(pair, quote(33_000), 3)
    expect(resting.status).toBe('closed')
  })

  it('ends IOC and FOK orders at once, and GTD orders in time', () => {
    const matching = newMatching()
    expect(order(matching, { type: 'limit', limit: d(49_000), timeInForce: 'IOC' }).status).toBe('canceled')
    expect(order(matching, { timeInForce: 'FOK' }, { fractions: [0.5], after: 'rests' }).filled.toFixed()).toBe('0')
    expect(order(matching, { side: 'sell', timeInForce: 'FOK' }).status).toBe('closed')
    const dated = order(matching, { type: 'limit', limit: d(49_000), timeInForce: 'GTD', expiresAt: 10 })
    matching.expire(9)
    expect(dated.status).toBe('open')
    matching.expire(10)
    expect([dated.status, dated.closedAt]).toEqual(['expired', 10])
  })

  it('amends price and quantity in place', () => {
    const matching = newMatching()
    const resting = order(matching, { type: 'limit', limit: d(49_000) })
    expect(matching.amend(resting, { quantity: d(3) }, 2)).toBe('EOrder:Insufficient funds')
    expect(matching.amend(resting, { limit: d(50_005), postOnly: true }, 2)).toBe('EOrder:Post only order')
    expect(matching.amend(resting, { limit: d(48_000), quantity: d(2) }, 2)).toBeUndefined()
    expect(matching.holding('ZUSD').held.toFixed()).toBe('96384')
    matching.fill(resting, 3, { quantity: d(1) })
    expect(matching.amend(resting, { quantity: d(1) }, 4)).toBeUndefined()
    expect([resting.status, resting.filled.toFixed()]).toEqual(['canceled', '1'])
    expect(matching.amend(resting, { quantity: d(2) }, 5)).toBe('EOrder:Unknown order')
  })

  it('fills on demand, and not what cannot be', () => {
    const matching = newMatching()
    const resting = order(matching, { type: 'limit', limit: d(49_000) })
    expect(() => matching.fill(resting, 2, { quantity: d('1.1') })).toThrow('1 are left')
    expect(() => matching.fill(resting, 2, { price: d(200_000) })).toThrow('cannot pay')
    expect(matching.fill(resting, 2, { quantity: d('0.4'), price: d(48_500) }).cost.toFixed()).toBe('19400')
    expect(matching.fill(resting, 3).quantity.toFixed()).toBe('0.6')
    expect(() => matching.fill(resting, 4)).toThrow('is closed')
  })

  it('tells what happens, in order', () => {
    const matching = newMatching()
    const events: OrderEvent[] = []
    matching.onEvent(event => events.push(event))
    order(matching, { quantity: d('0.5') })
    matching.cancel(order(matching, { type: 'limit', limit: d(40_000) }), 2)
    expect(events.map(({ type }) => type)).toEqual(['pending_new', 'new', 'trade', 'filled', 'pending_new', 'new', 'canceled'])
    // Copies: the first event still shows the order as it was.
    expect(events[0].order.filled.toFixed()).toBe('0')
  })

  it('gives the same ids for the same seed', () => {
    const [a, b] = [newMatching(), newMatching()].map(matching => order(matching, {}).id)
    expect(a).toBe(b)
    expect(a).toMatch(/^O[A-Z2-7]{5}-[A-Z2-7]{5}-[A-Z2-7]{6}$/)
  })
})

describe('whatever happens', () => {
  const price = fc.integer({ min: 499_500, max: 500_500 }).map(tenths => d(tenths).div(10))
  const quantity = fc.integer({ min: 4000, max: 120_000_000 }).map(satoshis => d(satoshis).div(100_000_000))
  const side = fc.constantFrom('buy' as const, 'sell' as const)
  const slices = fc.option(
    fc.record({
      fractions: fc.array(fc.double({ min: 0, max: 0.7, noNaN: true }), { maxLength: 3 }),
      after: fc.constantFrom('rests' as const, 'canceled' as const),
    }),
    { nil: undefined },
  )
  const request = fc.oneof(
    fc.record({ type: fc.constant('market' as const), side, quantity }),
    fc.record({
      type: fc.constant('limit' as const),
      side,
      quantity,
      limit: price,
      timeInForce: fc.constantFrom('GTC' as const, 'IOC' as const),
    }),
    fc.record({ type: fc.constantFrom('stop-loss' as const, 'take-profit' as const), side, quantity, trigger: price }),
    fc.record({
      type: fc.constantFrom('stop-loss-limit' as const, 'take-profit-limit' as const),
      side,
      quantity,
      limit: price,
      trigger: price,
    }),
  )
  const act = fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({ do: fc.constant('place' as const), request, slices, clientId: fc.constantFrom(undefined, 'a', 'b', 'c') }),
    },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('quote' as const), price }) },
    fc.record({ do: fc.constant('cancel' as const), index: fc.nat(20) }),
    fc.record({ do: fc.constant('amend' as const), index: fc.nat(20), quantity, price }),
    fc.record({ do: fc.constant('fill' as const), index: fc.nat(20), part: fc.double({ min: 0.1, max: 1, noNaN: true }) }),
  )

  it('keeps every cent, and never fills more than was ordered', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 60, size: 'max' }), acts => {
        const start: Record<string, Decimal> = { ZUSD: d('123456.7891'), XXBT: d('2.12345678') }
        const matching = new Matching({ balances: start, fees: { maker: d('0.0025'), taker: d('0.004') } })
        matching.setQuote(pair, quote(50_000), 0)
        acts.forEach((step, at) => {
          const open = matching.openOrders()
          if (step.do === 'place') matching.place({ pair, ...step.request, clientId: step.clientId }, at, step.slices)
          else if (step.do === 'quote') matching.setQuote(pair, { bid: step.price.minus(1), ask: step.price.plus(1), last: step.price }, at)
          else if (open.length > 0) {
            const chosen = open[step.index % open.length]
            if (step.do === 'cancel') matching.cancel(chosen, at)
            else if (step.do === 'amend')
              matching.amend(chosen, { quantity: step.quantity, limit: chosen.limit === undefined ? undefined : step.price }, at)
            else fillPart(matching, chosen, { part: step.part, at })
          }
          checkBooks(matching, start)
        })
      }),
    )
  })

  function fillPart(matching: Matching, chosen: ExchangeOrder, { part, at }: { readonly part: number; readonly at: number }): void {
    const wanted = chosen.quantity.minus(chosen.filled).times(part).toDecimalPlaces(8, Decimal.ROUND_UP)
    try {
      matching.fill(chosen, at, { quantity: wanted })
    } catch (error) {
      // Only orders without a limit can find the account too poor.
      if (chosen.limit !== undefined) throw error
    }
  }

  function checkBooks(matching: Matching, start: Readonly<Record<string, Decimal>>): void {
    let [usd, btc] = [start.ZUSD, start.XXBT]
    const byOrder = new Map<string, Decimal>()
    for (const { order: of, price: at, quantity: size, cost, fee } of matching.fills) {
      usd = of.side === 'buy' ? usd.minus(cost).minus(fee) : usd.plus(cost).minus(fee)
      btc = of.side === 'buy' ? btc.plus(size) : btc.minus(size)
      byOrder.set(of.id, (byOrder.get(of.id) ?? d(0)).plus(size))
      expect(cost.minus(at.times(size)).abs().lt('0.0001')).toBe(true)
    }
    expect([total(matching, 'ZUSD'), total(matching, 'XXBT')]).toEqual([usd.toFixed(), btc.toFixed()])
    for (const asset of ['ZUSD', 'XXBT']) {
      const holding = matching.holding(asset)
      expect(holding.total.gte(0)).toBe(true)
      // An order without a limit that waits for its next part holds too little once the price has run away from it.
      const isCovered = matching
        .openOrders()
        .every(({ limit, trigger, filled }) => limit !== undefined || (trigger !== undefined && filled.isZero()))
      if (isCovered) expect(holding.held.lte(holding.total)).toBe(true)
    }
    for (const one of matching.orders.values()) {
      expect(one.filled.toFixed()).toBe((byOrder.get(one.id) ?? d(0)).toFixed())
      expect(one.filled.lte(one.quantity) || one.status === 'canceled').toBe(true)
      if (one.status === 'closed') expect(one.filled.eq(one.quantity)).toBe(true)
    }
    const ids = matching.openOrders().flatMap(({ clientId }) => clientId ?? [])
    expect(new Set(ids).size).toBe(ids.length)
  }

  it('never trades a limit order at a worse price', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ request, price }), { maxLength: 40, size: 'max' }), steps => {
        const matching = newMatching({ ZUSD: 1e7, XXBT: 100 })
        steps.forEach((step, at) => {
          matching.place({ pair, ...step.request }, at)
          matching.setQuote(pair, { bid: step.price.minus(1), ask: step.price.plus(1), last: step.price }, at)
        })
        for (const { order: of, price: at } of matching.fills) {
          if (of.limit !== undefined) expect(of.side === 'buy' ? at.lte(of.limit) : at.gte(of.limit)).toBe(true)
        }
      }),
    )
  })
})
