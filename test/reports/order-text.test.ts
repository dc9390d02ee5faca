import { expect, it } from 'vitest'
import type { OrderRecord } from '../../src/reports/order-records.ts'
import { orderText, termsText } from '../../src/reports/order-text.ts'
import { record } from './order-scene.ts'

it.each<[string, Partial<OrderRecord>]>([
  ['buy 10 units at market', {}],
  ['sell 1 unit at market, only to reduce', { side: 'sell', quantity: 1, reduceOnly: true }],
  ['buy for 50.00% of the equity at limit 98.00', { kind: 'limit', limit: 98, fraction: 0.5, quantity: Number.NaN }],
  ['buy 10 units at stop 105.20, good for 3 bars', { kind: 'stop', stop: 105.2, timeInForce: { bars: 3 } }],
  ['buy 10 units at stop 105.00 with limit 106.00, good for the day', { kind: 'stopLimit', stop: 105, limit: 106, timeInForce: 'day' }],
  ['buy 10 units at a stop that trails the best price by 3.00%, of the group a', { kind: 'trailing', trailing: 0.03, group: 'a' }],
  ['buy 10 units at limit 9.0000, good for the next open', { kind: 'limit', limit: 9, timeInForce: 'ioc' }],
  // It has one open in any case.
  ['buy 10 units at market', { timeInForce: 'ioc' }],
  [
    'sell 10 units at stop 98.00, attached to order 4',
    { side: 'sell', kind: 'stop', stop: 98, parent: 4, group: 'attached to 4', reduceOnly: true },
  ],
])('%s', (text, change) => {
  expect(orderText(record(change))).toBe(text)
  expect(`${record(change).side} ${termsText(record(change))}`).toBe(text)
})
