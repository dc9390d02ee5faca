import { escapeHtml, escapeJson } from '../escape.ts'

/** Where a chart is drawn: how wide, and a name that is unique in the document. */
export interface Frame {
  readonly id: string
  /** Width in drawing units; the picture scales to its container. */
  readonly width: number
  /** True for phones and half-width places: fewer labels, taller picture. */
  readonly narrow: boolean
  /** In drawing units, in place of the chart's own height; for charts over time. */
  readonly height?: number
  /** Inside a larger picture: how far below its top the chart begins. Such a picture stands still and has no crosshair. */
  readonly top?: number
}

/** The rectangle inside the axes. */
export interface Plot {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
  /** Height of the whole drawing. */
  readonly height: number
  /** How far a line may run beside its values to have fewer points; default 0. */
  readonly tolerance?: number
}

/** What the crosshair shows at one place. */
export interface HoverPoint {
  readonly x: number
  /** A dot per line. */
  readonly ys: readonly number[]
  /** Lines of text. */
  readonly text: string
}

/** One entry of the key above a chart. */
export interface LegendItem {
  readonly symbol:
    | 'line'
    | 'second'
    | 'dashed'
    | 'level'
    | 'area'
    | 'band'
    | 'held-long'
    | 'held-short'
    | 'enter-long'
    | 'exit-long'
    | 'enter-short'
    | 'exit-short'
    | 'total'
    | `layer-${number | 'others'}`
    | 'none'
  readonly text: string
}

/** A whole chart: title and description for those who cannot see it, the drawing, and the numbers under the crosshair. */
export function svgChart(options: {
  readonly frame: Frame
  readonly plot: Plot
  readonly title: string
  readonly summary: string
  readonly body: string
  readonly hover?: readonly HoverPoint[]
}): string {
  const { frame, plot, body } = options
  const { id, width, top } = frame
  const hover = top === undefined ? (options.hover ?? []) : []
  const place = top === undefined ? '' : ` y="${coordinate(top)}" width="${width}" height="${plot.height}"`
  const data = hover.length === 0 ? '' : `<script type="application/json">${escapeJson(packed(hover, plot))}</script>`
  return (
    `<svg${place} viewBox="0 0 ${width} ${plot.height}" role="img" aria-labelledby="${id}-t ${id}-d" class="${frame.narrow ? 'narrow' : 'wide'}"` +
    `${data === '' ? '' : ' data-hover'}><title id="${id}-t">${escapeHtml(options.title)}</title>` +
    `<desc id="${id}-d">${escapeHtml(options.summary)}</desc>${body}</svg>${data}`
  )
}

/** A coordinate with one decimal; what is not finite becomes 0, so that a picture never breaks. */
export function coordinate(value: number): string {
  return Number.isFinite(value) ? String(Math.round(value * 10) / 10) : '0'
}

/** A piece of text at a place. */
export function svgText(options: {
  readonly x: number
  readonly y: number
  readonly text: string
  readonly anchor?: 'start' | 'middle' | 'end'
  readonly className?: string
}): string {
  const { x, y, text, anchor = 'start', className } = options
  const style = className === undefined ? '' : ` class="${className}"`
  return `<text x="${coordinate(x)}" y="${coordinate(y)}"${anchor === 'start' ? '' : ` text-anchor="${anchor}"`}${style}>${escapeHtml(text)}</text>`
}

/** About how wide a letter of a chart is: nobody measures it here. */
export const LETTER = 6.6

/** A text that fits: its beginning where there is no room for all of it. */
export function clipText(text: string, room: number): string {
  const letters = Array.from(text)
  const most = Math.floor(room / LETTER)
  return letters.length <= most ? text : `${letters.slice(0, Math.max(1, most - 1)).join('')}…`
}

/** A straight line. */
export function svgLine(x1: number, y1: number, x2: number, y2: number, className: string): string {
  return `<path d="M${coordinate(x1)} ${coordinate(y1)}L${coordinate(x2)} ${coordinate(y2)}" class="${className}"/>`
}

function packed(hover: readonly HoverPoint[], plot: Plot) {
  return {
    top: plot.top,
    bottom: plot.bottom,
    x: hover.map(point => Math.round(point.x * 10) / 10),
    y: hover.map(point => point.ys.map(y => Math.round(y * 10) / 10)),
    text: hover.map(point => point.text),
  }
}
