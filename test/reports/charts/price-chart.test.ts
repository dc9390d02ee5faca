import { describe, expect, it } from 'vitest'
import { sliceBars } from '../../../src/market/bars.ts'
import { drawPriceChart, markPath, type PriceChart, priceLegend } from '../../../src/reports/charts/price-chart.ts'
import { appleBars, regularTrades, trade, waveBars } from '../fixture.ts'

const frame = { id: 'c1', width: 960, narrow: false }
const bars = appleBars()
const chart = (rest: Partial<PriceChart> = {}): PriceChart => ({ kind: 'price', title: 'AAPL', summary: '', bars, trades: [], ...rest })
const marks = (svg: string, name: string) => (new RegExp(`<path d="([^"]*)" class="mark ${name}"`).exec(svg)?.[1].match(/M/g) ?? []).length

describe('drawPriceChart', () => {
  it('draws candles where there is room, else a line', () => {
    const few = drawPriceChart(chart({ bars: sliceBars(bars, 0, 50) }), frame)
    expect(few).toContain('class="candle rising"')
    expect(few).not.toContain('class="price"')
    const many = drawPriceChart(chart(), frame)
    expect(many).toContain('class="price"')
    expect(many).not.toContain('candle')
  })

  it('marks entries and exits by side, and no exit of what is still open', () => {
    const trades = [
      trade({ entryIndex: 10, exitIndex: 20, entryPrice: 65, exitPrice: 60 }),
      trade({ side: 'short', entryIndex: 30, exitIndex: 40, entryPrice: 62, exitPrice: 66 }),
      trade({ entryIndex: 50, exitIndex: 1259, entryPrice: 66, exitPrice: 188, exitReason: 'open' }),
    ]
    const svg = drawPriceChart(chart({ trades }), frame)
    expect([marks(svg, 'enter-long'), marks(svg, 'exit-long'), marks(svg, 'enter-short'), marks(svg, 'exit-short')]).toEqual([2, 1, 1, 1])
    expect(priceLegend(chart({ trades })).map(({ text }) => text)).toEqual(['enter long', 'leave long', 'enter short', 'leave short'])
    expect(priceLegend(chart())).toEqual([])
  })

  it('points up where is bought and down where is sold', () => {
    expect(markPath('enter-long', 5, 5)).toBe(markPath('exit-short', 5, 5))
    expect(markPath('exit-long', 5, 5)).toBe(markPath('enter-short', 5, 5))
    expect(markPath('enter-long', 5, 5)).not.toBe(markPath('enter-short', 5, 5))
  })

  it('marks only the trades that mattered most when there are thousands, and says so', () => {
    const long = waveBars(50_000)
    const trades = regularTrades(long, { every: 20, hold: 10 })
    const svg = drawPriceChart(chart({ bars: long, trades }), frame)
    expect(marks(svg, 'enter-long') + marks(svg, 'enter-short')).toBe(120)
    expect(priceLegend(chart({ trades })).at(-1)?.text).toBe('the 120 trades that won or lost most, of 2,500')
  })

  it('draws lines below the price, within its axis, one entry of the key per name', () => {
    const far = Float64Array.from(bars.close, value => value * 3)
    const lines = [
      { name: 'band', values: far, tone: 'main' },
      { name: 'band', values: bars.low, tone: 'main' },
      { name: 'middle', values: bars.close },
    ] as const
    const svg = drawPriceChart(chart({ lines }), frame)
    expect([...svg.matchAll(/class="(main|second|other|price)"/g)].map(match => match[1])).toEqual(['main', 'main', 'other', 'price'])
    for (const [, y] of svg.matchAll(/[ML][\d.]+ (-?[\d.]+)/g)) expect(Number(y)).toBeGreaterThanOrEqual(0)
    expect(priceLegend(chart({ lines })).map(({ symbol, text }) => `${symbol} ${text}`)).toEqual(['line band', 'dashed middle'])
  })

  it('shades stretches with a position from top to bottom, worked by hand', () => {
    const held = Float64Array.of(Number.NaN, 0, 0.5, 1, -1, -1, 0, 1, 0, 0)
    const few = sliceBars(bars, 0, 10)
    const svg = drawPriceChart(chart({ bars: few, held }), frame)
    // The plot goes from 64 to 950: 88.6 per bar; from 10 to 356.
    expect(/<path d="([^"]*)" class="held-long"/.exec(svg)?.[1]).toBe('M241.2 10v346H418.4v-346zM684.2 10v346H772.8v-346z')
    expect(/<path d="([^"]*)" class="held-short"/.exec(svg)?.[1]).toBe('M418.4 10v346H595.6v-346z')
    expect(priceLegend(chart({ bars: few, held })).map(({ symbol }) => symbol)).toEqual(['held-long', 'held-short'])
    expect(drawPriceChart(chart({ bars: few, held: new Float64Array(10) }), frame)).not.toContain('held-')
    expect(priceLegend(chart({ held: new Float64Array(10) }))).toEqual([])
  })

  it('survives none and one bar', () => {
    for (const length of [0, 1])
      expect(drawPriceChart(chart({ bars: sliceBars(bars, 0, length) }), frame)).not.toMatch(/NaN|Infinity|undefined/)
  })
})
