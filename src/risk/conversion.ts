import { isPositive } from './holding.ts'
import type { Conversion } from './risk-options.ts'

/** The currency in which a symbol is quoted, or undefined when nobody says. */
export function quoteOf(symbol: string, { quotes }: Conversion): string | undefined {
  if (quotes !== undefined && Object.hasOwn(quotes, symbol)) return quotes[symbol]
  const slash = symbol.indexOf('/')
  if (slash < 0) return undefined
  // ccxt writes derivatives as BTC/USDT:USDT.
  const colon = symbol.indexOf(':', slash)
  return symbol.slice(slash + 1, colon < 0 ? undefined : colon)
}

/** What a unit of the currency of a symbol is worth in the account's, or NaN when that is not known. */
export function rateOf(symbol: string, conversion: Conversion): number {
  const { currency, quotes, rates } = conversion
  if (currency === undefined) return quotes === undefined && rates === undefined ? 1 : Number.NaN
  const quote = quoteOf(symbol, conversion)
  if (quote === currency) return 1
  if (quote === undefined || rates === undefined || !Object.hasOwn(rates, quote)) return Number.NaN
  return isPositive(rates[quote]) ? rates[quote] : Number.NaN
}
