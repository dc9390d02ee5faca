import { escapeHtml } from '../escape.ts'
import { type Format, fixed, formatValue } from '../format.ts'
import { clipText, coordinate, type Frame, type LegendItem, svgChart, svgText } from './svg.ts'

/**
 * A number over two parameters. Every cell carries its number; the color only helps the eye: green and red for above and below zero, or, where all have one
 * sign, the fuller the better.
 */
export interface HeatMapChart {
  readonly kind: 'heat-map'
  readonly title: string
  /** What there is to see, in a sentence. */
  readonly summary: string
  /** The parameter across, with its values from left to right. */
  readonly x: HeatMapAxis
  /** The parameter downward, with its values from top to bottom. */
  readonly y: HeatMapAxis
  /** Row by row; NaN leaves a cell empty. */
  readonly values: Float64Array
  readonly format: Format
  readonly better: 'more' | 'less'
  /** A cell to draw a frame around, by its place in `values`. */
  readonly marked?: number | undefined
}

/**
 * One side of a heat map.
 */
export interface HeatMapAxis {
  readonly name: string
  readonly labels: readonly string[]
}

/** Draws the heat map. */
export function drawHeatMapChart(chart: HeatMapChart, frame: Frame): string {
  const { x, y, values } = chart
  const { narrow, width } = frame
  const longest = Math.max(1, ...y.labels.map(label => label.length))
  const left = Math.min(width * 0.3, 14 + longest * 7)
  const cell = (width - left - 4) / Math.max(1, x.labels.length)
  const row = narrow ? 28 : 34
  const top = 40
  const height = top + y.labels.length * row + 4
  const shade = shadeOf(values, chart.better)
  // At the two rims, so that long names do not meet.
  const rim = { x: width - 4, y: 13, text: `${x.name} →`, anchor: 'end', className: 'label' } as const
  let body = svgText({ x: 0, y: 13, text: `↓ ${y.name}`, className: 'label' }) + svgText(rim)
  // Labels that would run into each other are left out, the first one never.
  const every = Math.max(1, Math.ceil((Math.max(...x.labels.map(label => label.length)) * 7 + 8) / cell))
  for (const [k, label] of x.labels.entries())
    if (k % every === 0) body += svgText({ x: left + (k + 0.5) * cell, y: top - 8, text: label, anchor: 'middle' })
  for (const [line, label] of y.labels.entries()) {
    const at = top + line * row
    body += svgText({ x: left - 8, y: at + row / 2 + 4, text: clipText(label, left - 8), anchor: 'end' })
    for (let k = 0; k < x.labels.length; k++) {
      const value = values[line * x.labels.length + k]
      if (!Number.isFinite(value)) continue
      const box =
        `<rect x="${coordinate(left + k * cell + 1)}" y="${coordinate(at + 1)}" width="${coordinate(cell - 2)}" height="${row - 2}" rx="3" ` +
        `class="${shade(value) < 0 ? 'cell loss' : 'cell gain'}" fill-opacity="${(0.06 + 0.94 * Math.abs(shade(value))).toFixed(2)}"/>`
      const text = cellText(value, { format: chart.format, room: cell - 4, narrow })
      const shown =
        text === '' ? '' : svgText({ x: left + (k + 0.5) * cell, y: at + row / 2 + 4, text, anchor: 'middle', className: 'value' })
      const name = `${x.name} ${x.labels[k]}, ${y.name} ${label}: ${formatValue(value, chart.format)}`
      body += `<g><title>${escapeHtml(name)}</title>${box}${shown}</g>`
    }
  }
  if (chart.marked !== undefined) {
    const [line, k] = [Math.floor(chart.marked / x.labels.length), chart.marked % x.labels.length]
    body += `<rect x="${coordinate(left + k * cell + 1)}" y="${coordinate(top + line * row + 1)}" width="${coordinate(cell - 2)}" height="${row - 2}" rx="3" class="framed"/>`
  }
  const plot = { left, right: width, top, bottom: height - 4, height }
  return svgChart({ frame, plot, title: chart.title, summary: chart.summary, body })
}

/** The key of a heat map. */
export function heatMapLegend(chart: HeatMapChart): readonly LegendItem[] {
  const unit: LegendItem[] = chart.format === 'percent' ? [{ symbol: 'none', text: 'percent' }] : []
  const shades: LegendItem[] = isMixed(chart.values) ? [] : [{ symbol: 'none', text: 'fuller color is better' }]
  return [...unit, ...shades, ...(chart.marked === undefined ? [] : [{ symbol: 'none' as const, text: 'framed: the best run' }])]
}

/** From −1 to 1: the sign is the color, the size its strength. */
function shadeOf(values: Float64Array, better: 'more' | 'less'): (value: number) => number {
  const known = Array.from(values).filter(Number.isFinite)
  const [low, high] = [Math.min(...known), Math.max(...known)]
  const sign = better === 'more' ? 1 : -1
  if (isMixed(values)) return value => (sign * value) / Math.max(Math.abs(low), Math.abs(high))
  if (low === high) return () => 0.5
  return value => (better === 'more' ? value - low : high - value) / (high - low)
}

function isMixed(values: Float64Array): boolean {
  return values.some(value => value < 0) && values.some(value => value > 0)
}

/** The number if it fits, with fewer decimals if need be. */
function cellText(
  value: number,
  { format, room, narrow }: { readonly format: Format; readonly room: number; readonly narrow: boolean },
): string {
  const width = narrow ? 5.6 : 6.6
  const candidates =
    format === 'integer' ? [fixed(value, 0)] : [2, 1, 0].map(decimals => fixed(format === 'percent' ? value * 100 : value, decimals))
  return candidates.find(text => text.length * width <= room) ?? ''
}
