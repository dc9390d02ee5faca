import { expect, it } from 'vitest'
import {
  followed,
  isStop,
  isTarget,
  type NewOrder,
  type OrderTerms,
  type RestingOrder,
  remainder,
  signedQuantity,
  triggerPrice,
  waitsAbove,
} from '../../../src/engine/orders/resting-order.ts'

const buy = (terms: OrderTerms): NewOrder => ({ ...terms, side: 'buy', quantity: 2, reason: 'signal' })
const sell = (terms: OrderTerms): NewOrder => ({ ...terms, side: 'sell', quantity: 2, reason: 'signal' })
const resting = (order: NewOrder): RestingOrder => ({ ...order, id: 1, placedAt: 0 })

it('triggerPrice is NaN only for market orders', () => {
  expect(triggerPrice(buy({ kind: 'market' }))).toBeNaN()
  expect(triggerPrice(buy({ kind: 'limit', level: 90 }))).toBe(90)
  expect(triggerPrice(buy({ kind: 'stopLimit', level: 104, limit: 105 }))).toBe(104)
  expect(triggerPrice(sell({ kind: 'trailing', distance: 0.25, extreme: 128 }))).toBe(96)
})

it('signedQuantity gives sales a minus', () => {
  expect(signedQuantity(buy({ kind: 'market' }))).toBe(2)
  expect(signedQuantity(sell({ kind: 'market' }))).toBe(-2)
})

it('a market order is neither stop nor target, a stop-limit order is a stop', () => {
  const kinds = [
    buy({ kind: 'market' }),
    buy({ kind: 'stop', level: 1 }),
    buy({ kind: 'touch', level: 1 }),
    buy({ kind: 'stopLimit', level: 1, limit: 1 }),
  ]
  expect(kinds.map(isStop)).toEqual([false, true, false, true])
  expect(kinds.map(isTarget)).toEqual([false, false, true, false])
})

it('a rising price reaches buy stops and sell limits', () => {
  const stop: OrderTerms = { kind: 'stop', level: 1 }
  const limit: OrderTerms = { kind: 'limit', level: 1 }
  expect([buy(stop), sell(stop), buy(limit), sell(limit)].map(waitsAbove)).toEqual([true, false, false, true])
})

it('what is left of a limit order waits on, of any other order it goes on at the next open', () => {
  const limit = resting(buy({ kind: 'limit', level: 90 }))
  expect(remainder(limit, 0.5)).toEqual({ ...limit, quantity: 0.5 })
  expect(remainder({ ...limit, restAtMarket: true }, 0.5)).toMatchObject({ kind: 'market', quantity: 0.5 })
  const stopLimit = resting(buy({ kind: 'stopLimit', level: 90, limit: 91 }))
  expect(remainder(stopLimit, 0.5)).toMatchObject({ kind: 'limit', level: 91, quantity: 0.5 })
  expect(remainder(resting({ ...buy({ kind: 'stop', level: 90 }), fraction: 1 }), 0.5)).toMatchObject({ kind: 'market', quantity: 0.5 })
  expect(remainder(resting({ ...buy({ kind: 'stop', level: 90 }), fraction: 1 }), 0.5).fraction).toBeUndefined()
})

it('a trailing stop sees every bar once', () => {
  const order = resting(sell({ kind: 'trailing', distance: 0.25, extreme: 128 }))
  const once = followed(order, { high: 130, low: 1 }, 4)
  expect(once).toMatchObject({ extreme: 130 })
  expect(followed(once, { high: 140, low: 1 }, 4)).toBe(once)
  expect(followed(once, { high: 140, low: 1 }, 5)).toMatchObject({ extreme: 140 })
  const limit = resting(buy({ kind: 'limit', level: 90 }))
  expect(followed(limit, { high: 140, low: 1 }, 5)).toBe(limit)
})
