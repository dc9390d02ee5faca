import { type Approved, redeemApproval } from './approve.ts'
import { decimalText } from './decimal-text.ts'
import type { Executor } from './executor.ts'
import type { OrderIntent } from './order.ts'

/** A request that was not sent. */
export interface DryRunRequest {
  readonly clientId: string
  /** Milliseconds since the Unix epoch. */
  readonly at: number
  /** What would have been sent, to the letter. */
  readonly request: unknown
}

/**
 * How a dry run writes requests.
 *
 * @example
 * ```ts
 * import type { DryRunOptions } from 'peak-trade'
 *
 * const options: DryRunOptions = { format: ({ clientId, side, quantity }) => ({ id: clientId, side, volume: String(quantity) }) }
 * typeof options.format // 'function'
 * ```
 */
export interface DryRunOptions {
  /** Makes the request of an order, as the executor of an exchange would. Default: plain fields, numbers as decimal digits. */
  readonly format?: ((intent: OrderIntent) => unknown) | undefined
  /** Called for each request. */
  readonly onRequest?: ((request: DryRunRequest) => void) | undefined
}

/** An executor that sends nothing, with the list of what it did not send. */
export interface DryRunExecutor extends Executor {
  readonly mode: 'dry-run'
  /** Oldest first. */
  readonly requests: readonly DryRunRequest[]
}

/**
 * The executor of live mode, the only one there is: it writes down exactly the request that it would have sent, and sends nothing. It has no network,
 * no orders and no positions; what it takes is `validated`, and never fills.
 *
 * @example
 * ```ts
 * import { dryRunExecutor } from 'peak-trade'
 *
 * const executor = dryRunExecutor()
 * executor.requests.length // 0
 * ```
 */
export function dryRunExecutor({ format = plainRequest, onRequest }: DryRunOptions = {}): DryRunExecutor {
  const requests: DryRunRequest[] = []
  return {
    mode: 'dry-run',
    requests,
    submit: async (order: Approved, at: number) => {
      const { ok, refusals } = redeemApproval(order, at)
      if (!ok) return { outcome: 'rejected', reason: refusals[0].message }
      if (order.mode !== 'live')
        return { outcome: 'rejected', reason: `the order was approved for ${order.mode}, and this executor writes down live orders` }
      const request = Object.freeze({ clientId: order.intent.clientId, at, request: format(order.intent) })
      requests.push(request)
      onRequest?.(request)
      return { outcome: 'validated' }
    },
    cancel: async () => ({ outcome: 'not-open', state: 'absent' }),
    find: async () => undefined,
    openOrders: async () => [],
    fillsSince: async () => [],
    account: async () => ({ cash: 0, positions: {} }),
  }
}

function plainRequest({ clientId, symbol, side, kind, quantity, price, reduceOnly = false }: OrderIntent): unknown {
  const limit = price === undefined ? {} : { price: decimalText(price) }
  return {
    clientOrderId: clientId,
    symbol,
    side,
    type: kind,
    amount: decimalText(quantity),
    ...limit,
    ...(reduceOnly ? { reduceOnly } : {}),
  }
}
