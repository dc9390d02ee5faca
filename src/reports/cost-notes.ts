import type { BacktestResult } from '../engine/backtest-result.ts'
import type { Costs } from '../engine/costs.ts'
import type { Note } from './document.ts'
import { formatValue } from './format.ts'

/** What fills and holding cost, and what was left out. */
export function costNotes({ settings, summary }: Pick<BacktestResult, 'settings' | 'summary'>): readonly Note[] {
  const { costs } = settings
  const { feeBps, slippageBps, minimumFee = 0, halfSpreadBps = 0, impactBps = 0, participation, borrowRate = 0, fundingRate = 0 } = costs
  const notes: Note[] = []
  const say = (tone: Note['tone'], title: string, text: string) => notes.push({ kind: 'note', tone, title, text })
  const atFills = feeBps > 0 || slippageBps > 0 || halfSpreadBps > 0 || minimumFee > 0
  if (!atFills && impactBps === 0)
    say('warning', 'No costs.', 'Fee and slippage are 0. Every real fill costs something; the result is too good.')
  if (atFills)
    say('info', 'Costs of every fill:', `${fillCosts(costs)}. Buy-and-hold pays ${minimumFee > 0 ? 'the rates' : 'them'} too, once.`)
  if (impactBps > 0)
    say(
      'info',
      'Large orders move the price.',
      `A fill of all the volume of its bar by ${bps(impactBps)}, a smaller one by ${costs.impact === 'linear' ? 'its share of that' : 'the square root of its share'}. Buy-and-hold does not.`,
    )
  if (participation !== undefined)
    say(
      'info',
      'The volume limits orders.',
      `At most ${formatValue(100 * participation, 'quantity')}% of the volume of a bar is traded in it; the rest follows at the next opens.`,
    )
  if (borrowRate !== 0 || fundingRate !== 0) {
    const rates = [
      ...(borrowRate === 0 ? [] : [`${percent(borrowRate)} a year on what is borrowed`]),
      ...(fundingRate === 0 ? [] : [`${percent(fundingRate)} a year of funding`]),
    ]
    const came = summary.carry < 0 ? `brought ${money(-summary.carry)}` : `cost ${money(summary.carry)}`
    say('info', 'Holding has its price:', `${rates.join(' and ')}. It ${came}: part of the equity, no part of the profit of a trade.`)
  }
  return notes
}

/** "10 bps fee (at least 1.00, limit fills 2 bps), 5 bps slippage and 2 bps half spread". */
function fillCosts({ feeBps, makerFeeBps = feeBps, minimumFee = 0, slippageBps, halfSpreadBps = 0 }: Costs): string {
  const details = [
    ...(minimumFee > 0 ? [`at least ${money(minimumFee)}`] : []),
    ...(makerFeeBps === feeBps ? [] : [`limit fills ${bps(makerFeeBps)}`]),
  ]
  const fee = `${bps(feeBps)} fee${details.length === 0 ? '' : ` (${details.join(', ')})`}`
  const slippage = `${bps(slippageBps)} slippage`
  return halfSpreadBps > 0 ? `${fee}, ${slippage} and ${bps(halfSpreadBps)} half spread` : `${fee} and ${slippage}`
}

function bps(value: number): string {
  return `${formatValue(value, 'quantity')} bps`
}

function percent(value: number): string {
  return formatValue(value, 'percent')
}

function money(value: number): string {
  return formatValue(value, 'money')
}
