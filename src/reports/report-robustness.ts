import type { Distribution } from '../research/distribution.ts'
import type { PortfolioRobustness } from '../research/portfolio/portfolio-robustness.ts'
import type { Block, Cell, Fact, Report, Table, TableColumn } from './document.ts'
import { countOf, type Format, formatValue } from './format.ts'
import { histogram } from './histogram.ts'
import { reportMonteCarlo } from './report-monte-carlo.ts'
import { reportStress } from './report-stress.ts'
import { type RobustnessCheck, robustnessChecks } from './robustness-checks.ts'
import { settingsText } from './settings-text.ts'

/** A part that was tested. */
type Part<K extends keyof PortfolioRobustness> = NonNullable<PortfolioRobustness[K]>

/**
 * How a robustness test is reported.
 */
export interface RobustnessReportOptions {
  /** In place of the number of sleeves and symbols. */
  readonly title?: string
}

/**
 * What is left of a portfolio when things are not as they were, as a report: every question with its answer, other histories of the account and
 * of its sleeves, stress, each sleeve left out, weights nearby and higher costs. A part that was not tested is not shown.
 *
 * @example
 * ```ts
 * import { alignBars, backtestPanel, BuyAndHold, monteCarlo, reportRobustness, returnsOf, syntheticBars, toHtml } from 'peak-trade'
 *
 * const panel = alignBars(['A', 'B'].map((symbol, seed) => syntheticBars({ seed, length: 200, symbol })))
 * const { symbols, timeframe, settings, summary, sleeves, equity, barsPerYear } = backtestPanel(
 *   panel.symbols.map(symbol => ({ strategy: BuyAndHold, symbol })),
 *   panel,
 * )
 * const report = reportRobustness({
 *   symbols,
 *   timeframe,
 *   settings,
 *   seed: 1,
 *   weights: sleeves.map(({ name, weight }) => ({ sleeve: name, weight })),
 *   baseline: summary,
 *   monteCarlo: monteCarlo(returnsOf(equity), { seed: 1, barsPerYear, paths: 100 }),
 * })
 * report.title // 'Robustness of 2 sleeves on 2 symbols'
 * toHtml(report) // one HTML file, ready to be written
 * ```
 */
export function reportRobustness(result: PortfolioRobustness, options: RobustnessReportOptions = {}): Report {
  const { symbols, weights, timeframe, settings, seed, baseline, monteCarlo, jointMonteCarlo, stress, leaveOneOut, jitter, costs } = result
  const checks = robustnessChecks(result)
  const parts: readonly (readonly [string, readonly Block[] | undefined])[] = [
    ['Composition', [weightTable(result)]],
    ['Other histories of the account', monteCarlo && embedded(reportMonteCarlo(monteCarlo, { capital: settings.capital }))],
    ['Other histories of the sleeves', jointMonteCarlo && sleevePaths(jointMonteCarlo)],
    ['Stress', stress && embedded(reportStress(stress))],
    ['Without each sleeve', leaveOneOut && withoutSleeves(leaveOneOut)],
    ['Other weights', jitter && otherWeights(jitter, baseline.sharpe)],
    ['Higher costs', costs && higherCosts(costs)],
  ]
  return {
    title: options.title ?? `Robustness of ${countOf(weights.length, 'sleeve')} on ${countOf(symbols.length, 'symbol')}`,
    subtitle: `${symbols.join(', ')}, ${timeframe} bars, ${date(baseline.startTime)} to ${date(baseline.endTime)}, seed ${seed}`,
    blocks: [
      { kind: 'text', role: 'lead', text: sentence(result, checks) },
      { kind: 'facts', layout: 'figures', items: figures(result) },
      ...(checks.length === 0 ? [] : [checkTable(checks)]),
      ...parts.flatMap(([title, blocks]): Block[] => (blocks === undefined ? [] : [{ kind: 'section', title, blocks }])),
      {
        kind: 'section',
        title: 'Settings',
        blocks: [{ kind: 'code', language: 'json', text: settingsText({ sleeves: weights, symbols, timeframe, seed, ...settings }) }],
      },
    ],
    footer: 'All of this is made from one past. It shows what the result hangs on, not what will be.',
  }
}

