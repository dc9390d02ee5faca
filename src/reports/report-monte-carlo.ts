import type { MonteCarlo } from '../research/monte-carlo.ts'
import type { MonteCarloRuns } from '../research/monte-carlo-runs.ts'
import type { Block, Cell, Report, TableColumn } from './document.ts'
import { countOf, type Format, fixed, formatValue } from './format.ts'

/**
 * How a Monte-Carlo run is reported.
 */
export interface MonteCarloReportOptions {
  /** In place of "What else could have happened". */
  readonly title?: string
  /** What was resampled, for the line under the title: "ma_crossover on BTC/EUR". */
  readonly subject?: string
  /** What one return stands for, in the singular. Default `bar`; `trade` for returns of trades. */
  readonly noun?: string
  /** Equity at the start, as it was given to `monteCarlo`. Default 1; `monteCarloRuns` knows its own. */
  readonly capital?: number
}

/** Metrics that people ask for first, and how they print; the others follow in their own order. */
const FORMATS: Readonly<Record<string, Format>> = {
  totalReturn: 'percent',
  cagr: 'percent',
  sharpe: 'ratio',
  maxDrawdown: 'percent',
  sortino: 'ratio',
  calmar: 'ratio',
  volatility: 'percent',
  profitFactor: 'ratio',
  winRate: 'percent',
  finalEquity: 'money',
  lowestEquity: 'money',
  var95: 'percent',
  cvar95: 'percent',
  exposure: 'percent',
  buyHoldReturn: 'percent',
  expectancy: 'money',
  fees: 'money',
  ulcerIndex: 'percent',
  bestReturn: 'percent',
  worstReturn: 'percent',
  trades: 'integer',
  longestDrawdownBars: 'integer',
  recoveryBars: 'integer',
}

const METHODS: Readonly<Record<string, string>> = {
  iid: 'returns drawn one by one',
  block: 'blocks of returns, drawn from a circle',
  stationary: 'blocks of random length',
  shuffle: 'the same returns in another order',
  skip: 'some returns left out',
  params: 'parameters varied',
  noise: 'prices varied a little',
  synthetic: 'synthetic histories',
}

/**
 * A Monte-Carlo run as a report: the chance of ruin, a fan of equities with what really happened, and for every metric its percentiles and
 * where the observed value stands among them.
 *
 * @example
 * ```ts
 * import { monteCarlo, reportMonteCarlo, returnsOf, syntheticBars, toMarkdown } from 'peak-trade'
 *
 * const returns = returnsOf(syntheticBars({ seed: 1, length: 500 }).close)
 * const report = reportMonteCarlo(monteCarlo(returns, { seed: 1, barsPerYear: 8760, paths: 200 }), { subject: 'holding' })
 * toMarkdown(report).split('\n')[0] // '# What else could have happened'
 * ```
 */
export function reportMonteCarlo(result: MonteCarlo | MonteCarloRuns, options: MonteCarloReportOptions = {}): Report {
  const { title = 'What else could have happened', subject, noun = 'bar' } = options
  const { method, paths, seed, percentiles, fan } = result
  const capital = 'observed' in result ? result.observed.initialEquity : (options.capital ?? 1)
  const what = METHODS[method] ?? method
  return {
    title,
    subtitle: [subject, `Monte-Carlo, ${countOf(paths, 'path')}: ${what}`, `seed ${seed}`].filter(part => part !== undefined).join(', '),
    blocks: [
      { kind: 'text', role: 'lead', text: sentence(result) },
      { kind: 'facts', layout: 'figures', items: figures(result) },
      ...(fan.times.length === 0 ? [] : [fanBlock(result, { noun, capital })]),
      { kind: 'section', title: 'Percentiles', blocks: [bandTable(result)] },
    ],
    footer: `The same seed gives the same paths. Percentiles ${percentiles.map(share => formatValue(100 * share, 'quantity')).join(', ')}.`,
  }
}

