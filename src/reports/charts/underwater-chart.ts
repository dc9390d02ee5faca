import type { Column } from '../../base/column.ts'
import { formatValue } from '../format.ts'
import { barX, DOT, hoverPoints, isIntraday, linePath, timeAxis, timePlot, valueAxis } from './axes.ts'
import type { Series } from './line-chart.ts'
import { extent, tickLabel, valueScale } from './scale.ts'
import { coordinate, type Frame, type LegendItem, type Plot, svgChart, svgText } from './svg.ts'

/**
 * How far below its last high an equity stands, drawn downward from the surface.
 */
export interface UnderwaterChart {
  readonly kind: 'underwater'
  readonly title: string
  /** What there is to see, in a sentence. */
  readonly summary: string
  /** Opening time of each bar, milliseconds since the Unix epoch, UTC. */
  readonly time: Column
  /** Drawdowns as positive fractions. The first one is the subject, drawn as an area. */
  readonly series: readonly Series[]
}

/** Draws an underwater chart. */
export function drawUnderwaterChart(chart: UnderwaterChart, frame: Frame): string {
  const { time, series } = chart
  const plot = timePlot(frame, frame.narrow ? 170 : 200)
  const deepest = extent(series.map(({ values }) => values))?.[1] ?? 0
  // Low and high change places: depth grows downward.
  const scale = valueScale({
    low: 0,
    high: (deepest > 0 ? deepest : 0.01) * 1.12,
    from: plot.top,
    to: plot.bottom,
    count: frame.narrow ? 3 : 4,
  })
  const paths = series.map(({ values }, k) => {
    const line = linePath(values, plot, scale)
    return k > 0 ? `<path d="${line}" class="other"/>` : `<path d="${area(line, plot)}" class="sunk"/><path d="${line}" class="sunk-line"/>`
  })
  return svgChart({
    frame,
    plot,
    title: chart.title,
    summary: chart.summary,
    body:
      valueAxis(scale, plot, value => `${tickLabel(value === 0 ? 0 : -value * 100, scale.step * 100)}%`) +
      timeAxis(time, plot) +
      paths.join('') +
      deepestLabel(series[0]?.values, plot, scale.at),
    hover: hoverPoints({
      time,
      plot,
      narrow: frame.narrow,
      intraday: isIntraday(time),
      at: index => ({
        ys: series.map(({ values }) => scale.at(values[index])),
        lines: series.map(({ name, values }) => `${name} ${formatValue(-values[index], 'percent')}`),
      }),
    }),
  })
}

/** The key of an underwater chart. */
export function underwaterLegend(chart: UnderwaterChart): readonly LegendItem[] {
  return chart.series.map(({ name }, k) => ({ symbol: k === 0 ? 'area' : 'dashed', text: name }))
}

/** Closes each run of a line at the surface. */
function area(line: string, plot: Plot): string {
  return line
    .split('M')
    .filter(run => run !== '')
    .map(run => {
      const points = run.replace(DOT, '').split('L')
      const first = points[0].split(' ')[0]
      const last = points[points.length - 1].split(' ')[0]
      return `M${first} ${coordinate(plot.top)}L${points.join('L')}L${last} ${coordinate(plot.top)}Z`
    })
    .join('')
}

function deepestLabel(values: Column | undefined, plot: Plot, at: (value: number) => number): string {
  if (values === undefined) return ''
  let deepest = -1
  for (let i = 0; i < values.length; i++) if (values[i] > (deepest < 0 ? 0 : values[deepest])) deepest = i
  if (deepest < 0) return ''
  const x = barX(plot, values.length)(deepest)
  const y = at(values[deepest])
  const right = x < plot.right - 70
  return (
    `<circle cx="${coordinate(x)}" cy="${coordinate(y)}" r="3" class="spot"/>` +
    svgText({
      x: right ? x + 8 : x - 8,
      y: y + 5,
      text: formatValue(-values[deepest], 'percent'),
      anchor: right ? 'start' : 'end',
      className: 'label',
    })
  )
}
