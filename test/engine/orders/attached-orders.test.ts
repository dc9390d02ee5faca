import { expect, it } from 'vitest'
import { attachedGroup, attachedOrders } from '../../../src/engine/orders/attached-orders.ts'
import type { NewOrder } from '../../../src/engine/orders/resting-order.ts'

const entry = (extra: Partial<NewOrder>) =>
  ({ kind: 'market', side: 'buy', quantity: 9, reason: 'signal', id: 4, ...extra }) as NewOrder & { id: number }
const common = { quantity: 2, group: attachedGroup(4), reduceOnly: true, parent: 4 }

it('a stop loss and a profit target close what has filled', () => {
  const given = entry({ stopLoss: { level: 95 }, takeProfit: { distance: 0.25 } })
  expect(attachedOrders(given, 100, 2)).toEqual([
    { ...common, side: 'sell', kind: 'stop', level: 95, reason: 'stop' },
    { ...common, side: 'sell', kind: 'limit', level: 125, reason: 'target' },
  ])
})

it('of a sale they buy', () => {
  const given = entry({ side: 'sell', stopLoss: { distance: 0.25 }, takeProfit: { level: 80 } })
  expect(attachedOrders(given, 100, 2)).toEqual([
    { ...common, side: 'buy', kind: 'stop', level: 125, reason: 'stop' },
    { ...common, side: 'buy', kind: 'limit', level: 80, reason: 'target' },
  ])
})

it('one of them is enough, and it may be trailing', () => {
  expect(attachedOrders(entry({ stopLoss: { trailing: 0.1 } }), 100, 2)).toEqual([
    { ...common, side: 'sell', kind: 'trailing', distance: 0.1, extreme: 100, reason: 'trailing' },
  ])
  expect(attachedOrders(entry({}), 100, 2)).toEqual([])
})
