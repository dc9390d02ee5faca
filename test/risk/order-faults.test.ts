import { expect, it } from 'vitest'
import { emptyHolding } from '../../src/risk/holding.ts'
import { orderFaults } from '../../src/risk/order-faults.ts'

const holding = { ...emptyHolding(), price: 100, rate: 1 }
const order = { id: '1', symbol: 'BTC', side: 'buy', quantity: 1 } as const

it('finds nothing wrong with a good order', () => {
  expect(orderFaults(order, holding, 0, undefined)).toBeUndefined()
  expect(orderFaults({ ...order, reduceOnly: true }, { ...holding, quantity: -1 }, 0, undefined)).toEqual([])
})

it('writes values as they are', () => {
  const [fault] = orderFaults({ ...order, quantity: Number.NaN }, holding, 0, {}) ?? []
  expect(fault).toEqual({ code: 'risk/order_quantity', message: 'order_quantity: the quantity is NaN; it must be a finite number above 0' })
})
