import { compileLimits } from './compile-limits.ts'
import { rateOf } from './conversion.ts'
import { addOpenOrder, emptyHolding, type Holding, isPositive, longest, shortest } from './holding.ts'
import { judge } from './judge.ts'
import type { RiskVerdict } from './limit-check.ts'
import type { LimitContext } from './limits/limit.ts'
import { orderFaults } from './order-faults.ts'
import type { RiskAccount, RiskPrices } from './risk-account.ts'
import { RiskBook } from './risk-book.ts'
import type { RiskLimits } from './risk-limits.ts'
import type { CheckOptions, RiskOptions } from './risk-options.ts'
import type { RiskOrder } from './risk-order.ts'
import { addToTally, type Tally } from './tally.ts'

/** A new position this much smaller than the order is rounding: 0.3 held and 0.1 + 0.2 sold is flat. */
const NOISE = 1e-9

/**
 * Asks all limits about an order, as the account would be after it, with everything that open orders can still do. The verdict lists every limit
 * that is exceeded, and what is left of each.
 *
 * An order that only makes a position smaller passes every limit on exposure and loss. What makes no sense (quantity, price, side) or cannot be valued
 * (price, rate, position, cash) is refused, whatever the limits are. Without options, limits that need them (a state, a time) are not looked at
 * and are listed as `unchecked`; with options, what is missing in them refuses.
 *
 * @param limits - A preset of {@link RiskLimits}, or limits of your own.
 * @param account - Plain data, or a {@link RiskBook}, which is faster; a book knows its prices.
 * @throws {@link ConfigError} `risk-limits/…` for limits that make no sense.
 *
 * @example
 * ```ts
 * import { checkOrder, RiskLimits } from 'peak-trade'
 *
 * const order = { id: '1', symbol: 'BTC/EUR', side: 'buy', quantity: 0.01 } as const
 * const account = { cash: 10_000, positions: { 'ETH/EUR': { quantity: 1, averagePrice: 2_400 } } }
 * const verdict = checkOrder(RiskLimits.moderate, order, account, { 'BTC/EUR': 50_000, 'ETH/EUR': 2_500 })
 * verdict.ok // true
 * verdict.checks.find(({ limit }) => limit === 'max_open_positions')?.headroom // 3
 * ```
 */
export function checkOrder(
  limits: RiskLimits,
  order: RiskOrder,
  account: RiskAccount,
  prices: RiskPrices,
  options?: RiskOptions,
): RiskVerdict
export function checkOrder(limits: RiskLimits, order: RiskOrder, account: RiskBook, options?: CheckOptions): RiskVerdict
export function checkOrder(
  limits: RiskLimits,
  order: RiskOrder,
  account: RiskAccount | RiskBook,
  prices?: RiskPrices | CheckOptions,
  options?: RiskOptions,
): RiskVerdict {
  if (account instanceof RiskBook) return checkOnBook(limits, order, account, prices as CheckOptions | undefined)
  const { positions: held, openOrders } = account
  if (openOrders !== undefined && openOrders.length > 0)
    return checkOnBook(limits, order, new RiskBook(account, prices as RiskPrices, options), options)
  const compiled = compileLimits(limits)
  const own = plainHolding(order.symbol, account, prices as RiskPrices, options)
  const faults = orderFaults(order, own, account.cash, options)
  if (faults !== undefined && faults.length > 0) return refuseFaults(faults)
  const conversion = options !== undefined && (options.currency ?? options.quotes ?? options.rates) !== undefined ? options : undefined
  const volatility = compiled.usesVolatility ? options?.volatility : undefined
  let unknown: string | undefined
  // Local numbers: fields of an object would be written back at every step.
  let [equity, freeCash, exposure, positions, risk, squaredRisk] = [account.cash, account.cash, 0, 0, 0, 0]
  for (const symbol in held) {
    if (symbol === order.symbol) continue
    const quantity = held[symbol]?.quantity
    if (quantity === 0) continue
    const price = (prices as RiskPrices)[symbol]
    let value = Number.NaN
    if (typeof quantity === 'number' && isPositive(price))
      value = quantity * (conversion === undefined ? price : price * rateOf(symbol, conversion))
    if (value - value !== 0) {
      value = Number.NaN
      unknown ??= symbol
    }
    const size = value < 0 ? -value : value
    equity += value
    if (!(quantity > 0)) freeCash += value
    exposure += size
    positions++
    if (volatility !== undefined) {
      const deviation = volatility[symbol]
      const atRisk = size * (typeof deviation === 'number' && deviation >= 0 ? deviation : Number.NaN)
      risk += atRisk
      squaredRisk += atRisk * atRisk
    }
  }
  const rest = { equity, exposure, positions, freeCash, risk, squaredRisk }
  return judge(compiled, contextOf(order, own, rest, { options, unknown, knowsVolatility: volatility !== undefined }))
}

