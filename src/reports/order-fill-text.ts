import type { Bars } from '../market/bars.ts'
import type { OrderFill } from './fill-matcher.ts'
import { formatValue } from './format.ts'
import { orderText } from './order-text.ts'

/** Why an order filled: the order in words, when it was placed, and which price of the bar reached it. */
export function orderFillText({ order, when, market, limit }: OrderFill, index: number, bars: Pick<Bars, 'high' | 'low'>): string {
  if (order === undefined) return 'cash and position together were worth nothing'
  const { id, kind, side, stop, placedIndex } = order
  const words = `order ${id}: ${orderText(order)}, placed on bar ${placedIndex}`
  if (kind === 'market') return words
  const told = kind === 'trailing' ? `${words}, the stop at ${price(stop)}` : words
  if (market) return `${told}; what was left of it, at the next open`
  if (when === 'open') return `${told}; the open was there already`
  return `${told}; ${(side === 'buy') === limit ? `the low ${price(bars.low[index])}` : `the high ${price(bars.high[index])}`} reached it`
}

function price(value: number): string {
  return formatValue(value, 'price')
}
