import type { Account } from '../engine/account.ts'
import { breakEvenTrigger, type ExitRules, stopLevel, targetLevel, trailingFactor, trailingOffset } from '../engine/exits.ts'
import type { NewOrder } from '../engine/orders/resting-order.ts'

/** The group of the orders that close a position: the first to fill cancels the rest. */
export const EXIT_GROUP = 'exit'

/** What has happened to a position so far, as far as its exits depend on it. */
export interface PositionPast {
  /** Best price since the entry, the current bar not counted. */
  readonly best: number
  /** The average true range with which it was decided; NaN when no rule needs it. */
  readonly atr: number
}

/**
 * The orders that protect a position, each over the whole quantity; none while flat. Stop, break-even, trailing stop, target: where two
 * stand at the same price the first of them counts. A stop that has not moved to the entry price yet waits at a price that never comes.
 */
export function bracket({ quantity, averagePrice }: Account, rules: ExitRules, { best, atr }: PositionPast): NewOrder[] {
  if (quantity === 0) return []
  const direction = Math.sign(quantity)
  const whole = { side: quantity > 0 ? 'sell' : 'buy', quantity: Math.abs(quantity), group: EXIT_GROUP } as const
  const orders: NewOrder[] = []
  if (rules.stopLoss !== undefined || rules.stopAtr !== undefined) {
    orders.push({ ...whole, kind: 'stop', level: stopLevel(averagePrice, direction, rules, atr), reason: 'stop' })
  }
  if (rules.breakEven !== undefined) {
    const trigger = breakEvenTrigger(averagePrice, direction, rules)
    const armed = quantity > 0 ? best >= trigger : best <= trigger
    const never = quantity > 0 ? 0 : Number.POSITIVE_INFINITY
    orders.push({ ...whole, kind: 'stop', level: armed ? averagePrice : never, reason: 'break-even' })
  }
  if (rules.trailingStop !== undefined) {
    orders.push({ ...whole, kind: 'trailing', distance: rules.trailingStop, extreme: best, reason: 'trailing' })
  }
  if (rules.trailingAtr !== undefined) {
    const level = best * trailingFactor(direction, rules) - trailingOffset(direction, rules, atr)
    orders.push({ ...whole, kind: 'stop', level, reason: 'trailing' })
  }
  if (rules.takeProfit !== undefined || rules.targetAtr !== undefined) {
    const kind = rules.targetFill === 'limit' ? 'limit' : 'touch'
    const level = targetLevel(averagePrice, direction, rules, atr)
    orders.push({ ...whole, kind, level, reason: 'target', restAtMarket: true })
  }
  return orders
}
