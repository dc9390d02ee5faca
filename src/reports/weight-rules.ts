import type { Portfolio, PortfolioAllocation, PortfolioRebalance } from '../portfolios/portfolio.ts'
import type { Note } from './document.ts'
import { countOf, formatValue } from './format.ts'

/** What a portfolio says besides its sleeves. */
export type PortfolioRules = Pick<Portfolio, 'allocation' | 'rebalance' | 'regime' | 'groups'>

/** How weights came about, and when they were restored. */
export function weightRules({ allocation, rebalance = 'signal', regime }: PortfolioRules): readonly Note[] {
  const notes: Note[] = []
  const say = (title: string, text: string) => notes.push({ kind: 'note', tone: 'info', title, text })
  if (allocation === undefined) say('Weights as given.', 'Nothing was estimated.')
  else say('Weights were estimated:', allocationText(allocation))
  const text = rebalanceText(rebalance)
  if (text !== undefined) say('Weights were restored', text)
  if (regime !== undefined) {
    const { scales = { risk_on: 1, neutral: 0.5, risk_off: 0 } } = regime
    const list = Object.entries(scales).map(([label, scale]) => `${label} × ${formatValue(scale, 'quantity')}`)
    say('Positions follow the regime:', `${list.join(', ')}.`)
  }
  return notes
}

function allocationText({ method, lookback = 250, when = 'month' }: PortfolioAllocation): string {
  const how = typeof method === 'string' ? method.replaceAll('_', ' ') : 'by a function'
  return `${how}, from the last ${countOf(lookback, 'bar')}, ${periodText(when)}.`
}

/** A band is told among the settings of the account. */
function rebalanceText(rebalance: PortfolioRebalance): string | undefined {
  if (rebalance === 'signal') return 'when a strategy changed its target; positions drifted until then.'
  return typeof rebalance === 'object' && 'band' in rebalance ? undefined : `${periodText(rebalance)}.`
}

function periodText(when: string | { readonly every: number }): string {
  return typeof when === 'string' ? `every ${when}` : `every ${countOf(when.every, 'bar')}`
}
