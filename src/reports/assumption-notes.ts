import type { BacktestResult } from '../engine/backtest.ts'
import type { Note } from './document.ts'
import { countOf, formatValue } from './format.ts'

/** Fewer closed trades than this say little about any rule. */
const FEW_TRADES = 30

/** What a reader must know before believing the numbers: reasons for doubt first, then the assumptions. */
export function assumptionNotes(result: BacktestResult): readonly Note[] {
  const { settings, summary, trades, assumptions } = result
  const notes: Note[] = []
  const say = (tone: Note['tone'], title: string, text: string) => notes.push({ kind: 'note', tone, title, text })

  if (settings.fillAt === 'close')
    say(
      'warning',
      'Fills at the close: optimistic.',
      'Every decision is traded at the very price it was made from. Nobody gets that price.',
    )
  const { feeBps, slippageBps } = settings.costs
  if (feeBps === 0 && slippageBps === 0)
    say('warning', 'No costs.', 'Fee and slippage are 0. Every real fill costs something; the result is too good.')
  if (summary.trades === 0) say('warning', 'No closed trade.', 'There is nothing to judge the rule by.')
  else if (summary.trades < FEW_TRADES)
    say('warning', `Only ${countOf(summary.trades, 'closed trade')}.`, `Fewer than ${FEW_TRADES} cannot tell skill from luck.`)
  if (trades.some(trade => trade.exitReason === 'liquidation'))
    say('warning', 'Liquidated.', 'A position used up the whole account. What comes after it is of no use.')

  if (settings.fillAt === 'open')
    say('info', 'Fills at the next open.', 'What is decided at a bar’s close is traded at the open of the bar after it.')
  if (feeBps > 0 || slippageBps > 0)
    say('info', 'Costs of every fill:', `${bps(feeBps)} fee and ${bps(slippageBps)} slippage. Buy-and-hold pays them too, once.`)
  if (assumptions.ambiguousBars > 0)
    say('info', 'Stop before target.', `${countOf(assumptions.ambiguousBars, 'bar')} touched both; the stop was taken.`)
  if (assumptions.gapExits > 0)
    say('info', 'Gaps are paid for.', `${countOf(assumptions.gapExits, 'exit')} filled at an open that had already jumped over the level.`)
  if (assumptions.targetBeforeStop > 0)
    say(
      'info',
      'Target at the open.',
      `${countOf(assumptions.targetBeforeStop, 'bar')} opened beyond the profit target and touched a stop later; the target was taken.`,
    )
  const open = trades.filter(trade => trade.exitReason === 'open')
  for (const trade of open)
    say(
      'info',
      `A ${trade.side} position is still open.`,
      `It stands at ${formatValue(trade.pnl, 'money')}, valued at the last close: part of the equity, no part of the win rate.`,
    )
  return notes
}

function bps(value: number): string {
  return `${formatValue(value, 'quantity')} bps`
}
