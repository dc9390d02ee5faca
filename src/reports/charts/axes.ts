import type { Column } from '../../base/column.ts'
import { type Format, formatValue } from '../format.ts'
import { drawnBars } from './downsample.ts'
import { fewerPoints, type Point } from './fewer-points.ts'
import { type Scale, tickLabel, timeTicks } from './scale.ts'
import { coordinate, type Frame, type HoverPoint, type Plot, svgLine, svgText } from './svg.ts'

/** A lone point has no length: a short dash stands for it. */
export const DOT = 'm-2 0h4'

/** The plot of a chart over time. All of them share their margins, so that stacked charts line up. */
export function timePlot(frame: Frame, usualHeight: number): Plot {
  const { narrow, width, height = usualHeight, top } = frame
  // A picture that stands still is a file that people load: half a pixel is no loss.
  return {
    left: narrow ? 50 : 64,
    right: width - (narrow ? 6 : 10),
    top: 10,
    bottom: height - 24,
    height,
    tolerance: top === undefined ? 0 : 0.4,
  }
}

/** Where the middle of a bar stands. */
export function barX(plot: Plot, bars: number): (index: number) => number {
  const width = (plot.right - plot.left) / Math.max(1, bars)
  return index => plot.left + (index + 0.5) * width
}

/** Grid lines with labels on the left. */
export function valueAxis(scale: Scale, plot: Plot, label: (value: number) => string): string {
  return scale.ticks
    .map(tick => {
      const y = scale.at(tick)
      return svgLine(plot.left, y, plot.right, y, 'grid') + svgText({ x: plot.left - 8, y: y + 4, text: label(tick), anchor: 'end' })
    })
    .join('')
}

/** Labels of ticks that are `step` apart; NaN on a logarithmic axis. */
export function axisLabel(format: Format, step: number): (value: number) => string {
  return format === 'percent' ? value => `${tickLabel(value * 100, step * 100)}%` : value => tickLabel(value, step)
}

/** Calendar labels below the plot. */
export function timeAxis(time: Column, plot: Plot): string {
  const x = barX(plot, time.length)
  const space = 58
  const ticks = timeTicks(time, Math.max(2, Math.floor((plot.right - plot.left) / space)))
  const minimum = 44
  let parts = svgLine(plot.left, plot.bottom, plot.right, plot.bottom, 'axis')
  let before = Number.NEGATIVE_INFINITY
  for (const { index, label } of ticks) {
    const at = x(index)
    if (at - before < minimum) continue
    before = at
    parts += svgLine(at, plot.bottom, at, plot.bottom + 4, 'axis')
    // A label at the rim is pulled inside instead of being cut off.
    const half = label.length * 3.4
    const inside = Math.min(Math.max(at, plot.left + half - 20), plot.right + 6 - half)
    parts += svgText({ x: inside, y: plot.bottom + 17, text: label, anchor: 'middle' })
  }
  return parts
}

/** The path of a line through values, broken where they are unknown. */
export function linePath(values: Column, plot: Plot, scale: Scale): string {
  const x = barX(plot, values.length)
  const columns = Math.max(1, Math.round(plot.right - plot.left))
  let path = ''
  let run: Point[] = []
  for (const index of drawnBars(values, columns)) {
    const value = values[index]
    if (Number.isFinite(value)) {
      run.push([x(index), scale.at(value)])
      continue
    }
    path += runPath(run, plot)
    run = []
  }
  return path + runPath(run, plot)
}

function runPath(points: readonly Point[], { tolerance = 0 }: Plot): string {
  if (points.length === 0) return ''
  const drawn = fewerPoints(points, tolerance).map(([x, y]) => `${coordinate(x)} ${coordinate(y)}`)
  return `M${drawn.join('L')}${points.length === 1 ? DOT : ''}`
}

/** Crosshair stops: every bar, or a few hundred of them evenly spread. */
export function hoverPoints(options: {
  readonly time: Column
  readonly plot: Plot
  readonly narrow: boolean
  readonly intraday: boolean
  readonly at: (index: number) => { readonly ys: readonly number[]; readonly lines: readonly string[] }
}): readonly HoverPoint[] {
  const { time, plot, at } = options
  const stops = Math.min(time.length, options.narrow ? 120 : 240)
  const x = barX(plot, time.length)
  return Array.from({ length: stops }, (_, k) => {
    // Spread so that the first and the last bar are among them.
    const index = stops === 1 ? 0 : Math.round((k * (time.length - 1)) / (stops - 1))
    const { ys, lines } = at(index)
    return { x: x(index), ys, text: [formatValue(time[index], options.intraday ? 'time' : 'date'), ...lines].join('\n') }
  })
}

/** True when bars are shorter than a day, so that a date alone does not name one. */
export function isIntraday(time: Column): boolean {
  return time.length > 1 && (time[time.length - 1] - time[0]) / (time.length - 1) < 79_200_000
}
