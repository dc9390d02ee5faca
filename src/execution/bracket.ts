import type { Account } from '../engine/account.ts'
import { type ExitRules, stopLevel, targetLevel } from '../engine/exits.ts'
import type { NewOrder } from '../engine/resting-order.ts'

/** The group of the orders that close a position: the first to fill cancels the rest. */
export const EXIT_GROUP = 'exit'

/** The orders that protect a position: stop, trailing stop and target, each over the whole quantity; none while flat. */
export function bracket({ quantity, averagePrice }: Account, rules: ExitRules): NewOrder[] {
  if (quantity === 0) return []
  const direction = Math.sign(quantity)
  const whole = { side: quantity > 0 ? 'sell' : 'buy', quantity: Math.abs(quantity), group: EXIT_GROUP } as const
  const { stopLoss, trailingStop, takeProfit, targetFill } = rules
  const orders: NewOrder[] = []
  if (stopLoss !== undefined) {
    orders.push({ ...whole, kind: 'stop', level: stopLevel(averagePrice, direction, stopLoss), reason: 'stop' })
  }
  if (trailingStop !== undefined) {
    orders.push({ ...whole, kind: 'trailing', distance: trailingStop, extreme: averagePrice, reason: 'trailing' })
  }
  if (takeProfit !== undefined) {
    const kind = targetFill === 'limit' ? 'limit' : 'touch'
    orders.push({ ...whole, kind, level: targetLevel(averagePrice, direction, takeProfit), reason: 'target' })
  }
  return orders
}