function sentence({ baseline }: PortfolioRobustness, checks: readonly RobustnessCheck[]): string {
  const { totalReturn, sharpe, maxDrawdown } = baseline
  const made = `The portfolio made ${percent(totalReturn)} with a Sharpe ratio of ${ratio(sharpe)} and a drawdown of ${percent(maxDrawdown)}.`
  const graded = checks.filter(({ passed }) => passed !== undefined)
  if (graded.length === 0) return `${made} Nothing was asked that could have failed.`
  const failed = graded.filter(({ passed }) => passed === false).map(({ question }) => question.toLowerCase())
  if (failed.length === 0) return `${made} It passed all ${countOf(graded.length, 'check')}.`
  return `${made} It passed ${graded.length - failed.length} of ${countOf(graded.length, 'check')}; not passed: ${failed.join('; ')}.`
}

/** The portfolio as it was, and what to expect instead. */
function figures({ baseline, monteCarlo, stress }: PortfolioRobustness): readonly Fact[] {
  const band = (metric: 'totalReturn' | 'sharpe' | 'maxDrawdown', format: Format) => {
    if (monteCarlo === undefined || monteCarlo.percentiles.length < 2) return {}
    const { percentiles, metrics } = monteCarlo
    const last = percentiles.length - 1
    const [low, high] = [0, last].map(k => formatValue(metrics[metric].quantiles[k], format))
    return { detail: `${low} to ${high} in ${formatValue(100 * (percentiles[last] - percentiles[0]), 'quantity')} % of other histories` }
  }
  const items: Fact[] = [
    { label: 'Total return', value: baseline.totalReturn, format: 'percent', ...band('totalReturn', 'percent') },
    { label: 'Sharpe ratio', value: baseline.sharpe, format: 'ratio', ...band('sharpe', 'ratio') },
    { label: 'Deepest drawdown', value: baseline.maxDrawdown, format: 'percent', ...band('maxDrawdown', 'percent') },
  ]
  if (stress === undefined) return items
  const { title, severity, metrics } = stress.worst
  const detail = `${title} at ${formatValue(severity, 'quantity')}`
  return [...items, { label: 'Return under the worst stress', value: metrics.totalReturn, format: 'percent', detail }]
}

function checkTable(checks: readonly RobustnessCheck[]): Table {
  return {
    kind: 'table',
    title: 'Every question with its answer',
    noun: 'check',
    columns: [text('Question'), text('Passed'), text('Answer')],
    rows: checks.map(({ question, passed, answer }) => [question, passed === undefined ? '–' : passed ? '✓ yes' : '✗ no', answer]),
  }
}

function weightTable({ weights }: PortfolioRobustness): Table {
  return {
    kind: 'table',
    title: 'Composition',
    noun: 'sleeve',
    columns: [right('#', 'integer'), text('Sleeve'), right('Weight', 'percent')],
    rows: weights.map(({ sleeve, weight }, k) => [k + 1, sleeve, weight]),
  }
}

/** A report as a part of another one. */
function embedded({ blocks, footer }: Report): readonly Block[] {
  const plain = blocks.flatMap((block): readonly Block[] => {
    if (block.kind === 'section') return block.blocks
    return block.kind === 'text' ? [{ kind: 'text', text: block.text }] : [block]
  })
  return footer === undefined ? plain : [...plain, { kind: 'text', text: footer }]
}

function sleevePaths({ paths, together, apart, jointDrawdown, sleeves }: Part<'jointMonteCarlo'>): readonly Block[] {
  const meaning = jointDrawdown > 1 ? 'they fall together' : 'they make up for each other'
  const said = Number.isNaN(jointDrawdown)
    ? 'Nothing falls when the sleeves are drawn apart.'
    : `The median drawdown together is ${ratio(jointDrawdown)} × that apart: ${meaning}.`
  const spreads = [
    ['together', together],
    ['apart', apart],
  ] as const
  return [
    {
      kind: 'text',
      text: `${countOf(paths, 'path')}, drawn with all sleeves together and with each by itself, as if they had nothing to do with each other. ${said}`,
    },
    spreadTable('Together and apart', spreads),
    { kind: 'text', text: 'What each sleeve contributes to the total return when they are drawn together:' },
    {
      kind: 'table',
      title: 'What each sleeve contributes',
      noun: 'sleeve',
      columns: [text('Sleeve'), ...bandColumns('percent'), right('Loses in', 'percent')],
      rows: sleeves.map(({ name, contribution, loss }) => [name, ...bandCells(contribution), loss]),
    },
  ]
}

