import { escapeHtml } from '../escape.ts'
import { fixed, signedPercent } from '../format.ts'
import { monthNames, type YearReturns } from '../monthly-returns.ts'
import { coordinate, type Frame, svgChart, svgText } from './svg.ts'

/**
 * Returns per month as a heat map: a row per year, a column per month, and the year's total. Every cell carries its number; the color
 * only helps the eye.
 */
export interface MonthsChart {
  readonly kind: 'months'
  readonly title: string
  /** What there is to see, in a sentence. */
  readonly summary: string
  readonly years: readonly YearReturns[]
}

/** Draws the heat map of months. */
export function drawMonthsChart(chart: MonthsChart, frame: Frame): string {
  const { narrow, width } = frame
  const left = narrow ? 32 : 44
  const gap = narrow ? 5 : 12
  const cell = (width - left - gap) / 13
  const row = narrow ? 26 : 30
  const top = 22
  const height = top + chart.years.length * row + 4
  const strongest = largestMonth(chart.years)
  let body = ''
  for (const [k, name] of [...monthNames, 'Year'].entries()) {
    const x = left + (k + 0.5) * cell + (k === 12 ? gap : 0)
    body += svgText({ x, y: 14, text: narrow && k < 12 ? name.slice(0, 1) : name, anchor: 'middle' })
  }
  for (const [line, year] of chart.years.entries()) {
    const y = top + line * row
    body += svgText({ x: left - 8, y: y + row / 2 + 4, text: String(year.year), anchor: 'end' })
    for (const [k, value] of [...year.months, year.total].entries()) {
      const name = k === 12 ? String(year.year) : `${monthNames[k]} ${year.year}`
      const x = left + k * cell + (k === 12 ? gap : 0)
      body += drawCell({ x, y, width: cell, height: row, value, strongest, name, narrow, total: k === 12 })
    }
  }
  const plot = { left, right: width, top, bottom: height - 4, height }
  return svgChart({ frame, plot, title: chart.title, summary: chart.summary, body })
}

function drawCell(cell: {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly value: number
  readonly strongest: number
  readonly name: string
  readonly narrow: boolean
  readonly total: boolean
}): string {
  const { x, y, value, narrow } = cell
  if (!Number.isFinite(value)) return ''
  // Years are larger than months by nature: their color is measured against a larger scale.
  const share = Math.min(1, Math.abs(value) / (cell.strongest * (cell.total ? 3 : 1)))
  const box =
    `<rect x="${coordinate(x + 1)}" y="${coordinate(y + 1)}" width="${coordinate(cell.width - 2)}" height="${coordinate(cell.height - 2)}" rx="3" ` +
    `class="${value < 0 ? 'cell loss' : 'cell gain'}" fill-opacity="${(0.06 + 0.94 * share).toFixed(2)}"/>`
  const text = svgText({
    x: x + cell.width / 2,
    y: y + cell.height / 2 + 4,
    text: narrow ? shortPercent(value) : fixed(value * 100, 1),
    anchor: 'middle',
    className: cell.total ? 'value total' : 'value',
  })
  return `<g><title>${escapeHtml(`${cell.name}: ${signedPercent(value, 2)}%`)}</title>${box}${text}</g>`
}

/** One decimal below 10 %, none above: two digits fit a phone. */
function shortPercent(value: number): string {
  return fixed(value * 100, Math.abs(value) < 0.0995 ? 1 : 0)
}

function largestMonth(years: readonly YearReturns[]): number {
  let largest = 0
  for (const { months } of years)
    for (const value of months) if (Math.abs(value) > largest && Number.isFinite(value)) largest = Math.abs(value)
  return largest || 1
}
