import type { BacktestSettings, Rebalance } from '../engine/settings.ts'
import type { Sizing } from '../engine/sizing.ts'
import type { Note } from './document.ts'
import { countOf, formatValue } from './format.ts'

/** How positions got their size, where that is more than a fixed number. */
export function sizingNotes({ sizing, maxLeverage, rebalance }: BacktestSettings): readonly Note[] {
  const notes: Note[] = []
  const leverage = largestLeverage(sizing, maxLeverage)
  if (leverage > 1)
    notes.push({
      kind: 'note',
      tone: 'warning',
      title: 'Borrowed money.',
      text: `Positions may be worth ${plain(leverage)} × the equity. Losses grow as much, and margin calls are not simulated.`,
    })
  const rule = ruleNote(sizing, leverage)
  if (rule !== undefined) notes.push({ kind: 'note', tone: 'info', ...rule })
  if (rebalance !== 'change') notes.push({ kind: 'note', tone: 'info', title: 'Brought back to size', text: rebalanceText(rebalance) })
  return notes
}

/** The most that a full position may be worth, as a multiple of equity; NaN where the settings do not say. */
function largestLeverage(sizing: Sizing, maxLeverage: number | undefined): number {
  if ('units' in sizing || 'notional' in sizing) return maxLeverage ?? Number.NaN
  if ('fraction' in sizing) return Math.min(sizing.fraction, maxLeverage ?? Number.POSITIVE_INFINITY)
  return maxLeverage ?? 1
}

function ruleNote(sizing: Sizing, leverage: number): Pick<Note, 'title' | 'text'> | undefined {
  const most = `at most ${plain(leverage)} × the equity`
  if ('risk' in sizing)
    return { title: 'Sized by risk.', text: `A stop that is hit costs ${percent(sizing.risk)} of the equity, a gap more; ${most}.` }
  if ('volatility' in sizing)
    return {
      title: 'Sized by volatility.',
      text: `Positions aim at ${percent(sizing.volatility)} a year, as measured over the last ${countOf(sizing.period ?? 20, 'bar')}; ${most}.`,
    }
  if ('kelly' in sizing) {
    const { kelly, trades = 20, minimum = 0.02 } = sizing
    return {
      title: 'Sized by Kelly.',
      text: `${plain(kelly)} of the share that the last ${countOf(trades, 'closed trade')} would have wanted, at least ${percent(minimum)} of the equity, ${most}. It takes the past for the future.`,
    }
  }
  return undefined
}

function rebalanceText(rebalance: Exclude<Rebalance, 'change'>): string {
  if ('every' in rebalance) return `every ${countOf(rebalance.every, 'bar')}, whether or not the target changes.`
  return `when a position is off by more than ${percent(rebalance.band)} of the equity.`
}

function percent(value: number): string {
  return formatValue(value, 'percent')
}

function plain(value: number): string {
  return formatValue(value, 'quantity')
}
