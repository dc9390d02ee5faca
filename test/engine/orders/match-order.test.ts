import { describe, expect, it } from 'vitest'
import { inOrderOfReach, match, moment, type PriceSpan, restOfBar } from '../../../src/engine/orders/match-order.ts'
import type { NewOrder, OrderTerms } from '../../../src/engine/orders/resting-order.ts'

const buy = (terms: OrderTerms): NewOrder => ({ ...terms, side: 'buy', quantity: 2, reason: 'signal' })
const sell = (terms: OrderTerms): NewOrder => ({ ...terms, side: 'sell', quantity: 2, reason: 'signal' })

const range: PriceSpan = { low: 95, high: 105 }
const at = moment

describe('match', () => {
  it.each<[string, NewOrder, PriceSpan, number | undefined]>([
    ['a sell stop waits below', sell({ kind: 'stop', level: 96 }), range, 96],
    ['and is touched at its level', sell({ kind: 'stop', level: 95 }), range, 95],
    ['but not above it', sell({ kind: 'stop', level: 94.99 }), range, undefined],
    ['an open below it is the price', sell({ kind: 'stop', level: 96 }), at(90), 90],
    ['an open above it does nothing', sell({ kind: 'stop', level: 96 }), at(96.01), undefined],
    ['a buy stop waits above', buy({ kind: 'stop', level: 104 }), range, 104],
    ['and is touched at its level, too', buy({ kind: 'stop', level: 105 }), range, 105],
    ['but not below it', buy({ kind: 'stop', level: 105.01 }), range, undefined],
    ['an open above it is the price', buy({ kind: 'stop', level: 104 }), at(110), 110],
    ['a sell limit waits above', sell({ kind: 'limit', level: 105 }), range, 105],
    ['and may not be reached', sell({ kind: 'limit', level: 105.01 }), range, undefined],
    ['a better open is its luck', sell({ kind: 'limit', level: 104 }), at(110), 110],
    ['a buy limit waits below', buy({ kind: 'limit', level: 95 }), range, 95],
    ['and may not be reached, too', buy({ kind: 'limit', level: 94.99 }), range, undefined],
    ['a touch order is reached like a limit order', sell({ kind: 'touch', level: 105 }), range, 105],
    ['a trailing sell follows below the extreme', sell({ kind: 'trailing', distance: 0.25, extreme: 128 }), range, 96],
    ['a trailing buy follows above it', buy({ kind: 'trailing', distance: 0.25, extreme: 80 }), range, 100],
    ['a stop-limit order waits for its stop', buy({ kind: 'stopLimit', level: 104, limit: 103 }), range, 104],
    ['a market order takes the price of the moment', buy({ kind: 'market' }), at(101), 101],
    ['and knows none inside a range', buy({ kind: 'market' }), range, undefined],
  ])('%s', (_, order, span, price) => {
    expect(match(order, span)).toBe(price)
  })

  const from: PriceSpan = { ...range, from: 100 }
  it.each<[string, NewOrder, number]>([
    ['a sell stop above the start is filled there', sell({ kind: 'stop', level: 103 }), 100],
    ['a buy stop below it, too', buy({ kind: 'stop', level: 97 }), 100],
    ['a sell limit below the start gets the better price', sell({ kind: 'limit', level: 97 }), 100],
    ['a buy limit above it, too', buy({ kind: 'limit', level: 103 }), 100],
    ['a level on the way is the price', buy({ kind: 'limit', level: 97 }), 97],
  ])('in a stretch that starts at 100, %s', (_, order, price) => {
    expect(match(order, from)).toBe(price)
  })

  it('what may have been reached fills stops and no limits', () => {
    const rest: PriceSpan = { ...from, sure: { low: 98, high: 102 } }
    expect(match(sell({ kind: 'stop', level: 96 }), rest)).toBe(96)
    expect(match(sell({ kind: 'limit', level: 104 }), rest)).toBeUndefined()
    expect(match(sell({ kind: 'limit', level: 102 }), rest)).toBe(102)
  })
})

describe('the rest of a bar after a fill', () => {
  const bar = { low: 90, high: 110 }
  it.each<[string, NewOrder, number, number, number, number]>([
    ['a buy stop was reached from below, so the high came after it', buy({ kind: 'stop', level: 104 }), 104, 101, 101, 110],
    ['a close above it is after it', buy({ kind: 'stop', level: 104 }), 104, 108, 104, 110],
    ['a sell limit was reached from below', sell({ kind: 'limit', level: 104 }), 104, 101, 101, 110],
    ['a buy limit was reached from above, so the low came after it', buy({ kind: 'limit', level: 95 }), 95, 99, 90, 99],
    ['a sell stop was reached from above', sell({ kind: 'stop', level: 95 }), 95, 91, 90, 95],
  ])('%s', (_, order, price, close, low, high) => {
    expect(restOfBar(order, price, { ...bar, from: 100 }, close)).toEqual({ ...bar, from: price, sure: { low, high } })
  })

  it('after a second fill only the close is sure', () => {
    const first = restOfBar(buy({ kind: 'stop', level: 104 }), 104, { ...bar, from: 100 }, 97)
    expect(restOfBar(buy({ kind: 'limit', level: 99 }), 99, first, 97).sure).toEqual({ low: 97, high: 99 })
  })
})

describe('inOrderOfReach', () => {
  it('takes stops before targets, and the nearest first', () => {
    const orders = [
      sell({ kind: 'limit', level: 110 }),
      sell({ kind: 'limit', level: 108 }),
      sell({ kind: 'stop', level: 95 }),
      sell({ kind: 'trailing', distance: 0.02, extreme: 100 }),
      sell({ kind: 'market' }),
    ]
    expect(inOrderOfReach(orders, 100)).toEqual([orders[3], orders[2], orders[1], orders[0]])
    expect(inOrderOfReach([orders[4]], 100)).toEqual([])
  })

  it('for buys the lowest stop is the nearest', () => {
    const orders = [buy({ kind: 'stop', level: 105 }), buy({ kind: 'stop', level: 103 })]
    expect(inOrderOfReach(orders, 100)).toEqual([orders[1], orders[0]])
    // So far away that rounding makes the distances equal.
    expect(inOrderOfReach(orders, -1e18)).toEqual([orders[1], orders[0]])
  })

  it('stops on both sides are compared by their distance from the open', () => {
    const [up, down] = [buy({ kind: 'stop', level: 105 }), sell({ kind: 'stop', level: 96 })]
    expect(inOrderOfReach([up, down], 100)).toEqual([down, up])
    expect(inOrderOfReach([up, down], 101)).toEqual([up, down])
  })

  it('equals stay in the order in which they were placed', () => {
    const orders = [
      { ...sell({ kind: 'stop', level: 95 }), id: 2 },
      { ...sell({ kind: 'stop', level: 95 }), id: 1 },
    ]
    expect(inOrderOfReach(orders, 100).map(order => order.id)).toEqual([2, 1])
  })
})
