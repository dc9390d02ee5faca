import type { Column } from '../../base/column.ts'
import { countOf, type Format, formatValue } from '../format.ts'
import { axisLabel, barX, hoverPoints, isIntraday, linePath, timeAxis, timePlot, valueAxis } from './axes.ts'
import { drawnBars } from './downsample.ts'
import { fewerPoints, type Point } from './fewer-points.ts'
import { padded, type Series } from './line-chart.ts'
import { extent, type Scale, valueScale } from './scale.ts'
import { coordinate, type Frame, type LegendItem, type Plot, svgChart, svgLine, svgText } from './svg.ts'

/**
 * Parts of a whole over time, laid on top of each other: upward from zero what is positive, downward what is negative. Each layer carries
 * the number that it has in the key. Of more than eight parts the seven largest have layers of their own, the others share one.
 */
export interface StackChart {
  readonly kind: 'stack'
  readonly title: string
  /** What there is to see, in a sentence. */
  readonly summary: string
  /** Opening time of each bar, milliseconds since the Unix epoch, UTC. */
  readonly time: Column
  /** From the inside to the outside; what is not known counts as 0. */
  readonly series: readonly Pick<Series, 'name' | 'values'>[]
  readonly format: Format
  /** Draws the sum of all parts as a line with this name. */
  readonly total?: string
  /** True for values that hold until the next one, for example weights. */
  readonly steps?: boolean
}

/** Layers at most. */
const MOST = 8
/** A layer this thick has room for its number. */
const ROOM = 14
/** How far the edge of a layer may run beside its values to have fewer points. */
const TOLERANCE = 0.3

/** A layer, with its entry in the key. */
interface Layer extends LegendItem {
  /** What is written on it: its place in the list, from 1. The layer of all others has none. */
  readonly mark: string
  readonly values: Column
}

/** Where layers are drawn. */
interface Ground {
  /** Of the bars that are drawn. */
  readonly xs: readonly number[]
  readonly plot: Plot
  readonly scale: Scale
  readonly steps: boolean
}

/** Draws layers. */
export function drawStackChart(chart: StackChart, frame: Frame): string {
  const { time, format, title, summary, total, steps = false } = chart
  const { narrow } = frame
  const plot = timePlot(frame, narrow ? 230 : 320)
  const layers = layersOf(chart)
  const sum = sumOf(chart.series, time.length)
  const drawn = drawnBars(sum, Math.ceil((plot.right - plot.left) / 6))
  const parts = layers.map(({ values }) => Float64Array.from(drawn, index => known(values[index])))
  const [low, high] = extent([reach(parts, -1), reach(parts, 1), ...(total === undefined ? [] : [sum])]) ?? [0, 1]
  const scale = valueScale({ ...padded(low, high), from: plot.bottom, to: plot.top, count: narrow ? 4 : 6 })
  const ground = { xs: Array.from(drawn, barX(plot, time.length)), plot, scale, steps }
  return svgChart({
    frame,
    plot,
    title,
    summary,
    body:
      drawLayers(layers, parts, ground) +
      valueAxis(scale, plot, axisLabel(format, scale.step)) +
      svgLine(plot.left, scale.at(0), plot.right, scale.at(0), 'axis') +
      timeAxis(time, plot) +
      (total === undefined ? '' : `<path d="${linePath(sum, plot, scale)}" class="sum"/>`) +
      drawMarks(layers, parts, ground),
    hover: hoverPoints({
      time,
      plot,
      narrow,
      intraday: isIntraday(time),
      at: index => ({
        ys: total === undefined ? [] : [scale.at(sum[index])],
        lines: [
          ...(total === undefined ? [] : [`${total} ${formatValue(sum[index], format)}`]),
          ...layers.map(({ text, values }) => `${text} ${formatValue(values[index], format)}`),
        ],
      }),
    }),
  })
}

/** The key of layers. */
export function stackLegend(chart: StackChart): readonly LegendItem[] {
  const layers = layersOf(chart).map(({ symbol, text }) => ({ symbol, text }))
  return chart.total === undefined ? layers : [...layers, { symbol: 'total', text: chart.total }]
}

