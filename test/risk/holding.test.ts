import { describe, expect, it } from 'vitest'
import { addOpenOrder, claimedCash, emptyHolding, type Holding, isPositive, longest, shortest } from '../../src/risk/holding.ts'
import type { RiskOrder } from '../../src/risk/risk-order.ts'

const holding = (quantity: number, ...orders: readonly Partial<RiskOrder>[]): Holding => {
  const found = { ...emptyHolding(), quantity, price: 100, rate: 2 }
  for (const order of orders) addOpenOrder(found, { id: '1', symbol: 'BTC', side: 'buy', quantity: 1, ...order })
  return found
}

describe('the largest position that open orders can make', () => {
  it.each([
    [holding(0), 0, 0],
    [holding(5), 5, 0],
    [holding(-5), 0, 5],
    [holding(5, { quantity: 2 }), 7, 0],
    [holding(5, { side: 'sell', quantity: 2 }), 5, 0],
    [holding(5, { side: 'sell', quantity: 7 }), 5, 2],
    [holding(0, { quantity: 3 }, { side: 'sell', quantity: 4 }), 3, 4],
    // A reduce-only order does nothing alone, and makes room for another.
    [holding(5, { side: 'sell', quantity: 9, reduceOnly: true }), 5, 0],
    [holding(5, { side: 'sell', quantity: 9, reduceOnly: true }, { side: 'sell', quantity: 5 }), 5, 5],
    [holding(-5, { quantity: 2, reduceOnly: true }, { quantity: 4 }), 1, 5],
  ])('%#', (found, long, short) => expect([longest(found), shortest(found)]).toEqual([long, short]))

  it('is not known with an order that makes no sense', () => {
    expect(longest(holding(1, { quantity: -1 }))).toBeNaN()
    expect(shortest(holding(1, { side: 'sell', quantity: Number.POSITIVE_INFINITY }))).toBeNaN()
    expect(longest(holding(1, { side: 'hold' as 'buy' }))).toBeNaN()
  })
})

describe('cash that a symbol claims', () => {
  it.each([
    [holding(5), 0],
    [holding(5, { side: 'sell', quantity: 20 }), 0],
    [holding(0, { quantity: 2 }), 400],
    [holding(0, { quantity: 2, price: 90 }), 360],
    [holding(-3), 600],
    [holding(-3, { quantity: 2, price: 110 }), 640],
    [holding(-3, { quantity: 5, price: 90 }), 900],
    [holding(-3, { quantity: 2, price: 10 }), 600],
    [holding(-3, { quantity: 3, reduceOnly: true }), 600],
  ])('%#', (found, cash) => expect(claimedCash(found)).toBe(cash))

  it('is not known with a limit price that makes no sense', () => {
    expect(claimedCash(holding(0, { price: 0 }))).toBeNaN()
    expect(claimedCash({ ...holding(0), quantity: Number.NaN })).toBeNaN()
  })
})

it('knows what can be a price', () => {
  expect([1, 1e-300, 0, -1, Number.NaN, Number.POSITIVE_INFINITY, '1', null, undefined].map(isPositive)).toEqual([
    ...[true, true, false, false, false, false, false, false, false],
  ])
})
