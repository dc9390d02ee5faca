import type { ExchangeFill, OrderIntent } from '../../src/execution/order.ts'

/** A time at which all is well. */
export const NOW = Date.UTC(2025, 0, 15, 9)

/** A market order for 0.3 of a unit. */
export const market: OrderIntent = { clientId: 'order-1', symbol: 'BTC/EUR', side: 'buy', kind: 'market', quantity: 0.3, at: NOW }

/** The same with a limit. */
export const limit: OrderIntent = { ...market, kind: 'limit', price: 100 }

/** A fill of one of them. */
export function fillOf(changes: Partial<ExchangeFill> = {}): ExchangeFill {
  return {
    fillId: 'T-1',
    exchangeId: 'O-1',
    symbol: 'BTC/EUR',
    side: 'buy',
    quantity: 0.1,
    price: 100,
    fee: 0.02,
    at: NOW + 10,
    ...changes,
  }
}
