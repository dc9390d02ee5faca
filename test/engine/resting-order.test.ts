import { describe, expect, it } from 'vitest'
import {
  inOrderOfReach,
  isStop,
  isTarget,
  match,
  type NewOrder,
  type OrderTerms,
  type PriceSpan,
  signedQuantity,
  triggerPrice,
} from '../../src/engine/resting-order.ts'

const buy = (terms: OrderTerms): NewOrder => ({ ...terms, side: 'buy', quantity: 2, reason: 'signal' })
const sell = (terms: OrderTerms): NewOrder => ({ ...terms, side: 'sell', quantity: 2, reason: 'signal' })

const range: PriceSpan = { low: 95, high: 105 }
const at = (price: number): PriceSpan => ({ low: price, high: price, at: price })

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
    ['a market order takes the price of the moment', buy({ kind: 'market' }), at(101), 101],
    ['and knows none inside a range', buy({ kind: 'market' }), range, undefined],
  ])('%s', (_, order, span, price) => {
    expect(match(order, span)).toBe(price)
  })
})

it('triggerPrice is NaN only for market orders', () => {
  expect(triggerPrice(buy({ kind: 'market' }))).toBeNaN()
  expect(triggerPrice(buy({ kind: 'limit', level: 90 }))).toBe(90)
})

it('signedQuantity gives sales a minus', () => {
  expect(signedQuantity(buy({ kind: 'market' }))).toBe(2)
  expect(signedQuantity(sell({ kind: 'market' }))).toBe(-2)
})

it('a market order is neither stop nor target', () => {
  const kinds = [buy({ kind: 'market' }), buy({ kind: 'stop', level: 1 }), buy({ kind: 'touch', level: 1 })]
  expect(kinds.map(isStop)).toEqual([false, true, false])
  expect(kinds.map(isTarget)).toEqual([false, false, true])
})

describe('inOrderOfReach', () => {
  it('takes stops before targets, and the nearest stop first', () => {
    const orders = [
      sell({ kind: 'limit', level: 110 }),
      sell({ kind: 'stop', level: 95 }),
      sell({ kind: 'trailing', distance: 0.02, extreme: 100 }),
      sell({ kind: 'market' }),
    ]
    expect(inOrderOfReach(orders)).toEqual([orders[2], orders[1], orders[0]])
  })

  it('for buys the lowest stop is the nearest', () => {
    const orders = [buy({ kind: 'stop', level: 105 }), buy({ kind: 'stop', level: 103 })]
    expect(inOrderOfReach(orders)).toEqual([orders[1], orders[0]])
  })

  it('equals stay in the order in which they were placed', () => {
    const orders = [
      { ...sell({ kind: 'stop', level: 95 }), id: 2 },
      { ...sell({ kind: 'stop', level: 95 }), id: 1 },
    ]
    expect(inOrderOfReach(orders).map(order => order.id)).toEqual([2, 1])
  })
})