function withoutSleeves(rows: Part<'leaveOneOut'>): readonly Block[] {
  if (rows.length === 0) return [{ kind: 'text', text: 'Of a single sleeve nothing would be left.' }]
  const worst = rows.reduce((least, row) => (row.change.sharpe < least.change.sharpe ? row : least))
  const notes = rows.filter(({ note }) => note !== '')
  return [
    {
      kind: 'chart',
      chart: {
        kind: 'bar',
        title: 'Change of the Sharpe ratio without it',
        summary: `What leaving out each sleeve does to the Sharpe ratio. Without ${worst.sleeve} it changes by ${ratio(worst.change.sharpe)}.`,
        bars: rows.map(({ sleeve, change }, k) => ({ name: `${k + 1} ${sleeve}`, value: change.sharpe })),
        format: 'ratio',
        signed: true,
      },
    },
    {
      kind: 'table',
      title: 'The portfolio without each sleeve',
      noun: 'sleeve',
      columns: [
        text('Without'),
        right('Return', 'percent', true),
        right('Change', 'percent', true),
        right('Sharpe', 'ratio'),
        right('Change', 'ratio', true),
        right('Drawdown', 'percent'),
        right('Change', 'percent'),
        text('The sleeve is'),
      ],
      rows: rows.map(({ sleeve, metrics, change, dispensable, note }, k): readonly Cell[] => [
        `${k + 1} ${sleeve}`,
        metrics.totalReturn,
        change.totalReturn,
        metrics.sharpe,
        change.sharpe,
        metrics.maxDrawdown,
        change.maxDrawdown,
        note === '' ? (dispensable ? 'better left out' : 'of use') : 'not known',
      ]),
    },
    ...notes.map(({ sleeve, note }): Block => ({ kind: 'note', tone: 'info', title: `Without ${sleeve}:`, text: note })),
  ]
}

function otherWeights(jitter: Part<'jitter'>, sharpe: number): readonly Block[] {
  const { draws, positive, sharpes } = jitter
  const size = `${formatValue(100 * jitter.jitter, 'quantity')} %`
  const bins = histogram(sharpes)
  return [
    {
      kind: 'text',
      text: `${countOf(draws, 'portfolio')} with every weight up to ${size} larger or smaller: ${percent(positive)} earn something. The portfolio itself has a Sharpe ratio of ${ratio(sharpe)}.`,
    },
    spreadTable('Weights nearby', [['nearby', jitter]]),
    {
      kind: 'chart',
      chart: {
        kind: 'histogram',
        title: 'Sharpe ratio with other weights',
        summary: bins.total === 0 ? 'No draw has one.' : `${countOf(bins.total, 'portfolio')}, ${ratio(bins.mean)} on average.`,
        bins,
        noun: 'portfolio',
        format: 'ratio',
      },
    },
  ]
}

function higherCosts({ assumedBps, sharpes }: Part<'costs'>): readonly Block[] {
  const known = sharpes.filter(({ sharpe }) => Number.isFinite(sharpe))
  if (known.length === 0) return [{ kind: 'text', text: 'No costs were assumed, so there is nothing to multiply.' }]
  return [
    {
      kind: 'table',
      title: 'Sharpe ratio at higher costs',
      noun: 'multiple',
      columns: [right('Times the costs', 'quantity'), right('Basis points a fill', 'quantity'), right('Sharpe', 'ratio', true)],
      rows: known.map(({ factor, sharpe }) => [factor, factor * assumedBps, sharpe]),
    },
  ]
}

/** Three metrics of many runs, one line each. */
function spreadTable(title: string, spreads: readonly (readonly [name: string, spread: Part<'jointMonteCarlo'>['together']])[]): Table {
  const metrics = [
    ['Total return', 'totalReturn', 'percent'],
    ['Sharpe ratio', 'sharpe', 'ratio'],
    ['Deepest drawdown', 'maxDrawdown', 'percent'],
  ] as const
  const rows = metrics.flatMap(([label, metric, format]) =>
    spreads.map(([name, spread]) => [`${label}, ${name}`, ...bandCells(spread[metric]).map(value => formatValue(value, format))]),
  )
  return { kind: 'table', title, noun: 'metric', columns: [text('Metric'), ...bandColumns('text')], rows }
}

function bandColumns(format: Format): readonly TableColumn[] {
  return ['5 %', 'Median', '95 %', 'Mean'].map(title => right(title, format, true))
}

function bandCells({ p05, median, p95, mean }: Distribution): readonly number[] {
  return [p05, median, p95, mean]
}

function text(title: string): TableColumn {
  return { title, format: 'text', align: 'left' }
}

function right(title: string, format: Format, signed = false): TableColumn {
  return { title, format, align: 'right', signed }
}

function percent(value: number): string {
  return formatValue(value, 'percent')
}

function ratio(value: number): string {
  return formatValue(value, 'ratio')
}

function date(time: number): string {
  return formatValue(time, 'date')
}
