import { expect, it } from 'vitest'
import { orderSizeLimits } from '../../../src/risk/limits/order-size.ts'
import { afterOrder, startOfDay } from '../../../src/risk/risk-state.ts'
import { contextOf } from './contexts.ts'

it('has a quantity for the symbols that are named', () => {
  const [limit] = orderSizeLimits({ maxOrderQuantity: { BTC: 3 } })
  expect([limit.value(contextOf()), limit.bound(contextOf()), limit.bound(contextOf({ symbol: 'ETH' }))]).toEqual([1, 3, Number.MAX_VALUE])
})

it('knows what is usual after five orders', () => {
  const [limit] = orderSizeLimits({ fatFinger: { multiple: 2, first: { equity: 0.5 } } })
  let state = startOfDay(undefined, { at: 0, equity: 1_000 })
  const bounds = [10, 20, 30, 40, 1_000].map(notional => {
    state = afterOrder(state, { at: 0, notional })
    return limit.bound(contextOf({ options: { state } }))
  })
  expect(bounds).toEqual([500, 500, 500, 500, 60])
  expect(limit.bound(contextOf({ options: undefined }))).toBe(500)
})
