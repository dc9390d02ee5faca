import type { FillCosts } from '../engine/fill-costs.ts'
import type { Fill } from '../engine/fills.ts'
import type { OrderRecord } from './order-records.ts'

/** A moment of a bar, and how a fill is priced there. */
export interface FillPrice {
  readonly when: 'open' | 'inside'
  /** Before slippage. */
  readonly rawPrice: number
  /** Gets its price, not the market's. */
  readonly limit: boolean
  /** The limit of a stop-limit order: slippage never passes it. */
  readonly cap?: number
  /** Waits for nothing, so it comes first at the open. */
  readonly market: boolean
}

/** What decides about the price of an order on a bar. */
export interface OrderOnBar {
  readonly order: OrderRecord
  readonly index: number
  readonly open: number
  /** It has filled in part before: what does not wait at a limit goes on at the open. */
  readonly isRest: boolean
  /** Volume is limited, so an order may have been triggered on a bar that let nothing through. */
  readonly mayWait: boolean
  /** Price inside the bar at which the order filled that it is attached to. */
  readonly entryPrice: number | undefined
}

/** The prices at which an order can fill on a bar, in the order in which they come. Which of them it was is seen by the fill. */
export function orderPrices(at: OrderOnBar): FillPrice[] {
  const { order, index, isRest, mayWait } = at
  const { kind, limit, stop, triggeredIndex } = order
  const market = { limit: false, market: false }
  if (kind === 'market' || (isRest && kind !== 'limit' && kind !== 'stopLimit')) return atMarket(at)
  if (kind === 'limit' || (kind === 'stopLimit' && (isRest || triggeredIndex < index)))
    return waiting(at, limit, false).map(price => ({ ...price, limit: true, market: false }))
  const reached = waiting(at, stop, true)
  if (kind !== 'stopLimit') return [...reached.map(price => ({ ...price, ...market })), ...(mayWait ? atMarket(at) : [])]
  if (triggeredIndex !== index) return []
  // Reached beyond its limit, it waits there from then on.
  const within = reached.filter(({ rawPrice }) => (order.side === 'buy' ? rawPrice <= limit : rawPrice >= limit))
  return [...within.map(price => ({ ...price, ...market, cap: limit })), { when: 'inside', rawPrice: limit, limit: true, market: false }]
}

function atMarket({ order, index, open }: OrderOnBar): FillPrice[] {
  return order.placedIndex < index ? [{ when: 'open', rawPrice: open, limit: false, market: true }] : []
}

/** At the open that has jumped over the level, or in the range: at the level, or where the range starts when that is beyond. */
function waiting({ order, index, open, entryPrice }: OrderOnBar, level: number, isStop: boolean): Pick<FillPrice, 'when' | 'rawPrice'>[] {
  const above = (order.side === 'buy') === isStop
  const prices: Pick<FillPrice, 'when' | 'rawPrice'>[] = []
  if (order.placedIndex < index && (above ? open >= level : open <= level)) prices.push({ when: 'open', rawPrice: open })
  for (const from of entryPrice === undefined ? [open] : [entryPrice, open])
    prices.push({ when: 'inside', rawPrice: above ? Math.max(level, from) : Math.min(level, from) })
  return prices
}

/** The price of a fill, slippage included. */
export function paidPrice(
  { rawPrice, limit, cap }: Pick<FillPrice, 'rawPrice' | 'limit'> & { readonly cap?: number | undefined },
  { quantity }: Pick<Fill, 'quantity'>,
  { costs, volume }: { readonly costs: FillCosts; readonly volume: number },
): number {
  if (limit) return costs.limitPrice(rawPrice, quantity)
  const paid = costs.marketPrice(rawPrice, quantity, volume)
  if (cap === undefined) return paid
  return quantity > 0 ? Math.min(paid, cap) : Math.max(paid, cap)
}
