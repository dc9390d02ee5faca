import { ConfigError } from '../base/errors.ts'
import { fingerprint } from '../base/fingerprint.ts'

/** What makes an order the one it is. */
export interface OrderIdentity {
  /** Id of the session. */
  readonly session: string
  readonly symbol: string
  /** When it was decided, milliseconds since the Unix epoch: for a strategy, the time of the bar. */
  readonly at: number
  /** Counts the orders of a symbol at one time, from 0. */
  readonly sequence: number
}

/**
 * The id under which an exchange is to know an order: a UUID (version 8 of RFC 9562) of what makes the order the one it is. The same decision has the
 * same id in every process and after every restart, so that an order that was sent already is found again, and is never sent twice.
 *
 * @throws {@link ConfigError} `order/identity` for an empty text, a time that is not finite, or a sequence that is not a whole number from 0.
 *
 * @example
 * ```ts
 * import { clientOrderId } from 'peak-trade'
 *
 * const order = { session: 'shadow-1', symbol: 'BTC/EUR', at: Date.UTC(2025, 0, 15), sequence: 0 }
 * clientOrderId(order).length // 36
 * clientOrderId(order) === clientOrderId({ ...order }) // true
 * clientOrderId(order) === clientOrderId({ ...order, sequence: 1 }) // false
 * ```
 */
export function clientOrderId({ session, symbol, at, sequence }: OrderIdentity): string {
  const identity = { session: named('session', session), symbol: named('symbol', symbol) }
  if (!Number.isFinite(at)) throw wrong('at', at, 'a finite time in milliseconds')
  if (!Number.isSafeInteger(sequence) || sequence < 0) throw wrong('sequence', sequence, 'a whole number from 0')
  const hex = fingerprint({ ...identity, at, sequence })
  const variant = '89ab'[Number.parseInt(hex[16], 16) & 3]
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`
}

function named(name: string, text: unknown): string {
  if (typeof text === 'string' && text !== '') return text
  throw wrong(name, text, 'a text that is not empty')
}

function wrong(name: string, value: unknown, wanted: string): ConfigError {
  const shown = typeof value === 'string' ? `"${value}"` : String(value)
  return new ConfigError('order/identity', `${name} of an order is ${shown}; give ${wanted}`, { name })
}