function sentence(result: MonteCarlo | MonteCarloRuns): string {
  const { ruin, metrics, paths, percentiles } = result
  const level = [
    ruin.drawdown === undefined ? undefined : `a drawdown of ${formatValue(ruin.drawdown, 'percent')}`,
    ruin.equity === undefined ? undefined : `${formatValue(ruin.equity, 'percent')} of the capital`,
  ].filter(part => part !== undefined)
  const { sharpe } = metrics
  const last = percentiles.length - 1
  const range =
    last < 1
      ? ''
      : ` ${formatValue(percentiles[last] - percentiles[0], 'percent')} of the paths have a Sharpe ratio from ` +
        `${formatValue(sharpe.quantiles[0], 'ratio')} to ${formatValue(sharpe.quantiles[last], 'ratio')}; ${formatValue(sharpe.observed, 'ratio')} was seen.`
  return `Of ${countOf(paths, 'path')}, ${formatValue(ruin.probability, 'percent')} came down to ${level.join(' or ')}.${range}`
}

function figures(result: MonteCarlo | MonteCarloRuns) {
  const { metrics, percentiles, ruin } = result
  const middle = percentiles.indexOf(0.5)
  const band = (label: string, name: 'totalReturn' | 'sharpe' | 'maxDrawdown', format: Format) => {
    const { observed, quantiles, mean } = metrics[name]
    return {
      label,
      value: middle < 0 ? mean : quantiles[middle],
      format,
      detail: `seen ${formatValue(observed, format)}`,
    }
  }
  const kind = middle < 0 ? 'mean' : 'median'
  return [
    band(`Total return, ${kind}`, 'totalReturn', 'percent'),
    band(`Sharpe ratio, ${kind}`, 'sharpe', 'ratio'),
    band(`Deepest drawdown, ${kind}`, 'maxDrawdown', 'percent'),
    {
      label: 'Ruined',
      value: ruin.probability,
      format: 'percent' as const,
      detail: `give or take ${formatValue(2 * ruin.standardError, 'percent')}`,
    },
  ]
}

function fanBlock(result: MonteCarlo | MonteCarloRuns, { noun, capital }: { readonly noun: string; readonly capital: number }): Block {
  const { fan, percentiles } = result
  const last = fan.times.length - 1
  const ends = percentiles.map((share, k) => `${formatValue(100 * share, 'quantity')} % at ${formatValue(fan.bands[k][last], 'money')}`)
  return {
    kind: 'chart',
    chart: {
      kind: 'fan',
      title: 'Equity',
      summary: `Equity after ${countOf(fan.times[last], noun)}, by percentile: ${ends.join(', ')}.`,
      times: fan.times,
      noun,
      percentiles,
      bands: fan.bands,
      observed: fan.observed,
      start: capital,
      format: 'money',
    },
  }
}

function bandTable({ metrics, percentiles, paths }: MonteCarlo | MonteCarloRuns): Block {
  const names = Object.keys(metrics) as (keyof typeof metrics)[]
  const known = Object.keys(FORMATS)
  const place = (name: string) => (known.includes(name) ? known.indexOf(name) : known.length)
  const right = (title: string): TableColumn => ({ title, format: 'text', align: 'right' })
  const rows = [...names]
    .sort((a, b) => place(a) - place(b))
    .map((name): readonly Cell[] => {
      const { observed, mean, quantiles, rank, known: count } = metrics[name]
      const format = FORMATS[name] ?? 'ratio'
      const show = (value: number) => formatValue(value, format)
      const label = count === paths ? words(name) : `${words(name)} (${fixed(count, 0)} paths)`
      return [label, show(observed), show(mean), ...Array.from(quantiles, show), formatValue(rank, 'percent')]
    })
  return {
    kind: 'table',
    title: 'Each metric over all paths',
    columns: [
      { title: 'Metric', format: 'text', align: 'left' },
      right('Seen'),
      right('Mean'),
      ...percentiles.map(share => right(`${formatValue(100 * share, 'quantity')} %`)),
      right('Paths below'),
    ],
    rows,
    noun: 'metric',
  }
}

/** `maxDrawdown` as "Max drawdown". */
function words(name: string): string {
  const spaced = name.replace(/([A-Z])/g, letter => ` ${letter.toLowerCase()}`).replace(/(\d+)/g, ' $1')
  return spaced[0].toUpperCase() + spaced.slice(1)
}
