import type { Refusal } from '../base/verdict.ts'
import { type Holding, isPositive } from './holding.ts'
import type { CheckOptions } from './risk-options.ts'
import type { RiskOrder } from './risk-order.ts'

/** What is wrong with an order before any limit is looked at: it makes no sense, or it cannot be valued. */
export function orderFaults(order: RiskOrder, holding: Holding, cash: number, options: CheckOptions | undefined): Refusal[] | undefined {
  const { id, symbol, side, quantity, price, reduceOnly } = order
  if (
    typeof id === 'string' &&
    id !== '' &&
    typeof symbol === 'string' &&
    symbol !== '' &&
    (side === 'buy' || side === 'sell') &&
    isPositive(quantity) &&
    (price === undefined || isPositive(price)) &&
    isPositive(holding.price) &&
    isPositive(holding.rate) &&
    holding.quantity === holding.quantity &&
    cash - cash === 0 &&
    (options?.at === undefined || options.at - options.at === 0) &&
    reduceOnly !== true
  )
    return undefined
  return listFaults(order, holding, cash, options)
}

function listFaults(
  { id, symbol, side, quantity, price, reduceOnly }: RiskOrder,
  holding: Holding,
  cash: number,
  options?: CheckOptions,
): Refusal[] {
  const faults: Refusal[] = []
  const add = (kind: string, message: string) => faults.push({ code: `risk/${kind}`, message: `${kind}: ${message}` })
  if (typeof id !== 'string' || id === '') add('order_id', `the order has ${show(id)} as its id; give every order its own text`)
  if (typeof symbol !== 'string' || symbol === '') add('order_symbol', `the order has ${show(symbol)} as its symbol; name what is traded`)
  if (side !== 'buy' && side !== 'sell') add('order_side', `the side is ${show(side)}; it is buy or sell`)
  if (!isPositive(quantity)) add('order_quantity', `the quantity is ${show(quantity)}; it must be a finite number above 0`)
  if (price !== undefined && !isPositive(price))
    add('order_price', `the limit price is ${show(price)}; it must be a finite number above 0, or left out`)
  if (!isPositive(holding.price)) add('unknown_price', `there is no price of ${show(symbol)} that is a finite number above 0; wait for one`)
  if (!isPositive(holding.rate))
    add('unknown_rate', `what ${show(symbol)} is quoted in has no rate; name the account's currency, the quote, and a rate above 0`)
  if (holding.quantity !== holding.quantity) add('unknown_position', `the position of ${show(symbol)} is not a number; read it again`)
  if (cash - cash !== 0) add('unknown_cash', 'the cash of the account is not a number; read it again')
  if (options?.at !== undefined && options.at - options.at !== 0) add('unknown_time', `now is ${show(options.at)}; pass a time as a number`)
  if (reduceOnly === true && !(side === 'sell' ? holding.quantity > 0 : holding.quantity < 0))
    add('nothing_to_reduce', `the order may only reduce, and the position of ${show(symbol)} is ${holding.quantity}; leave it out`)
  return faults
}

function show(value: unknown): string {
  return typeof value === 'string' ? `"${value}"` : String(value)
}
