import { escapeHtml } from '../escape.ts'
import { type Format, formatValue } from '../format.ts'
import { extent, valueScale } from './scale.ts'
import { clipText, coordinate, type Frame, LETTER, svgChart, svgLine, svgText } from './svg.ts'

/**
 * One number for each of several names, as bars that lie on their side: left of zero what is negative, right of it what is positive.
 * Every bar carries its number.
 */
export interface BarChart {
  readonly kind: 'bar'
  readonly title: string
  /** What there is to see, in a sentence. */
  readonly summary: string
  /** From top to bottom; a value that is not known has no bar. */
  readonly bars: readonly { readonly name: string; readonly value: number }[]
  readonly format: Format
  /** Gives gains and losses their color; the side says it too. */
  readonly signed?: boolean
}

/** Draws a bar chart. */
export function drawBarChart({ bars, format, signed, title, summary }: BarChart, frame: Frame): string {
  const { width, narrow } = frame
  const row = narrow ? 22 : 26
  const texts = bars.map(({ value }) => formatValue(value, format))
  // On half of the page at most, names leave room for the bars.
  const left = Math.min(width * (narrow ? 0.42 : 0.3), 10 + LETTER * Math.max(0, ...bars.map(({ name }) => name.length)))
  const room = 10 + LETTER * Math.max(0, ...texts.map(text => text.length))
  const [low, high] = extent([Float64Array.from([0, ...bars.map(({ value }) => value)])]) ?? [0, 0]
  const { at } = valueScale({ low, high, from: left + (low < 0 ? room : 0), to: width - (high > 0 ? room : 0), count: 1 })
  const zero = at(0)
  const bottom = bars.length * row + 4
  const drawn = bars.map(({ name, value }, k) => {
    const y = k * row + row / 2 + 2
    const end = Number.isFinite(value) ? at(value) : zero
    const before = value < 0
    const tone = signed === true ? (before ? ' loss' : ' gain') : ''
    return (
      `<g><title>${escapeHtml(`${name}: ${texts[k]}`)}</title>${svgText({ x: left - 8, y: y + 4, text: clipText(name, left - 8), anchor: 'end' })}` +
      `<rect x="${coordinate(Math.min(zero, end))}" y="${coordinate(y - row / 2 + 3)}" width="${coordinate(Math.abs(end - zero))}" height="${row - 6}" class="bar${tone}"/>` +
      `${svgText({ x: before ? end - 5 : end + 5, y: y + 4, text: texts[k], anchor: before ? 'end' : 'start', className: 'value' })}</g>`
    )
  })
  const plot = { left, right: width, top: 0, bottom, height: bottom + 2 }
  return svgChart({ frame, plot, title, summary, body: drawn.join('') + svgLine(zero, 0, zero, bottom, 'axis') })
}
