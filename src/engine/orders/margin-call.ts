import { type Account, ruinLevel } from '../account.ts'
import type { RestingOrder } from './resting-order.ts'

/** The id of the exchange's own order; those of the client count from 1. */
export const MARGIN_CALL = 0

/**
 * The exchange's own stop, over the whole position: it stands where cash plus position is worth nothing. Undefined while flat.
 *
 * @param since - Bar on which the position was opened.
 */
export function marginCall(account: Account, since: number): RestingOrder | undefined {
  const { quantity } = account
  if (quantity === 0) return undefined
  const whole = { side: quantity > 0 ? 'sell' : 'buy', quantity: Math.abs(quantity), reason: 'liquidation' } as const
  return { ...whole, kind: 'stop', level: ruinLevel(account), id: MARGIN_CALL, placedAt: since }
}
