import { isStop, isTarget, type NewOrder, triggerPrice, waitsAbove } from './resting-order.ts'

/** The lowest and the highest of some prices. */
export interface PriceRange {
  readonly low: number
  readonly high: number
}

/**
 * A moment (`low` = `high` = `at`), or a stretch of time inside a bar, in which nobody knows the order of prices.
 */
export interface PriceSpan extends PriceRange {
  readonly at?: number
  /** The price that a stretch of time started from: the open, or the price of a fill inside the bar. */
  readonly from?: number
  /** What has been reached for sure, when `low` and `high` only say what may have been: the rest of a bar. */
  readonly sure?: PriceRange
}

/** A span that is one price. */
export function moment(price: number): PriceSpan {
  return { low: price, high: price, at: price }
}

/**
 * The price, before slippage, at which an order fills in a span of prices; undefined when it does not. A moment fills at its
 * own price: that is the gap. A stretch of time fills at the price that the order waited for, or at the price it started from when that was
 * already beyond. What only may have been reached counts against the trader: it fills stops, and no limits.
 */
export function match(order: NewOrder, { low, high, at, from, sure }: PriceSpan): number | undefined {
  if (order.kind === 'market') return at
  const price = triggerPrice(order)
  const above = waitsAbove(order)
  const reached = sure !== undefined && isTarget(order) ? sure : { low, high }
  if (!(above ? reached.high >= price : reached.low <= price)) return undefined
  if (at !== undefined) return at
  if (from === undefined) return price
  return above ? Math.max(price, from) : Math.min(price, from)
}

/**
 * What is left of a bar after an order has filled (or a stop was triggered) at `price` inside it. A rising price that reached the order makes
 * the high after it, a falling one the low after it, and the close is after it in any case.
 */
export function restOfBar(order: NewOrder, price: number, span: PriceSpan, close: number): PriceSpan & { readonly sure: PriceRange } {
  const before = span.sure === undefined
  const low = before && !waitsAbove(order) ? span.low : Math.min(price, close)
  const high = before && waitsAbove(order) ? span.high : Math.max(price, close)
  return { low: span.low, high: span.high, from: price, sure: { low, high } }
}

/** The order in which a bar is assumed to reach orders: stops before limits, and of each the nearest to the open first. */
export function inOrderOfReach<O extends NewOrder>(orders: readonly O[], open: number): O[] {
  if (orders.length < 2) return orders.filter(order => order.kind !== 'market')
  return [...nearestFirst(orders.filter(isStop), open), ...nearestFirst(orders.filter(isTarget), open)]
}

/** Sorting keeps the order of equals. Orders of the same direction are compared by their prices, which rounding cannot make equal. */
function nearestFirst<O extends NewOrder>(orders: O[], open: number): O[] {
  const distance = (order: O) => (waitsAbove(order) ? triggerPrice(order) - open : open - triggerPrice(order))
  return orders.sort((a, b) => {
    const above = waitsAbove(a)
    if (above !== waitsAbove(b)) return distance(a) - distance(b)
    return above ? triggerPrice(a) - triggerPrice(b) : triggerPrice(b) - triggerPrice(a)
  })
}
