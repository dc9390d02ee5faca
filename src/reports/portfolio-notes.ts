import { fillNote, tradeCountNotes } from './assumption-notes.ts'
import { costNotes } from './cost-notes.ts'
import type { Note } from './document.ts'
import { countOf, formatValue } from './format.ts'
import { numbered, type ReportedPortfolio } from './reported-portfolio.ts'
import { sizingNotes } from './sizing-notes.ts'
import { type PortfolioRules, weightRules } from './weight-rules.ts'

/** A sleeve with more of the risk than this carries the portfolio. */
const MOST_OF_RISK = 0.5
/** Sleeves that are correlated by more than this are nearly one. */
const ALIKE = 0.8
/** Notes about weights that are printed one by one. */
const WEIGHT_NOTES = 4

/** What a reader must know before believing the numbers of a portfolio: reasons for doubt first, then the assumptions. */
export function portfolioNotes(result: ReportedPortfolio, rules?: PortfolioRules): readonly Note[] {
  const { settings, summary, sleeves } = result
  const trades = sleeves.flatMap(sleeve => sleeve.trades)
  const notes = [
    fillNote(settings),
    ...costNotes(result),
    ...tradeCountNotes({ summary, trades }),
    ...concentrationNotes(result),
    ...sizingNotes(settings),
    ...openNotes(result),
    ...refusalNotes(result),
    ...(rules === undefined ? [] : weightRules(rules)),
    ...weightNotes(result),
    note('info', 'One account.', 'All sleeves trade from the same money. What closes is traded first; what opens gets what is left.'),
  ]
  return [...notes.filter(({ tone }) => tone === 'warning'), ...notes.filter(({ tone }) => tone === 'info')]
}

function note(tone: Note['tone'], title: string, text: string): Note {
  return { kind: 'note', tone, title, text }
}

/** Where there is less variety than the number of sleeves says. */
function concentrationNotes({ sleeves, attribution }: ReportedPortfolio): Note[] {
  if (sleeves.length < 2) return []
  const { risk, correlation } = attribution
  const notes: Note[] = []
  const heaviest = risk.findIndex(share => share > MOST_OF_RISK)
  if (heaviest >= 0) {
    const text = `${percent(risk[heaviest])} of all variance is from ${numbered(sleeves[heaviest], heaviest)}.`
    notes.push(note('warning', 'One sleeve has most of the risk.', text))
  }
  const alike = sleeves.flatMap((_, a) => correlation[a].flatMap((value, b) => (a < b && value > ALIKE ? [`${a + 1} and ${b + 1}`] : [])))
  if (alike.length > 0) {
    const named = alike.length > 5 ? `${alike.slice(0, 5).join(', ')} and ${countOf(alike.length - 5, 'more pair')}` : alike.join(', ')
    notes.push(note('warning', 'Sleeves that move nearly as one:', `${named}, correlated by more than ${ALIKE}.`))
  }
  return notes
}

function openNotes({ sleeves }: ReportedPortfolio): Note[] {
  const open = sleeves.flatMap(({ trades }) => trades.filter(({ exitReason }) => exitReason === 'open'))
  if (open.length === 0) return []
  const worth = open.reduce((sum, { pnl }) => sum + pnl, 0)
  const text = `Profit so far ${formatValue(worth, 'money')}, valued at the last close: part of the equity, no part of the win rate.`
  return [note('info', `${countOf(open.length, 'position')} still open.`, text)]
}

function refusalNotes({ summary, sleeves }: ReportedPortfolio): Note[] {
  if (summary.refusals === 0) return []
  const tooSmall = sleeves.some(({ refusals }) => refusals.some(({ reason }) => reason === 'size' || reason === 'min-notional'))
  const text = tooSmall ? 'The account is too small for some of them; see the list by sleeve.' : 'See the list by sleeve.'
  return [note(tooSmall ? 'warning' : 'info', `${countOf(summary.refusals, 'order')} not sent.`, text)]
}

/** Where the allocation could not do what it was asked for. */
function weightNotes({ weights }: ReportedPortfolio): Note[] {
  const notes = weights?.notes ?? []
  const rest = notes.length - WEIGHT_NOTES
  const shown = notes.slice(0, WEIGHT_NOTES).map(text => note('info', 'Weights:', text))
  return rest > 0 ? [...shown, note('info', 'Weights:', `${countOf(rest, 'more note')} of this kind.`)] : shown
}

function percent(value: number): string {
  return formatValue(value, 'percent')
}
