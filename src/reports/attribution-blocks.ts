import type { Block, Cell, Table } from './document.ts'
import { formatValue } from './format.ts'
import { numbered, type ReportedPortfolio } from './reported-portfolio.ts'

/** Sleeves that are named in a row of the table of drawdowns. */
const NAMED = 3

/** Where return and risk came from: a bar per sleeve for each, and the profits on top of each other. */
export function contributionBlocks(result: ReportedPortfolio): readonly Block[] {
  const { sleeves, attribution, time, summary } = result
  const names = sleeves.map(numbered)
  const bars = (values: readonly number[]) => values.map((value, k) => ({ name: names[k], value }))
  const { contribution, risk } = attribution
  const returnChart: Block = {
    kind: 'chart',
    chart: {
      kind: 'bar',
      title: 'Return on the capital',
      summary: `What each sleeve brought; together ${percent(summary.totalReturn)}. ${extremes(names, contribution)}`,
      bars: bars(contribution),
      format: 'percent',
      signed: true,
    },
  }
  const profits: Block = {
    kind: 'chart',
    chart: {
      kind: 'stack',
      title: 'Profit so far',
      summary: `Profit of each sleeve at each close, on top of each other; together ${formatValue(summary.finalEquity - summary.initialEquity, 'money')} at the end.`,
      time,
      series: sleeves.map(({ name, profit }) => ({ name, values: profit })),
      format: 'money',
      total: 'all together',
    },
  }
  const riskChart: Block = {
    kind: 'chart',
    chart: {
      kind: 'bar',
      title: 'Share of the risk',
      summary: `Which part of the variance of the portfolio each sleeve makes; below zero it makes the whole calmer. ${extremes(names, risk)}`,
      bars: bars(risk),
      format: 'percent',
    },
  }
  return [{ kind: 'columns', columns: [[returnChart], [riskChart]] }, profits]
}

/** How much the sleeves move together. */
export function correlationBlocks({ sleeves, attribution }: ReportedPortfolio): readonly Block[] {
  if (sleeves.length < 2) return []
  const { correlation, period } = attribution
  const pairs = sleeves
    .flatMap((_, a) => sleeves.slice(a + 1).map((_, b) => ({ a, b: a + 1 + b, value: correlation[a][a + 1 + b] })))
    .filter(({ value }) => Number.isFinite(value))
    .sort((one, other) => other.value - one.value)
  const pair = ({ a, b, value }: (typeof pairs)[number]) =>
    `${numbered(sleeves[a], a)} and ${numbered(sleeves[b], b)} with ${formatValue(value, 'ratio')}`
  const said =
    pairs.length === 0
      ? 'No two sleeves have moved enough to say.'
      : `Most alike are ${pair(pairs[0])}${pairs.length === 1 ? '' : `, least alike ${pair(pairs[pairs.length - 1])}`}.`
  const summary = `Correlation of what the sleeves earned each ${period}. ${said}`
  return [
    { kind: 'text', text: summary },
    {
      kind: 'chart',
      chart: {
        kind: 'heat-map',
        title: `Correlation of the sleeves, by ${period}`,
        summary,
        x: { name: 'sleeve', labels: sleeves.map((_, k) => String(k + 1)) },
        y: { name: 'sleeve', labels: sleeves.map(numbered) },
        // That a sleeve moves like itself is no news.
        values: Float64Array.from(correlation.flatMap((row, a) => row.map((value, b) => (a === b ? Number.NaN : value)))),
        format: 'ratio',
        better: 'less',
      },
    },
  ]
}

/** Who lost and who gained while the portfolio was falling. */
export function drawdownsTable({ attribution, sleeves, time }: ReportedPortfolio): Table {
  const who = (parts: readonly number[], sign: number): string => {
    const listed = parts
      .map((part, k) => ({ part, k }))
      .filter(({ part }) => part * sign > 0)
      .sort((a, b) => sign * (b.part - a.part))
    const named = listed.slice(0, NAMED).map(({ part, k }) => `${numbered(sleeves[k], k)} ${percent(part)}`)
    const rest = listed.length - NAMED
    return listed.length === 0 ? '–' : [...named, ...(rest > 0 ? [`${rest} more`] : [])].join('; ')
  }
  return {
    kind: 'table',
    title: 'The worst drawdowns, and who made them',
    noun: 'drawdown',
    empty: 'The portfolio was never below an earlier high.',
    columns: [
      { title: 'From', format: 'date', align: 'left' },
      { title: 'Lowest', format: 'date', align: 'left' },
      { title: 'Recovered', format: 'date', align: 'left' },
      { title: 'Depth', format: 'percent', align: 'right' },
      { title: 'Lost most', format: 'text', align: 'left' },
      { title: 'Gained most', format: 'text', align: 'left' },
    ],
    rows: attribution.drawdowns.map(({ start, trough, end, depth, bySleeve }): readonly Cell[] => [
      // -1 is the capital before the first bar.
      time[Math.max(0, start)],
      time[trough],
      Number.isNaN(end) ? 'not yet' : time[end],
      depth,
      who(bySleeve, -1),
      who(bySleeve, 1),
    ]),
  }
}

function extremes(names: readonly string[], values: readonly number[]): string {
  const known = values.map((value, k) => ({ value, name: names[k] })).filter(({ value }) => Number.isFinite(value))
  if (known.length < 2) return ''
  const best = known.reduce((most, one) => (one.value > most.value ? one : most))
  const worst = known.reduce((least, one) => (one.value < least.value ? one : least))
  return `Most: ${best.name} with ${percent(best.value)}; least: ${worst.name} with ${percent(worst.value)}.`
}

function percent(value: number): string {
  return formatValue(value, 'percent')
}
