import type { LimitContext } from '../../../src/risk/limits/limit.ts'

/** An order to buy one unit at 100 for an account of 1,000, with what a test changes. */
export function contextOf(changes: Partial<LimitContext> = {}): LimitContext {
  return {
    order: { id: '1', symbol: 'BTC', side: 'buy', quantity: 1 },
    opens: true,
    notional: 100,
    price: 100,
    symbol: 'BTC',
    symbolExposure: 100,
    symbolNet: 100,
    exposure: 100,
    positions: 1,
    equity: 1_000,
    freeCash: 900,
    risk: 2,
    squaredRisk: 4,
    unknown: undefined,
    knowsVolatility: true,
    options: {},
    ...changes,
  }
}
