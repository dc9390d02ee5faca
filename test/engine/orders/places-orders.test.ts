import { expect, it } from 'vitest'
import { OrderStrategy } from '../../../src/engine/orders/order-strategy.ts'
import { placesOrders } from '../../../src/engine/orders/places-orders.ts'
import { BuyAndHold } from '../../../src/strategies/library/buy-and-hold.ts'

class Idle extends OrderStrategy {
  static override readonly id: string = 'idle'
  protected override onBar() {}
}
class Child extends Idle {
  static override readonly id = 'child'
}

it('tells classes of both kinds apart', () => {
  expect([Idle, Child, BuyAndHold].map(placesOrders)).toEqual([true, true, false])
})
