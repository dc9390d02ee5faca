import type { Refusal } from '../base/verdict.ts'
import type { OrderIntent } from './order.ts'

/** More than any exchange trades of anything; beyond it, doubles have no digits left for lots. */
const MOST = 1e15

/** What is wrong with an intent before anything else is looked at; empty for one that makes sense. It may come from anywhere, so types are checked too. */
export function intentFaults(intent: OrderIntent): Refusal[] {
  if (typeof intent !== 'object' || intent === null) return [fault('intent', `the order is ${show(intent)}; pass an object`)]
  const { clientId, symbol, side, kind, quantity, price, reduceOnly, at } = intent
  const faults: Refusal[] = []
  const add = (name: string, message: string) => faults.push(fault(name, message))
  if (!isText(clientId)) add('client-id', `the client id is ${show(clientId)}; make one with clientOrderId`)
  if (!isText(symbol)) add('symbol', `the symbol is ${show(symbol)}; name what is traded`)
  if (side !== 'buy' && side !== 'sell') add('side', `the side is ${show(side)}; it is buy or sell`)
  if (kind !== 'market' && kind !== 'limit') add('kind', `the kind is ${show(kind)}; it is market or limit`)
  if (!isAmount(quantity)) add('quantity', `the quantity is ${show(quantity)}; it must be a number above 0, at most 1e15`)
  if (kind === 'limit' && !isAmount(price)) add('price', `the limit price is ${show(price)}; it must be a number above 0, at most 1e15`)
  if (kind === 'market' && price !== undefined)
    add('price', `a market order has the price ${show(price)}; leave it out, or make it a limit order`)
  if (reduceOnly !== undefined && typeof reduceOnly !== 'boolean')
    add('reduce-only', `reduceOnly is ${show(reduceOnly)}; it is true or false`)
  if (!Number.isFinite(at)) add('time', `the time is ${show(at)}; give milliseconds since the Unix epoch`)
  return faults
}

function fault(kind: string, message: string): Refusal {
  return { code: `order/${kind}`, message }
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== ''
}

function isAmount(value: unknown): boolean {
  return typeof value === 'number' && value > 0 && value <= MOST
}

function show(value: unknown): string {
  return typeof value === 'string' ? `"${value}"` : String(value)
}
