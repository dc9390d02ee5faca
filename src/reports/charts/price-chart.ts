import type { Column } from '../../base/column.ts'
import type { Trade } from '../../engine/trades.ts'
import type { Bars } from '../../market/bars.ts'
import { countOf, fixed, formatValue } from '../format.ts'
import { barX, hoverPoints, isIntraday, linePath, timeAxis, timePlot, valueAxis } from './axes.ts'
import { isLog, padded, type Series, TONE_SYMBOLS, type Tone } from './line-chart.ts'
import { extent, type Scale, tickLabel, valueScale } from './scale.ts'
import { coordinate, type Frame, type LegendItem, type Plot, svgChart } from './svg.ts'

/**
 * Prices with the trades on them: candles where there is room for them, else a line of closes.
 */
export interface PriceChart {
  readonly kind: 'price'
  readonly title: string
  /** What there is to see, in a sentence. */
  readonly summary: string
  readonly bars: Bars
  readonly trades: readonly Trade[]
  /** Lines in the unit of the price, such as averages and bands; those of one name share an entry of the key. */
  readonly lines?: readonly Series[]
  /** What is held during each bar, from -1 to 1: stretches with a position are shaded. */
  readonly held?: Column
}

/** Units a candle needs to be told from its neighbor. */
const CANDLE = 4
/** More trades than this are a smear: only the ones that mattered most are marked. */
const MOST_MARKED = 120

type Mark = 'enter-long' | 'exit-long' | 'enter-short' | 'exit-short'

/** Draws a price chart. */
export function drawPriceChart(chart: PriceChart, frame: Frame): string {
  const { bars, lines = [], held } = chart
  const plot = timePlot(frame, frame.narrow ? 260 : 380)
  const candles = (plot.right - plot.left) / Math.max(1, bars.length) >= CANDLE
  const marked = markedTrades(chart.trades)
  const prices = Float64Array.from(marked.flatMap(trade => [trade.entryPrice, trade.exitPrice]))
  const [low, high] = extent([...(candles ? [bars.low, bars.high] : [bars.close]), prices, ...lines.map(({ values }) => values)]) ?? [0, 1]
  // Markers stand off the line; keep them inside.
  const scale = valueScale({
    ...padded(low, high),
    from: plot.bottom - 8,
    to: plot.top + 8,
    count: frame.narrow ? 5 : 7,
    log: isLog(low, high),
  })
  const drawing = candles ? drawCandles(bars, plot, scale) : `<path d="${linePath(bars.close, plot, scale)}" class="price"/>`
  return svgChart({
    frame,
    plot,
    title: chart.title,
    summary: chart.summary,
    body:
      valueAxis(scale, plot, value => tickLabel(value, scale.step)) +
      (held === undefined ? '' : drawHeld(held, plot)) +
      timeAxis(bars.time, plot) +
      lines.map((line, k) => `<path d="${linePath(line.values, plot, scale)}" class="${toneOf(line, k)}"/>`).join('') +
      drawing +
      drawMarks(marked, bars.length, plot, scale),
    hover: hoverPoints({
      time: bars.time,
      plot,
      narrow: frame.narrow,
      intraday: isIntraday(bars.time),
      at: index => ({ ys: [scale.at(bars.close[index])], lines: [`Close ${formatValue(bars.close[index], 'price')}`] }),
    }),
  })
}

/** The key of a price chart: only the markers that are there. */
export function priceLegend(chart: PriceChart): readonly LegendItem[] {
  const { trades, lines = [], held } = chart
  const items: LegendItem[] = lines
    .map((line, k): LegendItem => ({ symbol: TONE_SYMBOLS[toneOf(line, k)], text: line.name }))
    .filter(({ text }, k) => lines.findIndex(({ name }) => name === text) === k)
  const [least, most] = (held && extent([held])) ?? [0, 0]
  if (most > 0) items.push({ symbol: 'held-long', text: 'long' })
  if (least < 0) items.push({ symbol: 'held-short', text: 'short' })
  const has = (side: Trade['side']) => trades.some(trade => trade.side === side)
  const closed = (side: Trade['side']) => trades.some(trade => trade.side === side && trade.exitReason !== 'open')
  if (has('long')) items.push({ symbol: 'enter-long', text: 'enter long' })
  if (closed('long')) items.push({ symbol: 'exit-long', text: 'leave long' })
  if (has('short')) items.push({ symbol: 'enter-short', text: 'enter short' })
  if (closed('short')) items.push({ symbol: 'exit-short', text: 'leave short' })
  if (trades.length > MOST_MARKED)
    items.push({ symbol: 'none', text: `the ${MOST_MARKED} trades that won or lost most, of ${fixed(trades.length, 0)}` })
  return items
}

