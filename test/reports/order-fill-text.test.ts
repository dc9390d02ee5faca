import { expect, it } from 'vitest'
import type { OrderFill } from '../../src/reports/fill-matcher.ts'
import { orderFillText } from '../../src/reports/order-fill-text.ts'
import { record } from './order-scene.ts'

const bars = { high: Float64Array.of(106), low: Float64Array.of(97) }
const fill = { when: 'inside', rawPrice: 105, limit: false, market: false } as const
const stop = record({ kind: 'stop', stop: 105, placedIndex: 120 })

it.each<[string, OrderFill]>([
  ['order 1: buy 10 units at stop 105.00, placed on bar 120; the high 106.00 reached it', { ...fill, order: stop }],
  ['order 1: buy 10 units at stop 105.00, placed on bar 120; the open was there already', { ...fill, when: 'open', order: stop }],
  [
    'order 1: buy 10 units at stop 105.00, placed on bar 120; what was left of it, at the next open',
    { ...fill, market: true, order: stop },
  ],
  ['order 1: buy 10 units at market, placed on bar 0', { ...fill, when: 'open', market: true, order: record() }],
  [
    'order 1: buy 10 units at limit 98.00, placed on bar 0; the low 97.00 reached it',
    { ...fill, limit: true, order: record({ kind: 'limit', limit: 98 }) },
  ],
  [
    'order 1: sell 10 units at a stop that trails the best price by 3.00%, placed on bar 0, the stop at 99.00; the low 97.00 reached it',
    { ...fill, order: record({ kind: 'trailing', side: 'sell', trailing: 0.03, stop: 99 }) },
  ],
  ['cash and position together were worth nothing', { ...fill, order: undefined }],
])('%s', (text, told) => {
  expect(orderFillText(told, 0, bars)).toBe(text)
})
