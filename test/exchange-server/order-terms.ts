import type { Decimal } from 'decimal.js'
import type { ExchangeOrder, OrderRequest } from './order.ts'

/** Whether the last price has reached the trigger of an order; true for orders without one. */
export function isReached({ side, type, trigger }: ExchangeOrder, last: Decimal): boolean {
  if (trigger === undefined) return true
  const isUpward = type.startsWith('stop-loss') === (side === 'buy')
  return isUpward ? last.gte(trigger) : last.lte(trigger)
}

/** Kraken's refusal of terms that are wrong whatever the account and the market are. */
export function checkTerms({ pair, type, quantity, limit, trigger, inQuote }: OrderRequest): string | undefined {
  if (!quantity.isFinite() || quantity.lte(0)) return 'EGeneral:Invalid arguments:volume'
  if (inQuote !== true && quantity.decimalPlaces() > pair.lotDecimals) return 'EGeneral:Invalid arguments:volume'
  if (inQuote !== true && quantity.lt(pair.orderMin)) return 'EOrder:Order minimum not met'
  const needsLimit = type === 'limit' || type.endsWith('-limit')
  if (needsLimit !== (limit !== undefined)) return 'EGeneral:Invalid arguments:price'
  if ((type !== 'market' && type !== 'limit') !== (trigger !== undefined)) return 'EGeneral:Invalid arguments:price'
  for (const price of [limit, trigger]) {
    if (price === undefined) continue
    if (!price.isFinite() || price.lte(0)) return 'EGeneral:Invalid arguments:price'
    if (price.decimalPlaces() > pair.priceDecimals) {
      return `EOrder:Invalid price:${pair.altname} price can only be specified up to ${pair.priceDecimals} decimals.`
    }
    if (!price.mod(pair.tick).isZero()) return 'EOrder:Tick size check failed'
  }
  return undefined
}
