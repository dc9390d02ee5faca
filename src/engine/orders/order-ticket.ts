import { StrategyError } from '../../base/errors.ts'
import type { AttachedStop, AttachedTarget, OrderConditions, OrderTicket } from '../../strategies/order.ts'
import type { FillReason } from '../fills.ts'
import type { NewOrder, OrderTerms } from './resting-order.ts'

/**
 * The order that a ticket describes.
 *
 * @param price - Current price; a trailing stop starts from it.
 * @throws {@link StrategyError} `strategy/order` for terms that contradict each other.
 */
export function orderOf(side: 'buy' | 'sell', ticket: OrderTicket, price: number): NewOrder {
  refuseContradiction(ticket)
  const { quantity = Number.NaN, fraction, timeInForce, group, reduceOnly, stopLoss, takeProfit } = ticket
  const terms = termsOf(ticket, price)
  return { ...terms, side, quantity, fraction, timeInForce, group, reduceOnly, stopLoss, takeProfit, reason: reasonOf(terms) }
}

/** Why the numbers of an order make no sense; undefined when they do. */
export function faultOf({ quantity, fraction, limit, stop, trailing, timeInForce, stopLoss, takeProfit }: OrderTicket): string | undefined {
  if (quantity !== undefined && !isPositive(quantity)) return `the quantity is ${quantity}; it must be positive and finite`
  if (fraction !== undefined && !isPositive(fraction)) return `the fraction of equity is ${fraction}; it must be positive and finite`
  for (const [name, level] of Object.entries({ limit, stop }))
    if (level !== undefined && !isPositive(level)) return `the ${name} is ${level}; it must be a price`
  if (trailing !== undefined && !isShare(trailing)) return `the trailing distance is ${trailing}; it must be between 0 and 1 (0.02 is 2 %)`
  if (typeof timeInForce === 'object' && !(Number.isInteger(timeInForce.bars) && timeInForce.bars >= 1))
    return `it is to work for ${timeInForce.bars} bars; it must be a whole number from 1`
  return faultOfAttached('stop loss', stopLoss) ?? faultOfAttached('profit target', takeProfit)
}

function faultOfAttached(name: string, attached: AttachedStop | AttachedTarget | undefined): string | undefined {
  if (attached === undefined) return undefined
  if ('level' in attached) return isPositive(attached.level) ? undefined : `the ${name} is ${attached.level}; it must be a price`
  const distance = 'trailing' in attached ? attached.trailing : attached.distance
  if (isShare(distance) || (name === 'profit target' && isPositive(distance))) return undefined
  return `the distance of the ${name} is ${distance}; it must be between 0 and 1 (0.02 is 2 %)`
}

function refuseContradiction({ quantity, fraction, limit, stop, trailing, timeInForce }: OrderTicket): void {
  const refuse = (message: string): never => {
    throw new StrategyError('strategy/order', message)
  }
  if ((quantity === undefined) === (fraction === undefined))
    refuse(`an order has ${quantity === undefined ? 'no size' : 'a quantity and a fraction'}; give either quantity or fraction`)
  if (trailing !== undefined && (limit !== undefined || stop !== undefined))
    refuse(`an order is trailing and has a ${limit === undefined ? 'stop' : 'limit'}; a trailing stop has its distance only`)
  if (typeof timeInForce === 'string' && !['gtc', 'day', 'ioc'].includes(timeInForce))
    refuse(`the time in force is "${timeInForce}"; it must be gtc, day, ioc or { bars }`)
}

function termsOf({ limit, stop, trailing }: OrderConditions, price: number): OrderTerms {
  if (trailing !== undefined) return { kind: 'trailing', distance: trailing, extreme: price }
  if (stop !== undefined && limit !== undefined) return { kind: 'stopLimit', level: stop, limit }
  if (stop !== undefined) return { kind: 'stop', level: stop }
  if (limit !== undefined) return { kind: 'limit', level: limit }
  return { kind: 'market' }
}

function reasonOf({ kind }: OrderTerms): FillReason {
  if (kind === 'market') return 'signal'
  if (kind === 'trailing') return 'trailing'
  return kind === 'limit' ? 'target' : 'stop'
}

function isPositive(value: number): boolean {
  return value > 0 && value < Number.POSITIVE_INFINITY
}

function isShare(value: number): boolean {
  return value > 0 && value < 1
}
