import { chartLegend, drawChart } from './chart.ts'
import { drawSymbol } from './charts/legend-symbol.ts'
import type { LineChart } from './charts/line-chart.ts'
import type { PriceChart } from './charts/price-chart.ts'
import { type LegendItem, svgText } from './charts/svg.ts'
import { escapeHtml } from './escape.ts'
import { lightPalette, paletteCss } from './palette.ts'

/**
 * Charts over time under each other, as one picture.
 *
 * @example
 * ```ts
 * import { type Picture, syntheticBars } from 'peak-trade'
 *
 * const bars = syntheticBars({ seed: 1, length: 200 })
 * const chart = { kind: 'price', title: 'Price', summary: 'Up and down.', bars, trades: [] } as const
 * const picture: Picture = { title: 'A market', charts: [{ chart, height: 300 }] }
 * picture.charts.length // 1
 * ```
 */
export interface Picture {
  readonly title: string
  /** A line below it, in smaller print. */
  readonly subtitle?: string | undefined
  /** From top to bottom, each with its height in drawing units (the picture is 960 wide). Give them the same bars to line them up. */
  readonly charts: readonly { readonly chart: PriceChart | LineChart; readonly height: number }[]
}

const WIDTH = 960
/** Where text begins: at the numbers of the axes. */
const LEFT = 20
/** Height of a line of a key. */
const ROW = 20

const style = `
svg{overflow:visible;${paletteCss({ ...lightPalette, page: '#ffffff' })}}
text{font:12px ui-sans-serif,system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;fill:var(--muted)}
.title{font-size:17px;font-weight:650;fill:var(--ink)}
.label{font-weight:600;fill:var(--ink)}
.grid,.axis,.base,.main,.second,.other,.price{fill:none}
.grid{stroke:var(--line)}
.axis{stroke:var(--other)}
.base{stroke:var(--muted);stroke-dasharray:2 3}
.main,.second,.other,.price{stroke-linejoin:round;stroke-width:1.5}
.main{stroke:var(--main)}
.second{stroke:var(--second)}
.other{stroke:var(--other);stroke-width:1.1;stroke-dasharray:6 1.5}
.price{stroke:var(--ink);stroke-opacity:.75;stroke-width:1.2}
.held-long{fill:var(--long);fill-opacity:.16}
.held-short{fill:var(--short);fill-opacity:.2}
.candle{stroke-width:1}
.rising{fill:var(--page);stroke:var(--gain)}
.falling{fill:var(--loss);stroke:var(--loss)}
.mark{stroke-width:1.25;stroke-linejoin:round}
.enter-long{fill:var(--long);stroke:var(--long)}
.exit-long{fill:var(--page);stroke:var(--long)}
.enter-short{fill:var(--short);stroke:var(--short)}
.exit-short{fill:var(--page);stroke:var(--short)}
`.trim()

/**
 * A picture as the text of an SVG file, on white: for a README, a page of documentation or a slide. It fetches nothing and runs no script;
 * lines have only as many points as the eye can tell apart.
 *
 * @example
 * ```ts
 * import { drawPicture, syntheticBars } from 'peak-trade'
 *
 * const bars = syntheticBars({ seed: 1, length: 200 })
 * const chart = { kind: 'price', title: 'Price', summary: 'Up and down.', bars, trades: [] } as const
 * drawPicture({ title: 'A market', charts: [{ chart, height: 300 }] }).startsWith('<svg xmlns=') // true
 * ```
 */
export function drawPicture({ title, subtitle, charts }: Picture): string {
  let body = svgText({ x: LEFT, y: 32, text: title, className: 'title' })
  let top = 44
  if (subtitle !== undefined) {
    body += svgText({ x: LEFT, y: 53, text: subtitle })
    top = 64
  }
  for (const [k, { chart, height }] of charts.entries()) {
    const key = drawKey(chart.title, chartLegend(chart), top)
    body += key.svg + drawChart(chart, { id: `c${k + 1}`, width: WIDTH, narrow: false, height, top: key.bottom })
    top = key.bottom + height + 8
  }
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${top}" role="img" aria-label="${escapeHtml(title)}">` +
    `<style>${style}</style><path d="M0 0h${WIDTH}v${top}H0z" fill="#fff"/>${body}</svg>\n`
  )
}

/** The title of a chart with its key behind it, in as many lines as it takes. */
function drawKey(title: string, items: readonly LegendItem[], top: number): { readonly svg: string; readonly bottom: number } {
  let y = top
  // Bold letters are wider.
  let x = LEFT + 1.13 * textWidth(title) + 18
  let svg = svgText({ x: LEFT, y: y + 14, text: title, className: 'label' })
  for (const { symbol, text } of items) {
    const indent = symbol === 'none' ? 0 : 28
    const width = indent + textWidth(text)
    if (x + width > WIDTH - LEFT) {
      x = LEFT
      y += ROW
    }
    if (indent > 0) svg += `<g transform="translate(${Math.round(x)} ${y + 3})">${drawSymbol(symbol)}</g>`
    svg += svgText({ x: x + indent, y: y + 14, text })
    x += width + 14
  }
  return { svg, bottom: y + ROW }
}

/** About how wide a text is: nobody measures it here. */
function textWidth(text: string): number {
  return text.length * 6.4
}
