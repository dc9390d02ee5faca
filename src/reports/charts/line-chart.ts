import type { Column } from '../../base/column.ts'
import { type Format, formatValue } from '../format.ts'
import { axisLabel, hoverPoints, isIntraday, linePath, timeAxis, timePlot, valueAxis } from './axes.ts'
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
  /** More such values, for example the thresholds of an oscillator. */
  readonly levels?: readonly number[]
  /** What the axis covers at least, linearly; for example 0 to 100. */
  readonly range?: readonly [low: number, high: number]
}

/**
 * A named column in a chart.
 */
export interface Series {
  readonly name: string
  readonly values: Column
  /** How it is drawn: as the subject, in the second color, or thin and dashed. The default depends on its place in the list. */
  readonly tone?: 'main' | 'second' | 'other'
}

/** How a line is drawn. */
export type Tone = NonNullable<Series['tone']>

/** Draws a line chart. */
export function drawLineChart(chart: LineChart, frame: Frame): string {
  const { time, series, format, range, levels = [] } = chart
  const plot = timePlot(frame, frame.narrow ? 230 : 320)
  const [low, high] = reach(chart)
  const scale = valueScale({
    ...padded(low, high),
    from: plot.bottom,
    to: plot.top,
    count: frame.narrow ? 4 : 6,
    log: range === undefined && isLog(low, high),
  })
  const baseline = [...(chart.baseline === undefined ? [] : [chart.baseline]), ...levels]
    .map(level => svgLine(plot.left, scale.at(level), plot.right, scale.at(level), 'base'))
    .join('')
  const lines = series.map((one, k) => `<path d="${linePath(one.values, plot, scale)}" class="${toneOf(one, k)}"/>`)
  return svgChart({
    frame,
    plot,
    title: chart.title,
    summary: chart.summary,
    // The subject comes last, so that it lies on top.
    body: valueAxis(scale, plot, axisLabel(format, scale.step)) + baseline + timeAxis(time, plot) + lines.reverse().join(''),
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
  const items: LegendItem[] = chart.series.map((one, k) => ({ symbol: TONE_SYMBOLS[toneOf(one, k)], text: one.name }))
  const { levels = [], range } = chart
  if (levels.length > 0) items.push({ symbol: 'level', text: levels.map(level => tickLabel(level, Number.NaN)).join(', ') })
  if (range === undefined && isLog(low, high)) items.push({ symbol: 'none', text: 'logarithmic axis' })
  return items
}

/** What stands for a line in the key. */
export const TONE_SYMBOLS = { main: 'line', second: 'second', other: 'dashed' } as const satisfies Record<Tone, LegendItem['symbol']>

function toneOf({ tone }: Series, place: number): Tone {
  return tone ?? (place === 0 ? 'main' : 'other')
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
  columns.push(Float64Array.from([...(chart.levels ?? []), ...(chart.range ?? [])]))
  return extent(columns) ?? [0, 1]
}
