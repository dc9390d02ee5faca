import type { OrderFill } from './fill-matcher.ts'
import type { OrderRecord } from './order-records.ts'

/** The fills of a trade, found in those of all trades. */
export interface TradeFills {
  /** Orders of all fills. */
  readonly matched: readonly OrderFill[]
  /** Signed position before each fill. */
  readonly held: readonly number[]
  /** Positions of its first and its last fill in `matched`. */
  readonly first: number
  readonly last: number
  readonly entryIndex: number
  readonly exitIndex: number
  readonly isOpen: boolean
}

/**
 * The orders that concern a trade: those that filled for it, what was attached to them, and those without any fill that were placed while it
 * was held, or were over in that time. What filled for other trades only belongs to them.
 */
export function tradeOrders(orders: readonly OrderRecord[], trade: TradeFills): OrderRecord[] {
  const { matched, held, first, last, entryIndex, exitIndex, isOpen } = trade
  const mine = new Set<number>()
  const opened = new Set<number>()
  const openedElsewhere = new Set<number>()
  const opens = (at: number, side: string) => held[at] === 0 || held[at] > 0 === (side === 'buy')
  for (const [at, { order }] of matched.entries()) {
    if (order === undefined) continue
    const isMine = at >= first && at <= last
    if (isMine) mine.add(order.id)
    if (opens(at, order.side)) (isMine ? opened : openedElsewhere).add(order.id)
  }
  const lastHeldClose = isOpen ? exitIndex : exitIndex - 1
  return orders.filter(order => {
    const { id, parent, placedIndex, endIndex, filledQuantity } = order
    if (mine.has(id)) return true
    if (parent !== undefined) return opened.has(parent) || (mine.has(parent) && !openedElsewhere.has(parent))
    if (filledQuantity > 0) return false
    if (placedIndex >= entryIndex && placedIndex <= lastHeldClose) return true
    return placedIndex < entryIndex && endIndex >= entryIndex && endIndex <= exitIndex
  })
}
