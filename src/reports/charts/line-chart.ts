import type { Column } from '../../base/column.ts'
import { type Format, formatValue } from '../format.ts'
import { hoverPoints, isIntraday, linePath, timeAxis, timePlot, valueAxis } from './axes.ts'
import { extent, tickLabel, valueScale } from './scale.ts'
import { type Frame, type LegendItem, svgChart, svgLine } from './svg.ts'

/**
 * One or more lines over time, for example equity against buy-and-hold. Values that grow more than fivefold are drawn on a
 * logarithmic axis, where equal steps are equal returns.
 */
export interface LineChart {
  readonly kind: 'line'
  readonly title: string
  /** What there is to see, in a sentence. */
  readonly summary: string
  /** Opening time of each bar, milliseconds since the Unix epoch, UTC. */
  readonly time: Column
  /** The first one is the subject, the others are there to compare with. */
  readonly series: readonly Series[]
  readonly format: Format
  /** A value to draw a thin line at, for example the capital at the start. */
  readonly baseline?: number
}

/**
 * A named column in a chart.
 */
export interface Series {
  readonly name: string
  readonly values: Column
}

/** Draws a line chart. */
export function drawLineChart(chart: LineChart, frame: Frame): string {
  const { time, series, format } = chart
  const plot = timePlot(frame, frame.narrow ? 230 : 320)
  const [low, high] = reach(chart)
  const scale = valueScale({ ...padded(low, high), from: plot.bottom, to: plot.top, count: frame.narrow ? 4 : 6, log: isLog(low, high) })
  const baseline =
    chart.baseline === undefined ? '' : svgLine(plot.left, scale.at(chart.baseline), plot.right, scale.at(chart.baseline), 'base')
  const lines = series.map(({ values }, k) => `<path d="${linePath(values, plot, scale)}" class="${k === 0 ? 'main' : 'other'}"/>`)
  return svgChart({
    frame,
    plot,
    title: chart.title,
    summary: chart.summary,
    // The subject comes last, so that it lies on top.
    body: valueAxis(scale, plot, value => tickLabel(value, scale.step)) + baseline + timeAxis(time, plot) + lines.reverse().join(''),
    hover: hoverPoints({
      time,
      plot,
      narrow: frame.narrow,
      intraday: isIntraday(time),
      at: index => ({
        ys: series.map(({ values }) => scale.at(values[index])),
        lines: series.map(({ name, values }) => `${name} ${formatValue(values[index], format)}`),
      }),
    }),
  })
}

/** The key of a line chart. */
export function lineLegend(chart: LineChart): readonly LegendItem[] {
  const [low, high] = reach(chart)
  const items: LegendItem[] = chart.series.map(({ name }, k) => ({ symbol: k === 0 ? 'line' : 'dashed', text: name }))
  return isLog(low, high) ? [...items, { symbol: 'none', text: 'logarithmic axis' }] : items
}

/** True when values grow so much that a linear axis would hide the early part. */
export function isLog(low: number, high: number): boolean {
  return low > 0 && high / low > 5
}

/** A little room above and below. */
export function padded(low: number, high: number): { readonly low: number; readonly high: number } {
  if (isLog(low, high)) return { low: low / 1.06, high: high * 1.06 }
  const room = (high - low) * 0.05
  return { low: low - room, high: high + room }
}

function reach(chart: LineChart): readonly [number, number] {
  const columns = chart.series.map(({ values }) => values)
  if (chart.baseline !== undefined) columns.push(Float64Array.of(chart.baseline))
  return extent(columns) ?? [0, 1]
}
