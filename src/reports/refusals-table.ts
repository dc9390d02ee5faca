import type { RefusedOrder } from '../engine/refusals.ts'
import type { Bars } from '../market/bars.ts'
import type { Table } from './document.ts'
import type { Format } from './format.ts'
import { REFUSED } from './refusal-text.ts'

/** Rows of the table: a rule that refuses once often refuses every time. */
export const REFUSALS_SHOWN = 20

/** The first orders that were not sent. */
export function refusalsTable(refusals: readonly RefusedOrder[], bars: Pick<Bars, 'time'>, options: { readonly intraday: boolean }): Table {
  const when: Format = options.intraday ? 'time' : 'date'
  return {
    kind: 'table',
    title: 'Orders not sent',
    noun: 'order',
    empty: 'Every order was sent.',
    columns: [
      { title: 'On', format: when, align: 'left' },
      { title: 'Target', format: 'quantity', align: 'right' },
      { title: 'Order', format: 'text', align: 'left' },
      { title: 'Quantity', format: 'quantity', align: 'right' },
      { title: 'at', format: 'price', align: 'right' },
      { title: 'Why not', format: 'text', align: 'left' },
    ],
    rows: refusals
      .slice(0, REFUSALS_SHOWN)
      .map(({ index, target, quantity, price, reason, detail }) => [
        bars.time[index],
        target,
        quantity === 0 ? '–' : quantity > 0 ? 'buy' : 'sell',
        quantity === 0 ? '–' : Math.abs(quantity),
        price,
        detail === undefined ? REFUSED[reason] : `${REFUSED[reason]}: ${detail}`,
      ]),
  }
}
