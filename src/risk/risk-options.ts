import type { RiskPrices } from './risk-account.ts'
import type { RiskState } from './risk-state.ts'

/**
 * What amounts are converted with. Without `currency` everything is taken to be in one currency. With it, the currency of a symbol is
 * what `quotes` says, or what stands behind the slash of its name (`BTC/USDT`); one that is not the account's needs a rate, or is refused.
 *
 * @example
 * ```ts
 * import { checkOrder, defineLimits } from 'peak-trade'
 *
 * const order = { id: '1', symbol: 'AAPL', side: 'buy', quantity: 10 } as const
 * const account = { cash: 10_000, positions: {} }
 * const conversion = { currency: 'EUR', quotes: { AAPL: 'USD' }, rates: { USD: 0.9 } }
 * checkOrder(defineLimits({ maxOrderNotional: 2_000 }), order, account, { AAPL: 200 }, conversion).notional // 1800
 * ```
 */
export interface Conversion {
  /** Currency of the account: of its cash, its limits and its fees. */
  readonly currency?: string | undefined
  /** Currency in which a symbol is quoted, by symbol. */
  readonly quotes?: Readonly<Record<string, string>> | undefined
  /** What a unit of another currency is worth in the account's, by currency. */
  readonly rates?: Readonly<Record<string, number>> | undefined
}

/**
 * What a book of positions needs besides an account and prices.
 */
export interface BookOptions extends Conversion {
  /** Standard deviation of the daily return by symbol, for `maxValueAtRisk`. */
  readonly volatility?: Readonly<Record<string, number>> | undefined
}

/**
 * What the limits on time, prices and losses look at.
 */
export interface CheckOptions {
  /** Now, in milliseconds since the Unix epoch. */
  readonly at?: number | undefined
  /** What happened before: see `startOfDay`. */
  readonly state?: RiskState | undefined
  /** Prices to which `priceCollar` compares; the current prices when left out. */
  readonly references?: RiskPrices | undefined
  /** When each price was made, by symbol, for `maxPriceAgeMs`. */
  readonly priceTimes?: Readonly<Record<string, number>> | undefined
}

/**
 * Everything besides limits, order, account and prices.
 *
 * @example
 * ```ts
 * import { type RiskOptions, startOfDay } from 'peak-trade'
 *
 * const at = Date.UTC(2025, 0, 15, 9)
 * const options: RiskOptions = { at, state: startOfDay(undefined, { at, equity: 10_000 }), currency: 'EUR', rates: { USD: 0.9 } }
 * ```
 */
export interface RiskOptions extends BookOptions, CheckOptions {}
