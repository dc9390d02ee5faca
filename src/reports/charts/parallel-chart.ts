import { type Format, formatValue } from '../format.ts'
import { coordinate, type Frame, type LegendItem, svgChart, svgLine, svgText } from './svg.ts'

/**
 * Runs as lines across parallel axes, one axis per parameter and the result at the right: where the best ones come from.
 */
export interface ParallelChart {
  readonly kind: 'parallel'
  readonly title: string
  /** What there is to see, in a sentence. */
  readonly summary: string
  readonly axes: readonly ParallelAxis[]
  /** Runs to draw on top of the others, by their place in the axes. */
  readonly marked: readonly number[]
}

/**
 * One axis of a parallel chart, low below and high above.
 */
export interface ParallelAxis {
  readonly name: string
  /** One value per run; NaN breaks its line. */
  readonly values: Float64Array
  /** For numbers. */
  readonly format: Format
  /** Words in place of the numbers 0, 1, 2 … */
  readonly words?: readonly string[] | undefined
}

/** More lines than this are ink, not information. */
const LINES = 400

/** Draws the runs. */
export function drawParallelChart({ axes, marked, title, summary }: ParallelChart, frame: Frame): string {
  const { narrow, width } = frame
  const height = narrow ? 260 : 320
  const plot = { left: narrow ? 26 : 44, right: width - (narrow ? 30 : 48), top: 44, bottom: height - 24, height }
  const step = (plot.right - plot.left) / Math.max(1, axes.length - 1)
  const x = (a: number) => plot.left + a * step
  const scales = axes.map(axis => levelOf(axis, plot))
  const runs = axes[0]?.values.length ?? 0
  const path = (run: number) => {
    let line = ''
    let open = false
    for (const [a, axis] of axes.entries()) {
      const value = axis.values[run]
      if (!Number.isFinite(value)) {
        open = false
        continue
      }
      line += `${open ? 'L' : 'M'}${coordinate(x(a))} ${coordinate(scales[a].at(value))}`
      open = true
    }
    return line
  }
  const every = Math.max(1, Math.ceil(runs / LINES))
  let body = ''
  for (let run = 0; run < runs; run += every) body += `<path d="${path(run)}" class="thread"/>`
  for (const [a, axis] of axes.entries()) {
    body += svgLine(x(a), plot.top, x(a), plot.bottom, 'axis')
    const room = Math.max(4, Math.floor((a === 0 || a === axes.length - 1 ? step * 0.62 : step) / 7))
    const text = axis.name.length > room ? `${axis.name.slice(0, room - 1)}…` : axis.name
    // Names at the rim are pulled inside; every other one stands higher where it is narrow.
    const anchor = a === 0 ? 'start' : a === axes.length - 1 ? 'end' : 'middle'
    const pulled = a === 0 ? 0 : a === axes.length - 1 ? width : x(a)
    body += svgText({ x: pulled, y: narrow && a % 2 === 1 ? 12 : 26, text, anchor, className: 'label' })
  }
  for (const run of [...marked].reverse()) body += `<path d="${path(run)}" class="thread chosen"/>`
  for (const [a, { ticks, at }] of scales.entries()) {
    const last = a === axes.length - 1
    for (const { value, text } of ticks)
      body += svgText({ x: x(a) + (last ? 6 : -6), y: at(value) + 4, text, anchor: last ? 'start' : 'end', className: 'label' })
  }
  return svgChart({ frame, plot, title, summary, body })
}

/** The key of a parallel chart. */
export function parallelLegend({ marked, axes }: ParallelChart): readonly LegendItem[] {
  const runs = axes[0]?.values.length ?? 0
  const shown: LegendItem[] = runs > LINES ? [{ symbol: 'none', text: `one of ${Math.ceil(runs / LINES)} runs drawn` }] : []
  return [{ symbol: 'line', text: marked.length === 1 ? 'the best run' : `the best ${marked.length} runs` }, ...shown]
}

interface Level {
  readonly at: (value: number) => number
  readonly ticks: readonly { readonly value: number; readonly text: string }[]
}

/** Few values get a label each, many only their ends. */
function levelOf({ values, format, words }: ParallelAxis, plot: { readonly top: number; readonly bottom: number }): Level {
  const known = [...new Set(Array.from(values).filter(Number.isFinite))].sort((a, b) => a - b)
  const [low, high] = words === undefined ? [known[0] ?? 0, known[known.length - 1] ?? 0] : [0, words.length - 1]
  const middle = (plot.top + plot.bottom) / 2
  const at = (value: number) => (low === high ? middle : plot.bottom - ((value - low) / (high - low)) * (plot.bottom - plot.top))
  const text = (value: number) => words?.[value] ?? formatValue(format === 'quantity' ? Number(value.toPrecision(3)) : value, format)
  // Labels need room: those that would touch the one below are left out, the ends never.
  const ticks: { value: number; text: string }[] = []
  let below = Number.POSITIVE_INFINITY
  const candidates = known.length > 8 ? [low, high] : known
  for (const value of candidates) {
    if (below - at(value) < 14 && value !== high) continue
    if (value === high && below - at(value) < 14 && ticks.length > 1) ticks.pop()
    ticks.push({ value, text: text(value) })
    below = at(value)
  }
  return { at, ticks }
}
