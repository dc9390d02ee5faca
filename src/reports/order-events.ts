import type { Bars } from '../market/bars.ts'
import type { OrderFill } from './fill-matcher.ts'
import type { OrderRecord } from './order-records.ts'
import { orderText } from './order-text.ts'
import type { ExplainedOrder } from './trade-explanation.ts'

type When = ExplainedOrder['when']
type Event = ExplainedOrder['event']

const MOMENTS: readonly When[] = ['open', 'inside', 'close']
const EVENTS: readonly Event[] = ['triggered', 'filled', 'expired', 'canceled', 'rejected', 'placed']

/** The fills of one bar and their orders. */
export interface BarFills {
  readonly index: number
  readonly bars: Bars
  readonly fills: readonly OrderFill[]
}

/** What happened to some orders on a bar, in the order in which it did. */
export function orderEvents(orders: readonly OrderRecord[], bar: BarFills): ExplainedOrder[] {
  const events = orders.flatMap(order => eventsOf(order, bar).map(([event, when]) => explained(order, event, when)))
  return events.sort(
    (a, b) => MOMENTS.indexOf(a.when) - MOMENTS.indexOf(b.when) || EVENTS.indexOf(a.event) - EVENTS.indexOf(b.event) || a.id - b.id,
  )
}

function explained(order: OrderRecord, event: Event, when: When): ExplainedOrder {
  return { id: order.id, event, when, order: orderText(order), why: event === order.status ? order.note : '' }
}

function eventsOf(order: OrderRecord, bar: BarFills): (readonly [Event, When])[] {
  const { status, placedIndex, endIndex, triggeredIndex } = order
  const { index } = bar
  const events: (readonly [Event, When])[] = []
  const isRefused = status === 'rejected' && endIndex === placedIndex
  if (placedIndex === index) events.push([isRefused ? 'rejected' : 'placed', placedWhen(order, bar)])
  // What fills as soon as it is triggered is told by its fill.
  if (triggeredIndex === index && !bar.fills.some(fill => fill.order === order)) events.push(['triggered', reachedWhen(order, bar)])
  if (endIndex === index && status !== 'working' && !isRefused) events.push([status, endedWhen(order, bar)])
  return events
}

function placedWhen({ parent }: OrderRecord, { fills }: BarFills): When {
  return parent === undefined ? 'close' : (fills.findLast(fill => fill.order?.id === parent)?.when ?? 'inside')
}

/** What is over because of a fill is so at the moment of that fill. */
function endedWhen(order: OrderRecord, bar: BarFills): When {
  const { id, kind, status, timeInForce, group, note } = order
  const { fills } = bar
  if (status === 'expired') return typeof timeInForce === 'object' ? 'close' : 'open'
  if (status === 'canceled' && note === 'on request') return 'close'
  const own = fills.findLast(fill => fill.order?.id === id)
  if (status === 'filled') return own?.when ?? 'inside'
  if (kind === 'market') return 'open'
  if (status === 'rejected') return reachedWhen(order, bar)
  const related =
    fills.find(({ order: other }) => other !== undefined && other.id !== id && (other.parent === id || other.group === (group ?? ''))) ??
    fills.at(-1)
  return related?.when ?? reachedWhen(order, bar)
}

function reachedWhen({ side, kind, stop, limit, placedIndex }: OrderRecord, { index, bars }: BarFills): When {
  const isLimit = kind === 'limit'
  const level = isLimit ? limit : stop
  const above = (side === 'buy') !== isLimit
  const open = bars.open[index]
  return placedIndex < index && (above ? open >= level : open <= level) ? 'open' : 'inside'
}