/** Every part, or the largest ones and the sum of all others. */
function layersOf({ series, time }: StackChart): readonly Layer[] {
  const all = series.map(({ name, values }, k) => ({ mark: `${k + 1}`, text: `${k + 1} ${name}`, values }))
  const own = all.length <= MOST ? all : largest(all)
  const layers = own.map((layer, k): Layer => ({ ...layer, symbol: `layer-${k}` }))
  const rest = all.filter(layer => !own.includes(layer))
  if (rest.length === 0) return layers
  return [...layers, { symbol: 'layer-others', mark: '', text: countOf(rest.length, 'other'), values: sumOf(rest, time.length) }]
}

/** Those that add the most, in the order of the list. */
function largest<T extends { readonly values: Column }>(all: readonly T[]): readonly T[] {
  const sized = all.map(layer => ({ layer, size: Array.from(layer.values).reduce((sum, value) => sum + Math.abs(known(value)), 0) }))
  const chosen = sized.sort((a, b) => b.size - a.size).slice(0, MOST - 1)
  return all.filter(layer => chosen.some(one => one.layer === layer))
}

function sumOf(series: readonly { readonly values: Column }[], length: number): Float64Array {
  const sum = new Float64Array(length)
  for (const { values } of series) for (let i = 0; i < length; i++) sum[i] += known(values[i])
  return sum
}

function known(value: number): number {
  return Number.isFinite(value) ? value : 0
}

/** How far the layers on one side of zero reach together. */
function reach(parts: readonly Float64Array[], sign: number): Float64Array {
  const ends = new Float64Array(parts[0]?.length ?? 0)
  for (const values of parts) for (const [i, value] of values.entries()) if (sign * value > 0) ends[i] += value
  return ends
}

/** One area for what is above zero and one for what is below it; neighbors share the points of their edge. */
function drawLayers(layers: readonly Layer[], parts: readonly Float64Array[], ground: Ground): string {
  const paths = layers.map(() => '')
  for (const sign of [1, -1]) {
    let inner = edge(new Float64Array(ground.xs.length), ground)
    for (const [k, values] of parts.entries()) {
      if (!values.some(value => sign * value > 0)) continue
      const outer = edge(reach(parts.slice(0, k + 1), sign), ground)
      paths[k] += `M${[...inner, ...[...outer].reverse()].join('L')}Z`
      inner = outer
    }
  }
  return paths.map((path, k) => (path === '' ? '' : `<path d="${path}" class="layer ${layers[k].symbol}"/>`)).join('')
}

/** A line through values, from rim to rim. */
function edge(values: Float64Array, { xs, plot, scale, steps }: Ground): readonly string[] {
  if (values.length === 0) return []
  const points: Point[] = [[plot.left, scale.at(values[0])]]
  for (const [i, value] of values.entries()) {
    const y = scale.at(value)
    if (steps) points.push([xs[i], points[points.length - 1][1]])
    points.push([xs[i], y])
  }
  points.push([plot.right, scale.at(values[values.length - 1])])
  return fewerPoints(points, TOLERANCE).map(([x, y]) => `${coordinate(x)} ${coordinate(y)}`)
}

/** The number of each layer where it is thickest, if it is thick enough there. */
function drawMarks(layers: readonly Layer[], parts: readonly Float64Array[], { xs, plot, scale }: Ground): string {
  const zero = scale.at(0)
  return layers
    .map(({ mark }, k) => {
      let best = -1
      let most = ROOM
      for (const [i, value] of parts[k].entries()) {
        const size = Math.abs(scale.at(value) - zero)
        // At the rims a number would stand on the axis.
        if (size < most || xs[i] < plot.left + 8 || xs[i] > plot.right - 8) continue
        best = i
        most = size + 0.1
      }
      if (best < 0) return ''
      const value = parts[k][best]
      const end = reach(parts.slice(0, k + 1), value)[best]
      return svgText({ x: xs[best], y: scale.at(end - value / 2) + 4, text: mark, anchor: 'middle', className: 'label' })
    })
    .join('')
}
