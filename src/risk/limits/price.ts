import { isPositive } from '../holding.ts'
import type { RiskLimits } from '../risk-limits.ts'
import type { Limit } from './limit.ts'

/** Limits on the price of an order and on the prices it is judged by. They hold for exits too. */
export function priceLimits({ priceCollar, maxPriceAgeMs }: RiskLimits): Limit[] {
  const found: Limit[] = []
  if (priceCollar !== undefined)
    found.push({
      ...{ id: 'price_collar', scope: 'order', always: true, unit: 'share' },
      ...{ what: 'the distance of the price from the reference', remedy: 'check the price' },
      value: ({ order, price, symbol, options }) => {
        const references = options?.references
        const reference = references === undefined ? price : Object.hasOwn(references, symbol) ? references[symbol] : Number.NaN
        return isPositive(reference) ? Math.abs((order?.price ?? price) - reference) / reference : Number.NaN
      },
      bound: () => priceCollar,
    })
  if (maxPriceAgeMs !== undefined)
    found.push({
      ...{ id: 'max_price_age_ms', scope: 'order', always: true, unit: 'ms' },
      ...{ what: 'the age of the price', remedy: 'wait for a new price' },
      missing: ({ options }) => (options?.priceTimes === undefined ? 'priceTimes' : options.at === undefined ? 'at' : undefined),
      value: ({ symbol, options }) => {
        const times = options?.priceTimes as Readonly<Record<string, number>>
        const time: unknown = Object.hasOwn(times, symbol) ? times[symbol] : undefined
        // A price from the future is as wrong as an old one.
        return typeof time === 'number' ? Math.abs((options?.at as number) - time) : Number.NaN
      },
      bound: () => maxPriceAgeMs,
    })
  return found
}
