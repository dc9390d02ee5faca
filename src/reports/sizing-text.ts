import type { Sizing } from '../engine/sizing.ts'
import { formatValue } from './format.ts'

/** What a quantity was computed from. */
export interface SizedOrder {
  readonly sizing: Sizing
  readonly target: number
  /** What the account was worth at `price`. */
  readonly equity: number
  /** Before slippage. */
  readonly price: number
  readonly slippageRate: number
  readonly feeRate: number
  /** Signed quantity to hold, as the engine sized it. */
  readonly wanted: number
  /** Signed quantity held before. */
  readonly held: number
}

/** The sizing rule with its numbers put in: `1 × 10,000.00 ÷ (62.00 × 1.0005 × 1.001) = 161.0475 units`. */
export function sizingText(order: SizedOrder): string {
  const { wanted, held } = order
  const sized = `${rule(order)} = ${unitsOf(wanted)}`
  if (held === 0) return sized
  const more = Math.abs(wanted) - Math.abs(held)
  return `${sized}; ${plain(held)} held, ${plain(Math.abs(more))} ${more < 0 ? 'too many' : 'missing'}`
}

/** "1 unit", "161.049 units". */
export function unitsOf(quantity: number): string {
  return `${plain(quantity)} unit${Math.abs(quantity) === 1 ? '' : 's'}`
}

function rule({ sizing, target, equity, price, slippageRate, feeRate }: SizedOrder): string {
  if ('units' in sizing) return `${plain(target)} × ${unitsOf(sizing.units)}`
  const slipped = slippageRate === 0 ? [] : [factor(1 + Math.sign(target) * slippageRate)]
  if ('notional' in sizing)
    return `${plain(target)} × ${formatValue(sizing.notional, 'money')} ÷ ${product([formatValue(price, 'price'), ...slipped])}`
  const share = sizing.fraction === 1 ? '' : `${plain(sizing.fraction)} × `
  const fee = feeRate === 0 ? [] : [factor(1 + feeRate)]
  return `${plain(target)} × ${share}${formatValue(equity, 'money')} ÷ ${product([formatValue(price, 'price'), ...slipped, ...fee])}`
}

function product(parts: readonly string[]): string {
  return parts.length === 1 ? parts[0] : `(${parts.join(' × ')})`
}

function plain(value: number): string {
  return formatValue(value, 'quantity')
}

/** Ten digits: enough for a hundredth of a basis point, too few for rounding noise to show. */
function factor(value: number): string {
  return String(Number(value.toPrecision(10)))
}
