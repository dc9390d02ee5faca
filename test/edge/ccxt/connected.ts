import { type ConnectOptions, connectExchange, type ExchangeConnection } from '../../../src/edge/ccxt/exchange-connection.ts'
import { type Approved, approve } from '../../../src/execution/approve.ts'
import { clientOrderId } from '../../../src/execution/client-order-id.ts'
import { defaultEnvironment, type Environment } from '../../../src/execution/environment.ts'
import { Gatekeeper } from '../../../src/execution/gatekeeper.ts'
import type { OrderIntent } from '../../../src/execution/order.ts'
import { LimitBreaker } from '../../../src/risk/limit-breaker.ts'
import { RiskLimits } from '../../../src/risk/risk-limits.ts'
import { startOfDay } from '../../../src/risk/risk-state.ts'
import type { ExchangeServer } from '../../exchange-server/exchange-server.ts'

export const testnet: Environment = { ...defaultEnvironment, mode: 'testnet', testnetDryRun: false }

/** A connection to a server of the test that is in a hurry. */
export function connect({ url, credentials }: ExchangeServer, more: Partial<ConnectOptions> = {}): Promise<ExchangeConnection> {
  const { key, secret } = credentials()
  return connectExchange({
    ...{ exchange: 'kraken', url, credentials: { apiKey: key, secret }, rateLimitMs: 1, timeoutMs: 5000, retry: { tries: 4, baseMs: 2 } },
    ...more,
  })
}

let sequence = 0

/** An intent with a client id of its own. */
export function intentOf(changes: Partial<OrderIntent> = {}): OrderIntent {
  const at = Date.UTC(2026, 0, 1)
  const clientId = clientOrderId({ session: 'test', symbol: 'BTC/USD', at, sequence: sequence++ })
  return { clientId, symbol: 'BTC/USD', side: 'buy', kind: 'limit', quantity: 0.001, price: 49_000, at, ...changes }
}

/** Gates that all is well with. */
export function keeper(environment: Environment, at: number): Gatekeeper {
  const strategy = { id: 'ma_crossover', tier: 'core', fingerprint: 'f' } as const
  return new Gatekeeper({
    ...{ environment, limits: RiskLimits.moderate, breaker: new LimitBreaker(), strategy },
    ...{
      promotion: { id: 'p', strategy: 'ma_crossover', fingerprint: 'f' },
      state: startOfDay(undefined, { at: at, equity: 100_000 }),
    },
    instruments: { 'BTC/USD': { tick: 0.1, lot: 1e-8 }, 'ETH/USD': { tick: 0.01, lot: 1e-8 } },
  })
}

/** An order that has passed every gate. */
export function approved(intent: OrderIntent, environment: Environment = testnet, held: Readonly<Record<string, number>> = {}): Approved {
  const gates = keeper(environment, intent.at)
  const prices = { 'BTC/USD': 50_000, 'ETH/USD': 3000 }
  const priceTimes = { 'BTC/USD': intent.at, 'ETH/USD': intent.at }
  const account = {
    cash: 100_000,
    positions: Object.fromEntries(Object.entries(held).map(([symbol, quantity]) => [symbol, { quantity, averagePrice: 50_000 }])),
  }
  const approval = approve(intent, gates, { at: intent.at, session: 'running', account, prices, priceTimes })
  if (!approval.ok) throw new Error(approval.refusals.map(({ message }) => message).join('; '))
  return approval.order
}
