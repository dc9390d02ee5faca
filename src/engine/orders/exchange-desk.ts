import { floorToStep } from '../../market/instrument.ts'
import type { OrderDesk, OrderRecord, OrderTicket, Position } from '../../strategies/order.ts'
import { reducesPosition } from './order-size.ts'
import { faultOf, orderOf } from './order-ticket.ts'
import type { SimulatedExchange } from './simulated-exchange.ts'

/** The desk of an order-driven strategy on a simulated exchange. */
export class ExchangeDesk implements OrderDesk {
  private readonly exchange: SimulatedExchange
  private readonly lot: number | undefined

  constructor(exchange: SimulatedExchange, lot?: number) {
    this.exchange = exchange
    this.lot = lot
  }

  get position(): Position {
    const { account, entryIndex, barIndex } = this.exchange
    const { quantity, averagePrice } = account
    return { quantity, averagePrice, entryIndex, barsHeld: quantity === 0 ? 0 : barIndex - entryIndex + 1 }
  }

  get orders(): readonly OrderRecord[] {
    const { orders, log } = this.exchange
    return orders.map(({ id }) => log.of(id))
  }

  get equity(): number {
    return this.exchange.worth()
  }

  place(side: 'buy' | 'sell', ticket: OrderTicket): number {
    const { exchange, lot } = this
    const order = orderOf(side, ticket, exchange.price)
    const fault = faultOf(ticket) ?? this.nothingToReduce(side, ticket)
    if (fault !== undefined) return exchange.reject(order, fault)
    // What only reduces may be the rest of a position, which is no whole number of lots any more.
    if (lot === undefined || order.fraction !== undefined || order.reduceOnly === true) return exchange.place(order)
    const quantity = floorToStep(order.quantity, lot)
    return quantity > 0 ? exchange.place({ ...order, quantity }) : exchange.reject(order, `the quantity is less than the lot of ${lot}`)
  }

  cancel(id: number): boolean {
    return this.exchange.cancel(id)
  }

  cancelAll(): void {
    for (const { id } of this.exchange.orders) this.exchange.cancel(id)
  }

  private nothingToReduce(side: 'buy' | 'sell', { reduceOnly }: OrderTicket): string | undefined {
    const mayOpen = reduceOnly !== true
    return mayOpen || reducesPosition({ side }, this.exchange.account) ? undefined : 'there is no position that it could reduce'
  }
}
