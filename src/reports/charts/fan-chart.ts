import type { Column } from '../../base/column.ts'
import { countOf, type Format, fixed, formatValue } from '../format.ts'
import { barX, linePath, timePlot, valueAxis } from './axes.ts'
import { isLog, padded } from './line-chart.ts'
import { extent, type Scale, tickLabel, valueScale } from './scale.ts'
import { coordinate, type Frame, type HoverPoint, type LegendItem, type Plot, svgChart, svgLine, svgText } from './svg.ts'

/**
 * Where many possible histories go: bands between percentiles that widen with time, their median, and what really happened.
 */
export interface FanChart {
  readonly kind: 'fan'
  readonly title: string
  /** What there is to see, in a sentence. */
  readonly summary: string
  /** After how many steps, rising and evenly spread. */
  readonly times: Column
  /** What a step is, in the singular: "bar". */
  readonly noun: string
  /** Shares of the bands, rising. */
  readonly percentiles: readonly number[]
  /** For each percentile its column. */
  readonly bands: readonly Column[]
  /** What was seen; NaN where it cannot be compared. */
  readonly observed: Column
  /** Where all paths begin. */
  readonly start: number
  readonly format: Format
}

/** Corners of a band at most: more than that nobody sees. */
const CORNERS = 300

/** Draws a fan chart. */
export function drawFanChart(chart: FanChart, frame: Frame): string {
  const { bands, observed, start } = chart
  const plot = timePlot(frame, frame.narrow ? 250 : 340)
  const [low, high] = extent([...bands, observed, Float64Array.of(start)]) ?? [0, 1]
  const scale = valueScale({ ...padded(low, high), from: plot.bottom, to: plot.top, count: frame.narrow ? 4 : 6, log: isLog(low, high) })
  const middle = medianOf(chart)
  const areas = bandsOf(chart).map(([lower, upper]) => `<path d="${area(lower, upper, plot, scale)}" class="fan"/>`)
  return svgChart({
    frame,
    plot,
    title: chart.title,
    summary: chart.summary,
    body:
      areas.join('') +
      valueAxis(scale, plot, value => tickLabel(value, scale.step)) +
      svgLine(plot.left, scale.at(start), plot.right, scale.at(start), 'base') +
      stepAxis(chart, plot, frame) +
      `<path d="${linePath(observed, plot, scale)}" class="other"/>` +
      (middle === undefined ? '' : `<path d="${linePath(middle, plot, scale)}" class="main"/>`),
    hover: hoverSteps(chart, plot, { scale, stops: frame.narrow ? 120 : 240 }),
  })
}

/** The key of a fan chart. */
export function fanLegend(chart: FanChart): readonly LegendItem[] {
  const items: LegendItem[] = []
  if (medianOf(chart) !== undefined) items.push({ symbol: 'line', text: 'median' })
  if (extent([chart.observed]) !== undefined) items.push({ symbol: 'dashed', text: 'what happened' })
  const shares = chart.percentiles
  const names = bandsOf(chart).map((_, k) => `${percent(shares[k])} to ${percent(shares[shares.length - 1 - k])}`)
  if (names.length > 0) items.push({ symbol: 'band', text: names.join(', ') })
  const [low, high] = extent([...chart.bands, chart.observed]) ?? [0, 1]
  return isLog(low, high) ? [...items, { symbol: 'none', text: 'logarithmic axis' }] : items
}

/** Lower and upper columns, from the widest band to the narrowest. */
function bandsOf({ bands }: FanChart): readonly (readonly [Column, Column])[] {
  return Array.from({ length: Math.floor(bands.length / 2) }, (_, k) => [bands[k], bands[bands.length - 1 - k]] as const)
}

function medianOf({ percentiles, bands }: FanChart): Column | undefined {
  return bands[percentiles.indexOf(0.5)]
}

/** There along the lower edge, back along the upper one. */
function area(lower: Column, upper: Column, plot: Plot, scale: Scale): string {
  const x = barX(plot, lower.length)
  const steps = stepsOf(lower.length, CORNERS).filter(index => Number.isFinite(lower[index]) && Number.isFinite(upper[index]))
  if (steps.length === 0) return ''
  const point = (values: Column) => (index: number) => `${coordinate(x(index))} ${coordinate(scale.at(values[index]))}`
  return `M${[...steps.map(point(lower)), ...steps.reverse().map(point(upper))].join('L')}Z`
}

/** Some of the indexes, evenly spread, the first and the last among them. */
function stepsOf(length: number, most: number): number[] {
  const count = Math.min(length, most)
  return Array.from({ length: count }, (_, k) => (count === 1 ? 0 : Math.round((k * (length - 1)) / (count - 1))))
}

/** Numbers of steps below the plot. */
function stepAxis({ times, noun }: FanChart, plot: Plot, frame: Frame): string {
  const axis = svgLine(plot.left, plot.bottom, plot.right, plot.bottom, 'axis')
  if (times.length === 0) return axis
  const x = barX(plot, times.length)
  const [first, last] = [times[0], times[times.length - 1]]
  const scale = valueScale({ low: first, high: last, from: x(0), to: x(times.length - 1), count: frame.narrow ? 4 : 8 })
  const ticks = scale.ticks.filter(Number.isInteger)
  return (
    axis +
    ticks
      .map((tick, k) => {
        const at = scale.at(tick)
        const text = k === ticks.length - 1 ? `${fixed(tick, 0)} ${noun}s` : fixed(tick, 0)
        // The last label is pulled inside instead of being cut off.
        const inside = Math.min(at, plot.right - text.length * 3.2)
        return svgLine(at, plot.bottom, at, plot.bottom + 4, 'axis') + svgText({ x: inside, y: plot.bottom + 17, text, anchor: 'middle' })
      })
      .join('')
  )
}

function hoverSteps(chart: FanChart, plot: Plot, { scale, stops }: { readonly scale: Scale; readonly stops: number }): HoverPoint[] {
  const { times, noun, percentiles, bands, observed, format } = chart
  const x = barX(plot, times.length)
  const middle = medianOf(chart)
  return stepsOf(times.length, stops).map(index => {
    const shown = [middle, observed].filter(column => column !== undefined && Number.isFinite(column[index])) as Column[]
    const seen = Number.isFinite(observed[index]) ? [`seen ${formatValue(observed[index], format)}`] : []
    return {
      x: x(index),
      ys: shown.map(column => scale.at(column[index])),
      text: [
        `after ${countOf(times[index], noun)}`,
        ...percentiles.map((share, k) => `${percent(share)} ${formatValue(bands[k][index], format)}`).reverse(),
        ...seen,
      ].join('\n'),
    }
  })
}

function percent(share: number): string {
  return `${formatValue(100 * share, 'quantity')} %`
}