function checkOnBook(limits: RiskLimits, order: RiskOrder, book: RiskBook, options: CheckOptions | undefined): RiskVerdict {
  const compiled = compileLimits(limits)
  const own = book.holdingOf(order.symbol) ?? book.blank(order.symbol)
  const faults = orderFaults(order, own, book.cash, options)
  if (faults !== undefined && faults.length > 0) return refuseFaults(faults)
  const rest = book.tally(order.symbol)
  const unknown = Number.isNaN(rest.equity + rest.exposure + rest.freeCash) ? book.unknown : undefined
  return judge(compiled, contextOf(order, own, rest, { options, unknown, knowsVolatility: book.knowsVolatility }))
}

/** The account after the order; `rest` are the sums over all other symbols. */
function contextOf(
  order: RiskOrder,
  own: Holding,
  rest: Tally,
  { options, unknown, knowsVolatility }: Pick<LimitContext, 'options' | 'unknown' | 'knowsVolatility'>,
): LimitContext {
  const { symbol, quantity } = order
  const buys = order.side === 'buy'
  const after = { ...own }
  addOpenOrder(after, order)
  const side = buys ? longest(after) : shortest(after)
  const opens = !(side - (buys ? longest(own) : shortest(own)) <= NOISE * quantity)
  const largest = opens ? side : Math.max(longest(after), shortest(after))
  const reduced = order.reduceOnly === true ? Math.min(quantity, Math.abs(own.quantity)) : 0
  const net = after.quantity + after.buys - after.sells + (buys ? reduced : -reduced)
  const unit = own.price * own.rate
  addToTally(rest, after, largest)
  // One plain literal: merged from several it would cost as much as five limits.
  return {
    order,
    opens,
    notional: quantity * Math.max(order.price ?? 0, own.price) * own.rate,
    price: own.price,
    symbol,
    symbolExposure: largest * unit,
    symbolNet: Math.abs(net) * unit,
    exposure: rest.exposure,
    positions: rest.positions,
    equity: rest.equity,
    freeCash: rest.freeCash,
    risk: rest.risk,
    squaredRisk: rest.squaredRisk,
    unknown,
    knowsVolatility,
    options,
  }
}

function plainHolding(symbol: string, { positions }: RiskAccount, prices: RiskPrices, options: RiskOptions | undefined): Holding {
  const holding = emptyHolding()
  if (typeof symbol !== 'string') return holding
  const position = Object.hasOwn(positions, symbol) ? positions[symbol] : undefined
  if (position !== undefined) holding.quantity = Number.isFinite(position?.quantity) ? position.quantity : Number.NaN
  if (Object.hasOwn(prices, symbol) && isPositive(prices[symbol])) holding.price = prices[symbol]
  holding.rate = options === undefined ? 1 : rateOf(symbol, options)
  if (options?.volatility !== undefined) holding.volatility = volatilityOf(symbol, options.volatility)
  return holding
}

function volatilityOf(symbol: string, volatility: Readonly<Record<string, number>>): number {
  const value: unknown = volatility[symbol]
  return typeof value === 'number' && value >= 0 ? value : Number.NaN
}

function refuseFaults(refusals: RiskVerdict['refusals']): RiskVerdict {
  return { ok: false, refusals, severity: 'breach', checks: [], unchecked: [], notional: Number.NaN }
}
