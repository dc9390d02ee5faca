import type { StressMetrics, StressRow, StressTable } from '../research/stress/stress-row.ts'
import type { Block, Cell, Fact, Report, TableColumn } from './document.ts'
import { countOf, type Format, formatValue } from './format.ts'

/**
 * How a stress test is reported.
 */
export interface StressReportOptions {
  /** In place of "What if". */
  readonly title?: string
  /** What was stressed, for the line under the title. A result of `stressTest` names itself. */
  readonly subject?: string
}

/**
 * A stress test as a report: what was survived, the worst case, and every scenario at every severity against the run as it was.
 *
 * @example
 * ```ts
 * import { MaCrossover, reportStress, stressTest, syntheticBars, toMarkdown } from 'peak-trade'
 *
 * const result = stressTest(MaCrossover, syntheticBars({ seed: 1, length: 500 }), { seed: 1, scenarios: ['gap_down'], severities: [0.2] })
 * toMarkdown(reportStress(result)).split('\n')[0] // '# What if'
 * ```
 */
export function reportStress(table: StressTable, options: StressReportOptions = {}): Report {
  const { title = 'What if', subject = subjectOf(table) } = options
  const { rows } = table
  return {
    title,
    subtitle: [subject, `${countOf(rows.length, 'stressed run')}`].filter(part => part !== undefined).join(', '),
    blocks: [
      { kind: 'text', role: 'lead', text: sentence(table) },
      { kind: 'facts', layout: 'figures', items: figures(table) },
      ...notes(table),
      { kind: 'section', title: 'Scenarios', blocks: [scenarioTable(table)] },
    ],
    footer: 'Of the places at which a scenario was tried, the worst is shown. Differences are to the run without stress.',
  }
}

function subjectOf(table: StressTable): string | undefined {
  if (!('strategy' in table && 'symbol' in table)) return undefined
  const { strategy, symbol } = table as StressTable & { readonly strategy: { readonly id: string }; readonly symbol: string }
  return `${strategy.id} on ${symbol}`
}

function name({ title, severity }: StressRow): string {
  return `${title} at ${formatValue(severity, 'quantity')}`
}

function sentence({ rows, worst, survived, limit }: StressTable): string {
  const lost = rows.filter(row => !row.survived)
  const verdict = survived
    ? `All ${countOf(rows.length, 'stressed run')} were survived: no drawdown reached ${formatValue(limit, 'percent')}.`
    : `${countOf(lost.length, 'stressed run')} of ${rows.length} were not survived (ruined, or a drawdown of ${formatValue(limit, 'percent')} or more).`
  const { metrics } = worst
  return `${verdict} The worst was ${name(worst)}: a return of ${formatValue(metrics.totalReturn, 'percent')} and a drawdown of ${formatValue(metrics.maxDrawdown, 'percent')}.`
}

function figures({ baseline, worst }: StressTable): readonly Fact[] {
  const fact = (label: string, metric: keyof StressMetrics, format: Format): Fact => ({
    label,
    value: worst.metrics[metric],
    format,
    detail: `${formatValue(baseline[metric], format)} without stress`,
  })
  return [
    fact('Return, worst case', 'totalReturn', 'percent'),
    fact('Sharpe ratio, worst case', 'sharpe', 'ratio'),
    fact('Deepest drawdown, worst case', 'maxDrawdown', 'percent'),
    fact('Worst bar, worst case', 'worstReturn', 'percent'),
  ]
}

/** Scenarios that were not survived, worst first, each once. */
function notes({ rows }: StressTable): readonly Block[] {
  const lost = rows.filter(row => !row.survived)
  const scenarios = [...new Set(lost.map(({ scenario }) => scenario))]
  return scenarios.map((scenario): Block => {
    const first = lost.filter(row => row.scenario === scenario).reduce((least, row) => (row.severity < least.severity ? row : least))
    return {
      kind: 'note',
      tone: 'warning',
      title: `Not survived: ${name(first)}.`,
      text: `Return ${formatValue(first.metrics.totalReturn, 'percent')}, drawdown ${formatValue(first.metrics.maxDrawdown, 'percent')}.`,
    }
  })
}

function scenarioTable({ rows }: StressTable): Block {
  const right = (title: string, format: Format, signed = false): TableColumn => ({ title, format, align: 'right', signed })
  return {
    kind: 'table',
    title: 'Each scenario at each severity',
    noun: 'scenario',
    columns: [
      { title: 'Scenario', format: 'text', align: 'left' },
      right('Severity', 'quantity'),
      right('Return', 'percent', true),
      right('Change', 'percent', true),
      right('Sharpe', 'ratio'),
      right('Change', 'ratio', true),
      right('Drawdown', 'percent'),
      right('Change', 'percent'),
      { title: 'Survived', format: 'text', align: 'left' },
    ],
    rows: rows.map(({ title, severity, metrics, change, survived }): readonly Cell[] => [
      title,
      severity,
      metrics.totalReturn,
      change.totalReturn,
      metrics.sharpe,
      change.sharpe,
      metrics.maxDrawdown,
      change.maxDrawdown,
      survived ? 'yes' : 'no',
    ]),
  }
}
