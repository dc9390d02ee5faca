import type { Refusal } from '../../base/verdict.ts'
import { checkOrder } from '../../risk/check-order.ts'
import { defineLimits } from '../../risk/define-limits.ts'
import type { LimitBreaker } from '../../risk/limit-breaker.ts'
import type { RiskVerdict } from '../../risk/limit-check.ts'
import type { RiskLimits } from '../../risk/risk-limits.ts'
import type { RiskOrder } from '../../risk/risk-order.ts'
import type { Environment } from '../environment.ts'
import type { OrderIntent } from '../order.ts'
import type { Gate, GateRequest } from './gate.ts'

/** How far from the current price a market order may fill, for the question whether it meets an own order. */
const REACH = 0.005

/** What holds when the limits say nothing: these four questions are always asked. */
const defaults = Object.freeze({
  maxPriceAgeMs: 60_000,
  priceCollar: 0.05,
  fatFinger: Object.freeze({ multiple: 10, first: Object.freeze({ equity: 0.1 }) }),
  maxOrdersPerSecond: 5,
  maxOrdersPerMinute: 60,
}) satisfies RiskLimits

/** The limits that each gate asks; made once for limits, because reading them takes longer than asking them. */
interface SplitLimits {
  readonly fresh: RiskLimits
  readonly collar: RiskLimits
  readonly finger: RiskLimits
  readonly rate: RiskLimits
  readonly rest: RiskLimits
}

const split = new WeakMap<RiskLimits, SplitLimits>()
const liveLimits = new WeakMap<Environment, RiskLimits>()

/** A person or a limit has stopped trading. */
export const killSwitchGate = (breaker: LimitBreaker): Gate => ({
  id: 'kill-switch',
  check: ({ intent }) => breaker.admit(riskOrder(intent)).refusals,
})

/** The price that an order is judged by is new. */
export const freshDataGate: Gate = limitGate('fresh-data', ({ fresh }) => fresh)
/** A limit price is not far from the market. */
export const collarGate: Gate = limitGate('price-collar', ({ collar }) => collar)
/** The order is not far larger than usual; the first ones, and market orders, are asked too. */
export const fatFingerGate: Gate = limitGate('fat-finger', ({ finger }) => finger)
/** Not too many orders in a second and in a minute. Orders that were refused do not count. */
export const rateGate: Gate = limitGate('rate', ({ rate }) => rate)
/** All other limits, as the account would be after the order. */
export const limitsGate: Gate = limitGate('limits', ({ rest }) => rest)

/** The limits that an environment sets for live mode. */
export const liveLimitsGate: Gate = {
  id: 'live-limits',
  check: request => {
    const { mode, liveTradeMinSize } = request.environment
    if (mode !== 'live') return []
    const { refusals, notional } = ask(liveLimitsOf(request.environment), request)
    const small = `live_trade_min_size: the value of the order is ${notional}, less than ${liveTradeMinSize}`
    return liveTradeMinSize === undefined || notional >= liveTradeMinSize
      ? refusals
      : [...refusals, { code: 'gate/live-min-size', message: small }]
  },
}

/** An order does not meet an own one on the other side of the book. */
export const selfTradeGate: Gate = {
  id: 'self-trade',
  check: ({ intent, context, memory }) => {
    const own = (memory.account.openOrders ?? []).find(other => meets(intent, other, context.prices[intent.symbol]))
    const message = `it would trade against the own open order ${own?.id}; cancel that one first`
    return own === undefined ? [] : [{ code: 'gate/self-trade', message }]
  },
}

/** What every gate of limits says when they are asked at once; the value of the order is in it. */
export function ask(limits: RiskLimits, { intent, context, memory }: GateRequest): RiskVerdict {
  const { at, references, prices, priceTimes, currency, quotes, rates, volatility } = context
  const options = { at, references, priceTimes, currency, quotes, rates, volatility, state: memory.state }
  return checkOrder(limits, riskOrder(intent), memory.account, prices, options)
}

/** An intent as limits see it. */
export function riskOrder({ clientId, symbol, side, quantity, price, reduceOnly }: OrderIntent): RiskOrder {
  return { id: clientId, symbol, side, quantity, price, reduceOnly }
}

/** A gate that asks some of the limits. */
function limitGate(id: string, pick: (limits: SplitLimits) => RiskLimits): Gate {
  return { id, check: (request): readonly Refusal[] => ask(pick(splitOf(request.limits)), request).refusals }
}

function splitOf(limits: RiskLimits): SplitLimits {
  const known = split.get(limits)
  if (known !== undefined) return known
  const { maxPriceAgeMs, priceCollar, fatFinger, maxOrdersPerSecond, maxOrdersPerMinute, ...rest } = limits
  const made = {
    fresh: defineLimits({ maxPriceAgeMs: maxPriceAgeMs ?? defaults.maxPriceAgeMs }),
    collar: defineLimits({ priceCollar: priceCollar ?? defaults.priceCollar }),
    finger: defineLimits({ fatFinger: fatFinger ?? defaults.fatFinger }),
    rate: defineLimits({
      maxOrdersPerSecond: maxOrdersPerSecond ?? defaults.maxOrdersPerSecond,
      maxOrdersPerMinute: maxOrdersPerMinute ?? defaults.maxOrdersPerMinute,
    }),
    rest: defineLimits(rest),
  }
  split.set(limits, made)
  return made
}

function liveLimitsOf(environment: Environment): RiskLimits {
  const known = liveLimits.get(environment)
  if (known !== undefined) return known
  const made = defineLimits({ maxOrderNotional: environment.maxLiveNotionalPerOrder, maxTotalExposure: environment.maxLiveNotionalTotal })
  liveLimits.set(environment, made)
  return made
}

/** Whether an order could fill against another one of the same account. */
function meets(intent: OrderIntent, other: RiskOrder, current: number | undefined): boolean {
  if (other.symbol !== intent.symbol || other.side === intent.side) return false
  const buys = intent.side === 'buy'
  const furthest = (price: number | undefined, up: boolean) => price ?? (current ?? Number.NaN) * (up ? 1 + REACH : 1 - REACH)
  const bid = buys ? furthest(intent.price, true) : furthest(other.price, true)
  const asked = buys ? furthest(other.price, false) : furthest(intent.price, false)
  // What is not known could meet.
  return !(bid < asked)
}
