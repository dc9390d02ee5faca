import type { Chart } from './chart.ts'
import type { HeatMapChart } from './charts/heat-map-chart.ts'
import { type Block, type Code, cutRows, type Facts, type Report, type Table } from './document.ts'
import { escapeMarkdown } from './escape.ts'
import { countOf, formatValue } from './format.ts'
import { monthNames } from './monthly-returns.ts'

/** Rows of a table that a reader of plain text gets at most. */
const ROWS = 20

/**
 * A report as Markdown (GitHub's flavor), for terminals, pull requests and chats. Charts become their description, the heat map of
 * months a table; long tables show their first and last rows. Every text is escaped.
 *
 * @example
 * ```ts
 * import { backtest, MaCrossover, reportBacktest, syntheticBars, toMarkdown } from 'peak-trade'
 *
 * const result = backtest(MaCrossover, syntheticBars({ seed: 1, length: 500 }))
 * toMarkdown(reportBacktest(result)).split('\n')[0] // '# Moving-average crossover on …'
 * ```
 */
export function toMarkdown(report: Report): string {
  const parts = [
    `# ${escapeMarkdown(report.title)}`,
    escapeMarkdown(report.subtitle),
    ...report.blocks.flatMap(block => renderBlock(block, 2)),
  ]
  if (report.footer !== undefined) parts.push('---', escapeMarkdown(report.footer))
  return `${parts.filter(part => part !== '').join('\n\n')}\n`
}

function renderBlock(block: Block, level: number): readonly string[] {
  switch (block.kind) {
    case 'text':
      return [escapeMarkdown(block.text)]
    case 'note':
      return [`> **${block.tone === 'warning' ? 'Warning: ' : ''}${escapeMarkdown(block.title)}** ${escapeMarkdown(block.text)}`]
    case 'facts':
      return [...titled(block.title, level), renderFacts(block)]
    case 'table':
      return renderTable(block)
    case 'chart':
      return renderChart(block.chart)
    case 'code':
      return [...titled(block.title, level), fence(block)]
    case 'columns':
      return block.columns.flat().flatMap(inner => renderBlock(inner, level))
    case 'section':
      return [...titled(block.title, level), ...block.blocks.flatMap(inner => renderBlock(inner, level + 1))]
  }
}

function titled(title: string | undefined, level: number): readonly string[] {
  return title === undefined ? [] : [`${'#'.repeat(Math.min(6, level))} ${escapeMarkdown(title)}`]
}

function renderFacts(facts: Facts): string {
  const detailed = facts.items.some(item => item.detail !== undefined)
  const rows = facts.items.map(({ label, value, format, detail }) => [
    label,
    formatValue(value, format),
    ...(detailed ? [detail ?? ''] : []),
  ])
  return renderGrid(detailed ? [':', '-:', ':'] : [':', '-:'], detailed ? ['', 'Value', 'Note'] : ['', 'Value'], rows)
}

function renderTable(table: Table): readonly string[] {
  const { columns, rows } = table
  const noun = table.noun ?? 'row'
  if (rows.length === 0) return [escapeMarkdown(table.empty ?? `No ${noun}s.`)]
  const { head, hidden, tail } = cutRows(rows, Math.min(table.limit ?? ROWS, ROWS))
  const lines = [...head, ...tail].map(row => columns.map((column, k) => formatValue(row[k], column.format)))
  if (hidden > 0)
    lines.splice(
      head.length,
      0,
      columns.map(() => '…'),
    )
  const grid = renderGrid(
    columns.map(column => (column.align === 'right' ? '-:' : ':')),
    columns.map(column => column.title),
    lines,
  )
  if (hidden === 0) return [grid]
  return [
    grid,
    `The first ${head.length} and the last ${tail.length} of ${countOf(rows.length, noun)}; ${countOf(hidden, noun)} in between not shown.`,
  ]
}

function renderChart(chart: Chart): readonly string[] {
  const caption = `**${escapeMarkdown(chart.title)}.** ${escapeMarkdown(chart.summary)}`
  if (chart.kind === 'heat-map') return [caption, renderHeatMap(chart)]
  if (chart.kind === 'bar') {
    const bars = chart.bars.map(({ name, value }) => [name, formatValue(value, chart.format)])
    return bars.length === 0 ? [caption] : [caption, renderGrid([':', '-:'], ['', chart.title], bars)]
  }
  if (chart.kind !== 'months' || chart.years.length === 0) return [caption]
  const rows = chart.years.map(({ year, months, total }) => [
    String(year),
    ...[...months, total].map(value => formatValue(value, 'percent')),
  ])
  return [caption, renderGrid([':', ...new Array<string>(13).fill('-:')], ['Year', ...monthNames, 'Total'], rows)]
}

function renderHeatMap({ x, y, values, format }: HeatMapChart): string {
  const rows = y.labels.map((label, line) => [label, ...x.labels.map((_, k) => formatValue(values[line * x.labels.length + k], format))])
  return renderGrid([':', ...x.labels.map(() => '-:')], [`${y.name} \\ ${x.name}`, ...x.labels], rows)
}

/** A table; `rule` has one mark per column, `:` for left and `-:` for right. */
function renderGrid(rule: readonly string[], header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(escapeMarkdown).join(' | ')} |`
  return [line(header), `| ${rule.map(mark => (mark === ':' ? ':---' : '---:')).join(' | ')} |`, ...rows.map(line)].join('\n')
}

/** A fence longer than any run of backticks inside. */
function fence(code: Code): string {
  const longest = Math.max(2, ...(code.text.match(/`+/g) ?? []).map(run => run.length))
  const marks = '`'.repeat(longest + 1)
  return `${marks}${code.language}\n${code.text}\n${marks}`
}