const TONES: readonly Tone[] = ['main', 'second', 'other']

function toneOf({ tone }: Series, place: number): Tone {
  return tone ?? TONES[Math.min(place, 2)]
}

/** Stretches with a position from top to bottom, one shade per side. */
function drawHeld(held: Column, plot: Plot): string {
  const width = (plot.right - plot.left) / Math.max(1, held.length)
  const height = coordinate(plot.bottom - plot.top)
  const paths = { long: '', short: '' }
  for (let from = 0, to = 0; from < held.length; from = to) {
    const side = sideOf(held[from])
    for (to = from + 1; to < held.length && sideOf(held[to]) === side; ) to++
    if (side === undefined) continue
    paths[side] +=
      `M${coordinate(plot.left + from * width)} ${coordinate(plot.top)}v${height}H${coordinate(plot.left + to * width)}v-${height}z`
  }
  return Object.entries(paths)
    .filter(([, path]) => path !== '')
    .map(([side, path]) => `<path d="${path}" class="held-${side}"/>`)
    .join('')
}

function sideOf(share: number): 'long' | 'short' | undefined {
  return share > 0 ? 'long' : share < 0 ? 'short' : undefined
}

/** A sentence on what a price chart shows. */
export function describePrices(bars: Bars, trades: readonly Trade[]): string {
  if (bars.length === 0) return 'No bars.'
  const [low, high] = extent([bars.low, bars.high]) ?? [Number.NaN, Number.NaN]
  return (
    `${bars.symbol} over ${countOf(bars.length, 'bar')}, from ${formatValue(bars.open[0], 'price')} to ${formatValue(bars.close[bars.length - 1], 'price')}, ` +
    `between ${formatValue(low, 'price')} and ${formatValue(high, 'price')}, with ${countOf(trades.length, 'trade')}.`
  )
}

/** The outline of a marker. Triangles point up where is bought and down where is sold; entries are filled, exits hollow. */
export function markPath(mark: Mark, x: number, y: number): string {
  const buys = mark === 'enter-long' || mark === 'exit-short'
  // Off the line, tip toward the price.
  return buys ? `M${coordinate(x)} ${coordinate(y + 4)}l5 9h-10z` : `M${coordinate(x)} ${coordinate(y - 4)}l5 -9h-10z`
}

function drawMarks(trades: readonly Trade[], bars: number, plot: Plot, scale: Scale): string {
  const x = barX(plot, bars)
  const paths: Record<Mark, string> = { 'exit-long': '', 'exit-short': '', 'enter-long': '', 'enter-short': '' }
  for (const trade of trades) {
    paths[`enter-${trade.side}`] += markPath(`enter-${trade.side}`, x(trade.entryIndex), scale.at(trade.entryPrice))
    if (trade.exitReason !== 'open')
      paths[`exit-${trade.side}`] += markPath(`exit-${trade.side}`, x(trade.exitIndex), scale.at(trade.exitPrice))
  }
  return Object.entries(paths)
    .filter(([, path]) => path !== '')
    .map(([mark, path]) => `<path d="${path}" class="mark ${mark}"/>`)
    .join('')
}

function markedTrades(trades: readonly Trade[]): readonly Trade[] {
  if (trades.length <= MOST_MARKED) return trades
  return trades.toSorted((a, b) => Math.abs(b.pnl) - Math.abs(a.pnl)).slice(0, MOST_MARKED)
}

/** Rising candles are hollow, falling ones filled. */
function drawCandles(bars: Bars, plot: Plot, scale: Scale): string {
  const x = barX(plot, bars.length)
  const half = Math.min(6, ((plot.right - plot.left) / bars.length) * 0.34)
  let rising = ''
  let falling = ''
  for (let i = 0; i < bars.length; i++) {
    const up = bars.close[i] >= bars.open[i]
    const top = scale.at(Math.max(bars.open[i], bars.close[i]))
    const bottom = scale.at(Math.min(bars.open[i], bars.close[i]))
    const middle = coordinate(x(i))
    const wicks = `M${middle} ${coordinate(scale.at(bars.high[i]))}V${coordinate(top)}M${middle} ${coordinate(bottom)}V${coordinate(scale.at(bars.low[i]))}`
    const body = `M${coordinate(x(i) - half)} ${coordinate(top)}h${coordinate(2 * half)}V${coordinate(Math.max(bottom, top + 0.5))}h-${coordinate(2 * half)}z`
    if (up) rising += wicks + body
    else falling += wicks + body
  }
  return `<path d="${rising}" class="candle rising"/><path d="${falling}" class="candle falling"/>`
}
