import { expect, it } from 'vitest'
import { isOverAfterOpen, isOverAtClose, isOverBeforeOpen, utcDay, withDay } from '../../../src/engine/orders/order-expiry.ts'
import type { RestingOrder } from '../../../src/engine/orders/resting-order.ts'
import type { TimeInForce } from '../../../src/strategies/order.ts'

const order = (timeInForce?: TimeInForce): RestingOrder => ({
  ...{ kind: 'limit', level: 1, side: 'buy', quantity: 1, reason: 'signal', id: 1, placedAt: 4 },
  timeInForce,
})
const midnight = Date.UTC(2024, 1, 29)

it('days begin at midnight UTC, before 1970, too', () => {
  expect(utcDay(midnight - 1)).toBe(utcDay(midnight) - 1)
  expect(utcDay(midnight + 86_399_999)).toBe(utcDay(midnight))
  expect(utcDay(-1)).toBe(-1)
})

it('an order for the day learns its day once', () => {
  const known = withDay(order('day'), midnight)
  expect(known.day).toBe(utcDay(midnight))
  expect(withDay(known, midnight + 86_400_000).day).toBe(utcDay(midnight))
  expect(withDay(order('gtc'), midnight).day).toBeUndefined()
  expect(isOverBeforeOpen(order('day'), midnight)).toBe(false)
  expect(isOverBeforeOpen(known, midnight + 86_399_999)).toBe(false)
  expect(isOverBeforeOpen(known, midnight + 86_400_000)).toBe(true)
})

it('an order for one open is over after it', () => {
  expect(isOverAfterOpen(order('ioc'), 4)).toBe(false)
  expect(isOverAfterOpen(order('ioc'), 5)).toBe(true)
  expect(isOverAfterOpen(order(), 5)).toBe(false)
})

it('an order for some bars is over at the last of these closes', () => {
  expect(isOverAtClose(order({ bars: 2 }), 5)).toBe(false)
  expect(isOverAtClose(order({ bars: 2 }), 6)).toBe(true)
  expect(isOverAtClose(order('day'), 600)).toBe(false)
  expect(isOverAtClose(order(), 600)).toBe(false)
})
