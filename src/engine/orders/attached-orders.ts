import type { NewOrder } from './resting-order.ts'

/** The group of the orders that are attached to one entry. */
export function attachedGroup(parent: number): string {
  return `attached to ${parent}`
}

/**
 * The stop loss and the profit target of an entry that has filled: each closes what was entered, and the first to fill cancels the other.
 *
 * @param price - Average fill price of the entry.
 * @param quantity - What has filled of it, positive.
 */
export function attachedOrders(entry: NewOrder & { readonly id: number }, price: number, quantity: number): NewOrder[] {
  const { id, stopLoss, takeProfit } = entry
  const direction = entry.side === 'buy' ? 1 : -1
  const common = {
    side: entry.side === 'buy' ? 'sell' : 'buy',
    quantity,
    group: attachedGroup(id),
    reduceOnly: true,
    parent: id,
  } as const
  const orders: NewOrder[] = []
  if (stopLoss !== undefined) {
    if ('trailing' in stopLoss)
      orders.push({ ...common, kind: 'trailing', distance: stopLoss.trailing, extreme: price, reason: 'trailing' })
    else orders.push({ ...common, kind: 'stop', level: levelOf(stopLoss, price, -direction), reason: 'stop' })
  }
  if (takeProfit !== undefined) orders.push({ ...common, kind: 'limit', level: levelOf(takeProfit, price, direction), reason: 'target' })
  return orders
}

function levelOf(at: { readonly level: number } | { readonly distance: number }, price: number, direction: number): number {
  return 'level' in at ? at.level : price * (1 + direction * at.distance)
}
