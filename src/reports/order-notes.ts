import type { BacktestResult } from '../engine/backtest-result.ts'
import type { Note } from './document.ts'
import { countOf } from './format.ts'
import type { OrderRecord } from './order-records.ts'

/** What was assumed about orders, beyond what holds for every fill. */
export function orderNotes(orders: readonly OrderRecord[], { assumptions }: Pick<BacktestResult, 'assumptions'>): Note[] {
  const { ambiguousBars } = assumptions
  const notes: Note[] = []
  const info = (title: string, text: string) => notes.push({ kind: 'note', tone: 'info', title, text })
  if (orders.some(order => order.kind !== 'limit' && isInsideBar(orders[(order.parent ?? 0) - 1])))
    info(
      'Stop losses of entries inside a bar: pessimistic.',
      'Bars do not tell what came before such an entry and what after it. Its stop loss fills when the bar has been there at all, its profit ' +
        'target only on prices that came after the entry for sure. The result is a lower bound; shorter bars tell more.',
    )
  if (ambiguousBars > 0)
    info(
      'The worse order of prices.',
      `On ${countOf(ambiguousBars, 'bar')} it was not known which order came first; the worse was assumed.`,
    )
  return notes
}

/** Attached to what can fill between two opens. */
function isInsideBar(entry: OrderRecord | undefined): boolean {
  return entry !== undefined && entry.kind !== 'market'
}
