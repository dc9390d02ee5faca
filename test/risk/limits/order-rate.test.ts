import { expect, it } from 'vitest'
import { orderRateLimits } from '../../../src/risk/limits/order-rate.ts'
import { afterOrder, startOfDay } from '../../../src/risk/risk-state.ts'
import { contextOf } from './contexts.ts'

const at = Date.UTC(2025, 0, 15, 12)
const sentAt = (...times: number[]) =>
  times.reduce((state, time) => afterOrder(state, { at: time, notional: 1 }), startOfDay(undefined, { at, equity: 1 }))

it('counts this order and those within the window', () => {
  const [second, minute] = orderRateLimits({ maxOrdersPerSecond: 1, maxOrdersPerMinute: 1 })
  const context = contextOf({ options: { at, state: sentAt(at - 59_999, at - 1_000, at - 999, at) } })
  expect([second.value(context), minute.value(context)]).toEqual([3, 5])
})

it('counts orders of a clock that went back', () => {
  const [second] = orderRateLimits({ maxOrdersPerSecond: 1 })
  expect(second.value(contextOf({ options: { at, state: sentAt(at + 5_000) } }))).toBe(2)
})
