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

  it('survives none and one bar', () => {
    for (const length of [0, 1])
      expect(drawPriceChart(chart({ bars: sliceBars(bars, 0, length) }), frame)).not.toMatch(/NaN|Infinity|undefined/)
  })
})
