import type { KellySizing } from '../engine/kelly.ts'
import { type OrderToSize, type Sizing, sizedQuantity } from '../engine/sizing.ts'
import { formatValue } from './format.ts'

/** What a quantity was computed from. */
export interface SizedOrder extends OrderToSize {
  readonly sizing: Sizing
  /** The market's price; `price` is what a unit is expected to cost. */
  readonly rawPrice: number
  /** Slippage and half the spread. */
  readonly slippageRate: number
  /** Closed trades that a Kelly estimate can look at. */
  readonly closedTrades: number
  /** Signed quantity to hold, as the engine sized it. */
  readonly wanted: number
  /** Signed quantity held before. */
  readonly held: number
}

/**
 * The sizing rule with its numbers put in: `1 × 10,000.00 ÷ (62.00 × 1.0005 × 1.001) = 161.0475 units`, then what the leverage and the lot
 * made of it, and what that means for the position.
 */
export function sizingText(order: SizedOrder): string {
  const { sizing, lot, maxLeverage = 1, wanted, held } = order
  const full = sizedQuantity(sizing, { ...order, maxLeverage: Number.POSITIVE_INFINITY, lot: undefined })
  const capped = sizedQuantity(sizing, { ...order, lot: undefined })
  const parts = [`${rule(order)} = ${Number.isFinite(full) ? unitsOf(full) : 'no limit'}`]
  if (capped !== full) parts.push(`at most ${plain(maxLeverage)} × the equity: ${unitsOf(capped)}`)
  if (wanted !== capped) parts.push(`in lots of ${plain(lot ?? Number.NaN)}: ${unitsOf(wanted)}`)
  if (held !== 0) {
    const more = Math.abs(wanted) - Math.abs(held)
    parts.push(`${plain(held)} held, ${plain(Math.abs(more))} ${more < 0 ? 'too many' : 'missing'}`)
  }
  return parts.join('; ')
}

/** "1 unit", "161.049 units". */
export function unitsOf(quantity: number): string {
  return `${plain(quantity)} unit${Math.abs(quantity) === 1 ? '' : 's'}`
}

/** "the whole position, 5 units". */
export function wholePosition(held: number): string {
  return `the whole position, ${unitsOf(Math.abs(held))}`
}

function rule(order: SizedOrder): string {
  const { sizing, target, equity, rawPrice, stopDistance, volatility, kelly } = order
  const of = plain(target)
  const worth = money(equity)
  if ('units' in sizing) return `${of} × ${unitsOf(sizing.units)}`
  if ('notional' in sizing) return `${of} × ${money(sizing.notional)} ÷ ${product([formatValue(rawPrice, 'price'), ...slipped(order)])}`
  if ('risk' in sizing)
    return `${of} × ${percent(sizing.risk)} × ${worth} ÷ ${formatValue(stopDistance, 'price')} lost per unit at the stop`
  if ('fraction' in sizing) return bought(order, sizing.fraction, sizing.fraction === 1 ? [worth] : [plain(sizing.fraction), worth])
  if ('volatility' in sizing) {
    const measured = `${percent(volatility)} (volatility a year over ${sizing.period ?? 20} bars)`
    return bought(order, sizing.volatility / volatility, [`${percent(sizing.volatility)} ÷ ${measured}`, worth])
  }
  return bought(order, kelly, [`${Number.isFinite(kelly) ? percent(kelly) : '∞'} (${kellyText(sizing, order)})`, worth])
}

function kellyText({ trades = 20, minimum = 0.02 }: KellySizing, { closedTrades, kelly }: SizedOrder): string {
  if (closedTrades < trades) return `the least, ${closedTrades} of ${trades} trades are closed`
  return kelly > minimum ? `from the last ${trades} trades` : `the least, the last ${trades} trades ask for no more`
}

/** What a share of the equity buys, the fee set aside. */
function bought(order: SizedOrder, share: number, factors: readonly string[]): string {
  const { target, equity, rawPrice, price, feeRate, minimumFee } = order
  const raw = formatValue(rawPrice, 'price')
  const budget = Math.abs(target) * share * equity
  // The smallest fee only shows where it is more than the rate comes to.
  if (minimumFee > 0 && (budget - minimumFee) / price < budget / (price * (1 + feeRate))) {
    const paid = `(${[plain(Math.abs(target)), ...factors].join(' × ')} − ${money(minimumFee)} fee)`
    return `${target < 0 ? '−' : ''}${paid} ÷ ${product([raw, ...slipped(order)])}`
  }
  const fee = feeRate === 0 ? [] : [factor(1 + feeRate)]
  return `${[plain(target), ...factors].join(' × ')} ÷ ${product([raw, ...slipped(order), ...fee])}`
}

function slipped({ target, slippageRate }: SizedOrder): string[] {
  return slippageRate === 0 ? [] : [factor(1 + Math.sign(target) * slippageRate)]
}

function product(parts: readonly string[]): string {
  return parts.length === 1 ? parts[0] : `(${parts.join(' × ')})`
}

function plain(value: number): string {
  return formatValue(value, 'quantity')
}

function money(value: number): string {
  return formatValue(value, 'money')
}

function percent(value: number): string {
  return formatValue(value, 'percent')
}

/** Ten digits: enough for a hundredth of a basis point, too few for rounding noise to show. */
function factor(value: number): string {
  return String(Number(value.toPrecision(10)))
}
