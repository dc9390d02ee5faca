import { escapeHtml } from '../escape.ts'
import { countOf, type Format, formatValue } from '../format.ts'
import type { Histogram } from '../histogram.ts'
import { axisLabel, timePlot, valueAxis } from './axes.ts'
import { tickLabel, valueScale } from './scale.ts'
import { coordinate, type Frame, type LegendItem, svgChart, svgLine, svgText } from './svg.ts'

/**
 * How often returns were how large: losses left of zero, gains right of it.
 */
export interface HistogramChart {
  readonly kind: 'histogram'
  readonly title: string
  /** What there is to see, in a sentence. */
  readonly summary: string
  readonly bins: Histogram
  /** What is counted, in the singular: "trade". */
  readonly noun: string
  /** How the values print; default as percent of fractions (0.02 = 2 %). */
  readonly format?: Format | undefined
}

/** Draws a histogram. */
export function drawHistogramChart(chart: HistogramChart, frame: Frame): string {
  const { edges, counts, mean } = chart.bins
  const { format = 'percent' } = chart
  const base = timePlot(frame, frame.narrow ? 230 : 260)
  const plot = { ...base, top: 22 }
  const low = edges[0] ?? 0
  const high = edges[edges.length - 1] ?? 0
  const across = valueScale({ low, high, from: plot.left, to: plot.right, count: frame.narrow ? 5 : 9 })
  const most = Math.max(1, ...counts)
  const up = valueScale({ low: 0, high: most * 1.04, from: plot.bottom, to: plot.top, count: 4 })
  // Half a trade is no trade: whole ticks only.
  const whole = { ...up, ticks: up.ticks.filter(Number.isInteger) }
  let body = valueAxis(whole, plot, value => tickLabel(value, Math.max(1, up.step)))
  for (const [k, count] of counts.entries()) {
    if (count === 0) continue
    const x = across.at(edges[k]) + 0.5
    const y = up.at(count)
    const name = `${binName(chart, k)}: ${countOf(count, chart.noun)}`
    body +=
      `<rect x="${coordinate(x)}" y="${coordinate(y)}" width="${coordinate(Math.max(0.5, across.at(edges[k + 1]) - x - 0.5))}" ` +
      `height="${coordinate(plot.bottom - y)}" class="${edges[k] < 0 ? 'bar loss' : 'bar gain'}"><title>${escapeHtml(name)}</title></rect>`
  }
  body += svgLine(plot.left, plot.bottom, plot.right, plot.bottom, 'axis')
  for (const tick of across.ticks) {
    const x = across.at(tick)
    body += svgLine(x, plot.bottom, x, plot.bottom + 4, 'axis')
    body += svgText({
      x,
      y: plot.bottom + 17,
      text: axisLabel(format, across.step)(tick),
      anchor: 'middle',
    })
  }
  if (Number.isFinite(mean) && mean >= low && mean <= high) {
    const x = across.at(mean)
    const right = x < (plot.left + plot.right) / 2
    body += svgLine(x, plot.top - 4, x, plot.bottom, 'mean')
    body += svgText({ x, y: 12, text: `mean ${formatValue(mean, format)}`, anchor: right ? 'start' : 'end', className: 'label' })
  }
  return svgChart({ frame, plot, title: chart.title, summary: chart.summary, body })
}

/** The key of a histogram: what the outer bars hold, when it is more than they show. */
export function histogramLegend(chart: HistogramChart): readonly LegendItem[] {
  return chart.bins.clipped ? [{ symbol: 'none', text: 'outer bars hold all beyond' }] : []
}

function binName({ bins, format = 'percent' }: HistogramChart, k: number): string {
  const { edges, clipped } = bins
  const from = formatValue(edges[k], format)
  const to = formatValue(edges[k + 1], format)
  if (clipped && k === 0) return `below ${to}`
  if (clipped && k === edges.length - 2) return `${from} and above`
  return `${from} to ${to}`
}
