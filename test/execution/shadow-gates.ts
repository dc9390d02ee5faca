import { defaultEnvironment } from '../../src/execution/environment.ts'
import { Gatekeeper, type GateSettings } from '../../src/execution/gatekeeper.ts'
import type { ApprovalContext } from '../../src/execution/gates/gate.ts'
import type { OrderIntent } from '../../src/execution/order.ts'
import { defineLimits } from '../../src/risk/define-limits.ts'
import { LimitBreaker } from '../../src/risk/limit-breaker.ts'
import { startOfDay } from '../../src/risk/risk-state.ts'

export const SYMBOL = 'BTC/EUR'
export const START = Date.UTC(2025, 0, 15)

/** Gates on paper that let everything through that makes sense. */
export function openGates(change: Partial<GateSettings> = {}): Gatekeeper {
  return new Gatekeeper({
    environment: defaultEnvironment,
    breaker: new LimitBreaker(),
    instruments: {},
    state: startOfDay(undefined, { at: 0, equity: 1e12 }),
    limits: defineLimits({
      fatFinger: { multiple: 1e12, first: 1e15 },
      maxOrdersPerSecond: 1e9,
      maxOrdersPerMinute: 1e9,
      priceCollar: 1,
      maxPriceAgeMs: 1e15,
    }),
    ...change,
  })
}

/** An order of one unit at the market, unless it is said otherwise. */
export function wish(change: Partial<OrderIntent> & { readonly clientId: string }): OrderIntent {
  return { symbol: SYMBOL, side: 'buy', kind: 'market', quantity: 1, at: START, ...change }
}

/** A moment at which one unit costs 100. */
export function moment(at: number = START, change: Partial<ApprovalContext> = {}): ApprovalContext {
  const account = { cash: 1e9, positions: {} }
  return { at, session: 'running', account, prices: { [SYMBOL]: 100 }, priceTimes: { [SYMBOL]: at }, ...change }
}
