import { expect, it } from 'vitest'
import { barStep, untoldBar } from '../../src/reports/bar-step.ts'
import { orderEnding } from '../../src/reports/order-ending.ts'
import { trade, waveBars } from './fixture.ts'
import { record } from './order-scene.ts'

const told = untoldBar()
told.fills.push({ when: 'inside', reason: 'stop', quantity: -10, rawPrice: 98, price: 97, slippage: 10, fee: 0, why: '' })
const steps = [barStep(waveBars(5), 3, told, { quantity: 0, averagePrice: Number.NaN, profit: 0 })]
const order = record({ id: 3, side: 'sell', kind: 'stop', stop: 98 })

it('names the order, the end of the account, or the last close', () => {
  const closed = trade({ exitReason: 'stop' })
  expect(orderEnding(closed, steps, { timeframe: '1m', order })).toBe(
    'order 3 (sell 10 units at stop 98.00) filled at 97.00 on 2022-01-01 00:03',
  )
  expect(orderEnding(closed, steps, { timeframe: '1d', order: undefined })).toBe('the account was used up at 98.00 on 2022-01-01')
  expect(orderEnding(trade({ exitReason: 'open' }), steps, { timeframe: '1m', order })).toMatch(
    /^still open after the last bar, valued at its close \d/,
  )
})
