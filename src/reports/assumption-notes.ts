import { timeframeMs } from '../base/timeframe.ts'
import type { BacktestResult } from '../engine/backtest-result.ts'
import type { RefusalReason } from '../engine/refusals.ts'
import type { BacktestSettings } from '../engine/settings.ts'
import { costNotes } from './cost-notes.ts'
import type { Note } from './document.ts'
import { countOf, formatValue } from './format.ts'
import { orderNotes } from './order-notes.ts'
import { orderRecords } from './order-records.ts'
import { REFUSED } from './refusal-text.ts'
import { sizingNotes } from './sizing-notes.ts'

/** Fewer closed trades than this say little about any rule. */
const FEW_TRADES = 30

/** What a reader must know before believing the numbers: reasons for doubt first, then the assumptions. */
export function assumptionNotes(result: BacktestResult): readonly Note[] {
  const notes = [...fillNotes(result), ...costNotes(result), ...tradeNotes(result), ...sizingNotes(result.settings), ...barNotes(result)]
  return [...notes.filter(({ tone }) => tone === 'warning'), ...notes.filter(({ tone }) => tone === 'info')]
}

function note(tone: Note['tone'], title: string, text: string): Note {
  return { kind: 'note', tone, title, text }
}

function fillNotes(result: BacktestResult): Note[] {
  if (orderRecords(result) !== undefined)
    return [note('info', 'Fills from the next open on.', 'What is placed at a bar’s close can fill from the open of the bar after it on.')]
  return [fillNote(result.settings)]
}

/** When targets are traded. */
export function fillNote(settings: BacktestSettings): Note {
  if (settings.fillAt === 'open')
    return note('info', 'Fills at the next open.', 'What is decided at a bar’s close is traded at the open of the bar after it.')
  const text = 'Every decision is traded at the very price it was made from. Nobody gets that price.'
  return note('warning', 'Fills at the close: optimistic.', text)
}

function tradeNotes(result: BacktestResult): Note[] {
  const notes = tradeCountNotes(result)
  if (result.refusals.length > 0) notes.push(refusalNote(result))
  return notes
}

/** Whether there are enough trades to judge by, and whether the account survived them. */
export function tradeCountNotes({ summary, trades }: Pick<BacktestResult, 'summary' | 'trades'>): Note[] {
  const notes: Note[] = []
  if (summary.trades === 0) notes.push(note('warning', 'No closed trade.', 'There is nothing to judge the rule by.'))
  else if (summary.trades < FEW_TRADES) {
    const text = `Fewer than ${FEW_TRADES} cannot tell skill from luck.`
    notes.push(note('warning', `Only ${countOf(summary.trades, 'closed trade')}.`, text))
  }
  if (trades.some(trade => trade.exitReason === 'liquidation'))
    notes.push(note('warning', 'Liquidated.', 'A position used up the whole account. What comes after it is of no use.'))
  return notes
}

/** How many orders were not sent, by reason, and when that began. */
function refusalNote({ refusals, bars, timeframe }: BacktestResult): Note {
  const format = timeframeMs(timeframe) < timeframeMs('1d') ? 'time' : 'date'
  const counts = new Map<RefusalReason, { count: number; first: number }>()
  for (const { reason, index } of refusals) {
    const known = counts.get(reason)
    if (known === undefined) counts.set(reason, { count: 1, first: index })
    else known.count++
  }
  const parts = [...counts].map(
    ([reason, { count, first }]) =>
      `${formatValue(count, 'integer')} × ${REFUSED[reason]} (first ${formatValue(bars.time[first], format)})`,
  )
  // Then the account is too small for the rule, and the result is about another one.
  const isTooSmall = counts.has('size') || counts.has('min-notional')
  return note(isTooSmall ? 'warning' : 'info', `${countOf(refusals.length, 'order')} not sent:`, `${parts.join(', ')}.`)
}

function barNotes(result: BacktestResult): Note[] {
  const { settings, trades, assumptions } = result
  const orders = orderRecords(result)
  const { ambiguousBars, gapExits, targetBeforeStop } = assumptions
  const notes: Note[] = []
  if (orders !== undefined) notes.push(...orderNotes(orders, result))
  else if (settings.exits.sameBar === 'target') {
    const text = `Bars that touch both are counted in your favor: ${countOf(ambiguousBars, 'bar')}.`
    notes.push(note('warning', 'Target before stop: optimistic.', text))
  } else if (ambiguousBars > 0)
    notes.push(note('info', 'Stop before target.', `${countOf(ambiguousBars, 'bar')} touched both; the stop was taken.`))
  if (gapExits > 0) {
    const text = `${countOf(gapExits, 'exit')} filled at an open that had already jumped over the level.`
    notes.push(note('info', 'Gaps are paid for.', text))
  }
  if (targetBeforeStop > 0) {
    const text = `${countOf(targetBeforeStop, 'bar')} opened beyond the profit target and touched a stop later; the target was taken.`
    notes.push(note('info', 'Target at the open.', text))
  }
  for (const trade of trades.filter(({ exitReason }) => exitReason === 'open')) {
    const text = `It stands at ${formatValue(trade.pnl, 'money')}, valued at the last close: part of the equity, no part of the win rate.`
    notes.push(note('info', `A ${trade.side} position is still open.`, text))
  }
  return notes
}
