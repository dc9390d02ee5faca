import { expect, it } from 'vitest'
import { faultOf, orderOf } from '../../../src/engine/orders/order-ticket.ts'
import type { OrderTicket } from '../../../src/strategies/order.ts'

it.each<[OrderTicket, object]>([
  [{ quantity: 2 }, { kind: 'market', quantity: 2, reason: 'signal' }],
  [
    { quantity: 2, limit: 90 },
    { kind: 'limit', level: 90, reason: 'target' },
  ],
  [
    { quantity: 2, stop: 110 },
    { kind: 'stop', level: 110, reason: 'stop' },
  ],
  [
    { quantity: 2, stop: 110, limit: 111 },
    { kind: 'stopLimit', level: 110, limit: 111, reason: 'stop' },
  ],
  [
    { quantity: 2, trailing: 0.1 },
    { kind: 'trailing', distance: 0.1, extreme: 100, reason: 'trailing' },
  ],
  [
    { fraction: 0.5, group: 'a', timeInForce: 'day' },
    { kind: 'market', quantity: Number.NaN, fraction: 0.5, group: 'a', timeInForce: 'day' },
  ],
])('%j', (ticket, order) => {
  expect(orderOf('sell', ticket, 100)).toMatchObject({ side: 'sell', ...order })
  expect(faultOf(ticket)).toBeUndefined()
})

it.each<[OrderTicket]>([
  [{ quantity: 1, stopLoss: { distance: 0.999 }, takeProfit: { distance: 7 } }],
  [{ quantity: 1, stopLoss: { trailing: 0.5 }, takeProfit: { level: 1e-9 } }],
  [{ quantity: 1e-300, timeInForce: { bars: 1 } }],
])('%j is fine', ticket => {
  expect(faultOf(ticket)).toBeUndefined()
})

it.each<[OrderTicket, string]>([
  [{ quantity: 1, takeProfit: { distance: 0 } }, 'profit target'],
  [{ quantity: 1, stopLoss: { trailing: 1 } }, 'stop loss'],
  [{ quantity: 1, stopLoss: { level: Number.POSITIVE_INFINITY } }, 'stop loss'],
  [{ quantity: 1, timeInForce: { bars: 0 } }, 'for 0 bars'],
  [{ fraction: -0.5 }, 'fraction'],
  [{ quantity: 1, limit: -90 }, 'limit is -90'],
])('%j has a fault', (ticket, fault) => {
  expect(faultOf(ticket)).toContain(fault)
})

it('what contradicts itself is an error', () => {
  expect(() => orderOf('buy', { quantity: 1, trailing: 0.1, stop: 3 }, 100)).toThrow('trailing and has a stop')
  expect(() => orderOf('buy', {} as never, 100)).toThrow(expect.objectContaining({ name: 'StrategyError', code: 'strategy/order' }))
})
