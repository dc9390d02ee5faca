import type { Bars } from '../market/bars.ts'
import type { Block, Table } from './document.ts'
import { countOf, type Format, fixed } from './format.ts'
import type { OrderRecord } from './order-records.ts'
import { termsText } from './order-text.ts'

/** Rows of the table: the orders of a strategy resemble each other. */
export const ORDERS_SHOWN = 20

const STATUSES: readonly OrderRecord['status'][] = ['filled', 'canceled', 'expired', 'rejected', 'working']

const KINDS: Readonly<Record<OrderRecord['kind'], string>> = {
  market: 'market',
  limit: 'limit',
  stop: 'stop',
  stopLimit: 'stop-limit',
  trailing: 'trailing stop',
}

/** What became of the orders: how many of each status, and the first of them. */
export function ordersBlocks(orders: readonly OrderRecord[], bars: Pick<Bars, 'time'>, options: { readonly intraday: boolean }): Block[] {
  const table = ordersTable(orders, bars, options)
  if (orders.length === 0) return [table]
  const shown = table.rows.length < orders.length ? ` The first ${fixed(table.rows.length, 0)}:` : ''
  return [{ kind: 'text', text: `${orderCounts(orders)}.${shown}` }, table]
}

/** "12 orders: 5 filled, 4 canceled, 3 expired". */
export function orderCounts(orders: readonly OrderRecord[]): string {
  const parts = STATUSES.map(status => [orders.filter(order => order.status === status).length, status] as const)
  const known = parts.filter(([count]) => count > 0).map(([count, status]) => `${fixed(count, 0)} ${status}`)
  return `${countOf(orders.length, 'order')}: ${known.join(', ')}`
}

/** The first orders, one a row. */
export function ordersTable(orders: readonly OrderRecord[], bars: Pick<Bars, 'time'>, options: { readonly intraday: boolean }): Table {
  const when: Format = options.intraday ? 'time' : 'date'
  return {
    kind: 'table',
    title: 'Orders',
    noun: 'order',
    empty: 'No order was placed.',
    columns: [
      { title: '#', format: 'integer', align: 'right' },
      { title: 'Placed', format: when, align: 'left' },
      { title: 'Side', format: 'text', align: 'left' },
      { title: 'Kind', format: 'text', align: 'left' },
      { title: 'Terms', format: 'text', align: 'left' },
      { title: 'Filled', format: 'quantity', align: 'right' },
      { title: 'at', format: 'price', align: 'right' },
      { title: 'Status', format: 'text', align: 'left' },
      { title: 'On', format: when, align: 'left' },
      { title: 'Why', format: 'text', align: 'left' },
    ],
    rows: orders
      .slice(0, ORDERS_SHOWN)
      .map(order => [
        order.id,
        bars.time[order.placedIndex],
        order.side,
        KINDS[order.kind],
        termsText(order),
        order.filledQuantity === 0 ? '–' : order.filledQuantity,
        order.averagePrice,
        order.status,
        order.status === 'working' ? '–' : bars.time[order.endIndex],
        order.note,
      ]),
  }
}
