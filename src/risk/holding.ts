import type { RiskOrder } from './risk-order.ts'

/**
 * All that limits need to know of one symbol: position, open orders, and what a unit is worth. NaN stands for what is not known.
 */
export interface Holding {
  /** Signed position in units. */
  quantity: number
  /** Units of open orders to buy and to sell, reduce-only ones not counted. */
  buys: number
  sells: number
  /** Units of open reduce-only orders. */
  reduceBuys: number
  reduceSells: number
  /** What open limit orders to buy cost at most, in the currency of the quote. */
  limitCost: number
  /** Units of open orders to buy at any price. */
  marketBuys: number
  /** Current price in the currency of the quote. */
  price: number
  /** What a unit of that currency is worth in the account's. */
  rate: number
  /** Standard deviation of the daily return. */
  volatility: number
}

/** A symbol of which nothing is held. */
export function emptyHolding(): Holding {
  return {
    quantity: 0,
    buys: 0,
    sells: 0,
    reduceBuys: 0,
    reduceSells: 0,
    limitCost: 0,
    marketBuys: 0,
    price: Number.NaN,
    rate: Number.NaN,
    volatility: Number.NaN,
  }
}

/** Adds an open order. One that makes no sense makes everything about the symbol unknown. */
export function addOpenOrder(holding: Holding, order: RiskOrder): void {
  const quantity = order.quantity > 0 && order.quantity < Number.POSITIVE_INFINITY ? order.quantity : Number.NaN
  const { price } = order
  if (order.side === 'buy') {
    if (order.reduceOnly === true) holding.reduceBuys += quantity
    else {
      holding.buys += quantity
      if (price === undefined) holding.marketBuys += quantity
      else holding.limitCost += isPositive(price) ? quantity * price : Number.NaN
    }
  } else if (order.side === 'sell') {
    if (order.reduceOnly === true) holding.reduceSells += quantity
    else holding.sells += quantity
  } else holding.quantity = Number.NaN
}

/** The largest long position that open orders can make, in units: reduce-only orders close a short one before the others fill. */
export function longest({ quantity, buys, reduceBuys }: Holding): number {
  const closed = quantity < 0 ? Math.min(-quantity, reduceBuys) : 0
  return Math.max(0, quantity + closed + buys)
}

/** The largest short position that open orders can make, in units, as a positive number. */
export function shortest({ quantity, sells, reduceSells }: Holding): number {
  const closed = quantity > 0 ? Math.min(quantity, reduceSells) : 0
  return Math.max(0, sells + closed - quantity)
}

/** Cash of the account that a symbol claims: what open orders to buy cost and short positions cost to buy back, at worst. */
export function claimedCash(holding: Holding): number {
  const { quantity, buys, price, rate } = holding
  const owed = quantity >= 0 ? 0 : -quantity * price
  if (buys === 0) return owed === 0 ? 0 : owed * rate
  const left = quantity + buys < 0 ? -(quantity + buys) * price : 0
  const bought = holding.limitCost + (holding.marketBuys === 0 ? 0 : holding.marketBuys * price)
  return Math.max(owed, bought + left) * rate
}

/** True for what can be a price or a rate. */
export function isPositive(value: unknown): value is number {
  return typeof value === 'number' && value > 0 && value < Number.POSITIVE_INFINITY
}
