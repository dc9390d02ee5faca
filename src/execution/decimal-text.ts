import { Decimal } from 'decimal.js'
import { ConfigError } from '../base/errors.ts'

/** Decimals with room for every product of two numbers that an exchange can name. */
export const Exact = Decimal.clone({ precision: 80, rounding: Decimal.ROUND_HALF_EVEN, toExpNeg: -400, toExpPos: 400 })

/**
 * A number as exchanges take it: decimal digits, never an exponent, and the same number when it is read again.
 *
 * @throws {@link ConfigError} `order/number` for NaN and infinities, which have no digits.
 *
 * @example
 * ```ts
 * import { decimalText } from 'peak-trade'
 *
 * decimalText(0.00001) // '0.00001'
 * decimalText(1e21) // '1000000000000000000000'
 * ```
 */
export function decimalText(value: number): string {
  if (Number.isFinite(value)) return new Exact(value).toFixed()
  throw new ConfigError('order/number', `${value} cannot be sent to an exchange; it must be a finite number`, { value })
}
