import { type Chart, chartLegend, drawChart } from './chart.ts'
import { drawSymbol } from './charts/legend-symbol.ts'
import type { LegendItem } from './charts/svg.ts'
import { type Block, type Cell, type Code, cutRows, type Fact, type Facts, type Note, type Table, type TableColumn } from './document.ts'
import { escapeHtml, escapeProse } from './escape.ts'
import { countOf, formatValue } from './format.ts'

/** Where in the page a block stands. */
export interface Place {
  /** Level of the next heading. */
  readonly level: number
  /** True inside columns, where charts have half the width. */
  readonly half: boolean
  /** A name that is unique in the page. */
  readonly nextId: () => string
}

const WIDE = 960
const NARROW = 390
const HALF = 440
const ROWS = 500
/** From this many letters on a text in a table may break into lines. */
const LONG = 32

/** Blocks as HTML; neighboring notes become one list. */
export function renderBlocks(blocks: readonly Block[], place: Place): string {
  const parts: string[] = []
  let notes: Note[] = []
  const flush = () => {
    if (notes.length > 0) parts.push(`<ul class="notes">\n${notes.map(renderNote).join('\n')}\n</ul>`)
    notes = []
  }
  for (const block of blocks) {
    if (block.kind === 'note') {
      notes.push(block)
      continue
    }
    flush()
    parts.push(renderBlock(block, place))
  }
  flush()
  return parts.join('\n')
}

function renderBlock(block: Exclude<Block, Note>, place: Place): string {
  switch (block.kind) {
    case 'text':
      return `<p class="${block.role ?? 'text'}">${escapeProse(block.text)}</p>`
    case 'facts':
      return renderFacts(block, place)
    case 'table':
      return renderTable(block)
    case 'chart':
      return renderChart(block.chart, place)
    case 'code':
      return renderCode(block, place)
    case 'columns':
      return `<div class="columns">\n${block.columns
        .map(column => `<div>${renderBlocks(column, { ...place, half: block.columns.length > 1 })}</div>`)
        .join('\n')}\n</div>`
    case 'section':
      return `<section>\n${heading(block.title, place)}\n${renderBlocks(block.blocks, { ...place, level: place.level + 1 })}\n</section>`
  }
}

function heading(title: string, place: Place): string {
  const tag = `h${Math.min(6, place.level)}`
  return `<${tag}>${escapeHtml(title)}</${tag}>`
}

function renderNote(note: Note): string {
  const warning = note.tone === 'warning'
  // A triangle and a circle, so that the difference does not hang on the color.
  const shape = warning
    ? '<path d="M8 1.8 15 14.2H1Z" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linejoin="round"/><path d="M8 6.2v4M8 11.9v.4" stroke="currentColor" stroke-width="1.7" stroke-linecap="round"/>'
    : '<circle cx="8" cy="8" r="6.6" fill="none" stroke="currentColor" stroke-width="1.5"/><path d="M8 7.4v4M8 4.6v.4" stroke="currentColor" stroke-width="1.7" stroke-linecap="round"/>'
  return (
    `<li class="note ${note.tone}"><svg viewBox="0 0 16 16" aria-hidden="true">${shape}</svg>` +
    `<div>${warning ? '<span class="hidden">Warning: </span>' : ''}<b>${escapeHtml(note.title)}</b> <span>${escapeProse(note.text)}</span></div></li>`
  )
}

function renderFacts(facts: Facts, place: Place): string {
  const items = facts.items.map(renderFact).join('\n')
  if (facts.layout === 'figures') return `<dl class="figures">\n${items}\n</dl>`
  const title = facts.title === undefined ? '' : heading(facts.title, place)
  return `<div class="list">${title}<dl>\n${items}\n</dl></div>`
}

function renderFact(fact: Fact): string {
  const detail = fact.detail === undefined ? '' : `<dd class="detail">${escapeProse(fact.detail)}</dd>`
  return `<div><dt>${escapeHtml(fact.label)}</dt><dd class="value">${escapeHtml(formatValue(fact.value, fact.format))}</dd>${detail}</div>`
}

function renderTable(table: Table): string {
  const { columns, rows, title } = table
  const noun = table.noun ?? 'row'
  const { head, hidden, tail } = cutRows(rows, table.limit ?? ROWS)
  const header = columns.map(column => `<th scope="col"${align(column)}>${escapeHtml(column.title)}</th>`).join('')
  const gap = hidden === 0 ? '' : `<tr class="gap"><td colspan="${columns.length}">${countOf(hidden, noun)} not shown</td></tr>\n`
  const body =
    rows.length === 0
      ? `<tr><td class="empty" colspan="${columns.length}">${escapeHtml(table.empty ?? `No ${noun}s.`)}</td></tr>\n`
      : renderRows(head, columns) + gap + renderRows(tail, columns)
  const note =
    hidden === 0
      ? ''
      : `\n<p class="small">The first ${head.length} and the last ${tail.length} of ${countOf(rows.length, noun)}; ${countOf(hidden, noun)} in between not shown.</p>`
  return (
    `<div><div class="scroll" tabindex="0" role="region" aria-label="${escapeHtml(title)}"><table><caption class="hidden">${escapeHtml(title)}</caption>` +
    `<thead><tr>${header}</tr></thead><tbody>\n${body}</tbody></table></div>${note}</div>`
  )
}

function renderRows(rows: readonly (readonly Cell[])[], columns: readonly TableColumn[]): string {
  return rows.map(row => `<tr>${columns.map((column, k) => renderCell(row[k], column, k)).join('')}</tr>\n`).join('')
}

function renderCell(value: Cell, column: TableColumn, k: number): string {
  const text = escapeHtml(formatValue(value, column.format))
  if (k === 0) return `<th scope="row"${align(column)}>${text}</th>`
  if (typeof value === 'string') return `<td${align(column, text.length > LONG ? 'wrap' : '')}>${text}</td>`
  const tone = column.signed !== true || !(value < 0 || value > 0) ? '' : value > 0 ? 'up' : 'down'
  return `<td${align(column, tone)}>${text}</td>`
}

function align(column: TableColumn, tone = ''): string {
  const names = [column.align === 'right' ? 'right' : '', tone].filter(name => name !== '')
  return names.length === 0 ? '' : ` class="${names.join(' ')}"`
}

function renderCode(code: Code, place: Place): string {
  const title = code.title === undefined ? '' : heading(code.title, place)
  return `<div>${title}<pre tabindex="0"><code>${escapeHtml(code.text)}</code></pre></div>`
}

/** Each chart is drawn for a wide and for a narrow page, so that its text has a readable size on both; CSS shows one. */
function renderChart(chart: Chart, place: Place): string {
  const narrow = drawChart(chart, { id: place.nextId(), width: place.half ? HALF : NARROW, narrow: true })
  const wide = place.half ? '' : drawChart(chart, { id: place.nextId(), width: WIDE, narrow: false })
  const legend = chartLegend(chart).map(renderLegendItem).join('')
  const caption = `<figcaption><b>${escapeHtml(chart.title)}</b>${legend === '' ? '' : `<ul>${legend}</ul>`}</figcaption>`
  return `<figure${place.half ? ' class="half"' : ''}>${caption}${wide}${narrow}</figure>`
}

function renderLegendItem(item: LegendItem): string {
  return `<li>${legendSymbol(item.symbol)}${escapeHtml(item.text)}</li>`
}

function legendSymbol(symbol: LegendItem['symbol']): string {
  return symbol === 'none' ? '' : `<svg viewBox="0 0 22 14" aria-hidden="true">${drawSymbol(symbol)}</svg>`
}
