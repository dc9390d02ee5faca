import type { SleeveResult } from '../engine/backtest-panel.ts'
import type { RefusalReason } from '../engine/refusals.ts'
import { measureTrades } from '../metrics/measure-trades.ts'
import type { Cell, Table, TableColumn } from './document.ts'
import { type Format, formatValue } from './format.ts'
import { REFUSED } from './refusal-text.ts'
import type { ReportedPortfolio } from './reported-portfolio.ts'
import { tradesTable } from './trades-table.ts'

const PLACE: TableColumn = { title: '#', format: 'integer', align: 'right' }
const NAME: TableColumn = { title: 'Sleeve', format: 'text', align: 'left' }

/** What the portfolio is made of. */
export function compositionTable({ sleeves, weights }: ReportedPortfolio): Table {
  const grouped = sleeves.some(({ group }) => group !== undefined)
  const first = sleeves.map(({ weight }, k) => weights?.columns[k][0] ?? weight)
  const last = first.map((weight, k) => weights?.columns[k].at(-1) ?? weight)
  const moved = first.some((weight, k) => last[k] !== weight)
  return {
    kind: 'table',
    title: 'Composition',
    noun: 'sleeve',
    columns: [
      PLACE,
      NAME,
      text('Strategy'),
      text('Symbol'),
      ...(grouped ? [text('Group')] : []),
      right('Weight', 'percent'),
      ...(moved ? [right('At the end', 'percent')] : []),
      text('Parameters'),
    ],
    rows: sleeves.map((sleeve, k) => [
      k + 1,
      sleeve.name,
      sleeve.strategy.title === '' ? sleeve.strategy.id : sleeve.strategy.title,
      sleeve.symbol,
      ...(grouped ? [sleeve.group ?? '–'] : []),
      first[k],
      ...(moved ? [last[k]] : []),
      paramsText(sleeve),
    ]),
  }
}

/** What each sleeve earned, and how. Returns are on the capital of the whole portfolio. */
export function sleeveTradesTable(result: ReportedPortfolio): Table {
  const { sleeves, attribution, summary } = result
  const { contribution, risk } = attribution
  const anyOpen = summary.openTrades > 0
  const row = (place: Cell, name: string, sleeve: Pick<SleeveResult, 'trades' | 'exposure'>, parts: readonly Cell[]): readonly Cell[] => {
    const closed = sleeve.trades.filter(({ exitReason }) => exitReason !== 'open')
    const { trades, winRate, profitFactor, expectancy } = measureTrades(closed.map(({ pnl }) => pnl))
    const open = sleeve.trades.length - trades
    return [place, name, ...parts, trades, ...(anyOpen ? [open] : []), winRate, profitFactor, expectancy, sleeve.exposure]
  }
  const all = { trades: sleeves.flatMap(({ trades }) => trades), exposure: summary.exposure }
  return {
    kind: 'table',
    title: 'What each sleeve did',
    noun: 'sleeve',
    columns: [
      PLACE,
      NAME,
      right('Profit', 'money', true),
      right('Return', 'percent', true),
      right('Risk', 'percent'),
      right('Trades', 'integer'),
      ...(anyOpen ? [right('Open', 'integer')] : []),
      right('Win rate', 'percent'),
      right('Profit factor', 'ratio'),
      right('A trade', 'money', true),
      right('Invested', 'percent'),
    ],
    rows: [
      ...sleeves.map((sleeve, k) =>
        row(k + 1, sleeve.name, sleeve, [sleeve.profit[sleeve.profit.length - 1] ?? Number.NaN, contribution[k], risk[k]]),
      ),
      row('', 'Portfolio', all, [summary.finalEquity - summary.initialEquity, summary.totalReturn, sumOf(risk)]),
    ],
  }
}

/** What each sleeve paid. */
export function sleeveCostsTable({ sleeves, settings, summary }: ReportedPortfolio): Table {
  const carried = sleeves.some(({ carry }) => carry !== 0)
  const row = (
    place: Cell,
    name: string,
    { fees, slippage, carry }: Pick<SleeveResult, 'fees' | 'slippage' | 'carry'>,
  ): readonly Cell[] => {
    const all = fees + slippage + carry
    return [place, name, fees, slippage, ...(carried ? [carry] : []), all, all / settings.capital]
  }
  return {
    kind: 'table',
    title: 'Costs by sleeve',
    noun: 'sleeve',
    columns: [
      PLACE,
      NAME,
      right('Fees', 'money'),
      right('Slippage', 'money'),
      ...(carried ? [right('Interest and funding', 'money')] : []),
      right('Together', 'money'),
      right('Of the capital', 'percent'),
    ],
    rows: [...sleeves.map((sleeve, k) => row(k + 1, sleeve.name, sleeve)), row('', 'Portfolio', summary)],
  }
}

/** How often each sleeve had to leave an order, and why. */
export function sleeveRefusalsTable({ sleeves, time }: ReportedPortfolio, { intraday }: { readonly intraday: boolean }): Table {
  const when: Format = intraday ? 'time' : 'date'
  return {
    kind: 'table',
    title: 'Orders not sent, by sleeve',
    noun: 'reason',
    empty: 'Every order was sent.',
    columns: [
      PLACE,
      NAME,
      text('Why not'),
      right('Orders', 'integer'),
      { title: 'First', format: when, align: 'left' },
      { title: 'Last', format: when, align: 'left' },
    ],
    rows: sleeves.flatMap(({ name, refusals }, k) => {
      const reasons = new Map<RefusalReason, { readonly first: number; last: number; count: number }>()
      for (const { reason, index } of refusals) {
        const seen = reasons.get(reason) ?? { first: index, last: index, count: 0 }
        reasons.set(reason, { first: seen.first, last: index, count: seen.count + 1 })
      }
      return [...reasons].map(([reason, { first, last, count }]): readonly Cell[] => {
        return [k + 1, name, REFUSED[reason], count, time[first], time[last]]
      })
    }),
  }
}

/** Every round trip of all sleeves, in the order in which they were entered. */
export function portfolioTradesTable(
  { sleeves }: ReportedPortfolio,
  options: { readonly intraday: boolean; readonly limit?: number | undefined },
): Table {
  const listed = sleeves
    .flatMap((sleeve, k) => sleeve.trades.map(trade => ({ trade, sleeve: `${k + 1} ${sleeve.name}` })))
    .sort((a, b) => a.trade.entryTime - b.trade.entryTime)
  const table = tradesTable(
    listed.map(({ trade }) => trade),
    options,
  )
  const insert = <T>(cells: readonly T[], cell: T): readonly T[] => [cells[0], cell, ...cells.slice(1)]
  return {
    ...table,
    columns: insert(table.columns, NAME),
    rows: table.rows.map((row, k) => insert(row, listed[k].sleeve)),
  }
}

function text(title: string): TableColumn {
  return { title, format: 'text', align: 'left' }
}

function right(title: string, format: Format, signed = false): TableColumn {
  return { title, format, align: 'right', signed }
}

function paramsText({ strategy }: SleeveResult): string {
  const parts = Object.entries(strategy.params).map(([name, value]) => {
    return `${name} ${typeof value === 'number' ? formatValue(value, 'quantity') : String(value)}`
  })
  return parts.length === 0 ? '–' : parts.join(', ')
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0)
}
