import { describe, expect, it } from 'vitest'
import { type Chart, chartLegend, drawChart } from '../../src/reports/chart.ts'
import { type BarChart, drawBarChart } from '../../src/reports/charts/bar-chart.ts'
import { drawHistogramChart, type HistogramChart } from '../../src/reports/charts/histogram-chart.ts'
import { drawLineChart, type LineChart } from '../../src/reports/charts/line-chart.ts'
import { drawMonthsChart, type MonthsChart } from '../../src/reports/charts/months-chart.ts'
import { drawPriceChart, type PriceChart } from '../../src/reports/charts/price-chart.ts'
import { drawStackChart, type StackChart } from '../../src/reports/charts/stack-chart.ts'
import { drawUnderwaterChart, type UnderwaterChart } from '../../src/reports/charts/underwater-chart.ts'
import { histogram } from '../../src/reports/histogram.ts'
import { monthlyReturns } from '../../src/reports/monthly-returns.ts'
import { trade, waveBars } from './fixture.ts'

const frame = { id: 'c1', width: 960, narrow: false }
const bars = waveBars(30)
const said = { title: 'A title', summary: 'What there is to see.' }
const series = [
  { name: 'Strategy', values: bars.close },
  { name: 'Buy and hold', values: bars.open },
]
const price: PriceChart = { kind: 'price', ...said, bars, trades: [trade()] }
const line: LineChart = { kind: 'line', ...said, time: bars.time, series, format: 'money' }
const underwater: UnderwaterChart = { kind: 'underwater', ...said, time: bars.time, series }
const months: MonthsChart = { kind: 'months', ...said, years: monthlyReturns({ time: bars.time, equity: bars.close, start: 100 }) }
const bins: HistogramChart = { kind: 'histogram', ...said, bins: histogram([-0.01, 0.02]), noun: 'trade' }
const parts: StackChart = { kind: 'stack', ...said, time: bars.time, series, format: 'money', total: 'Both' }
const sideways: BarChart = { kind: 'bar', ...said, bars: [{ name: 'a', value: 1 }], format: 'ratio' }

describe('drawChart', () => {
  it('draws each kind with its own pen', () => {
    expect(drawChart(price, frame)).toBe(drawPriceChart(price, frame))
    expect(drawChart(line, frame)).toBe(drawLineChart(line, frame))
    expect(drawChart(underwater, frame)).toBe(drawUnderwaterChart(underwater, frame))
    expect(drawChart(months, frame)).toBe(drawMonthsChart(months, frame))
    expect(drawChart(bins, frame)).toBe(drawHistogramChart(bins, frame))
    expect(drawChart(parts, frame)).toBe(drawStackChart(parts, frame))
    expect(drawChart(sideways, frame)).toBe(drawBarChart(sideways, frame))
  })

  it.each<Chart>([price, line, underwater, months, bins, parts, sideways])(
    'gives $kind a name and a description, wide and narrow',
    chart => {
      for (const at of [frame, { id: 'c2', width: 390, narrow: true }]) {
        const svg = drawChart(chart, at)
        expect(svg).toMatch(new RegExp(`^<svg viewBox="0 0 ${at.width} \\d+" role="img" aria-labelledby="${at.id}-t ${at.id}-d"`))
        expect(svg).toContain(`<title id="${at.id}-t">A title</title><desc id="${at.id}-d">What there is to see.</desc>`)
        expect(svg).not.toMatch(/NaN|Infinity|undefined/)
      }
    },
  )
})

describe('chartLegend', () => {
  it('names what is in the picture', () => {
    const texts = (chart: Chart) => chartLegend(chart).map(({ symbol, text }) => `${symbol} ${text}`)
    expect(texts(line)).toEqual(['line Strategy', 'dashed Buy and hold'])
    expect(texts(underwater)).toEqual(['area Strategy', 'dashed Buy and hold'])
    expect(texts(months)).toEqual(['none percent'])
    expect(texts(bins)).toEqual([])
    expect(texts(sideways)).toEqual([])
    expect(texts(parts)).toEqual(['layer-0 1 Strategy', 'layer-1 2 Buy and hold', 'total Both'])
    expect(chartLegend(price).map(({ symbol }) => symbol)).toEqual(expect.arrayContaining(['enter-long', 'exit-long']))
    expect(chartLegend(price).map(({ symbol }) => symbol)).not.toContain('enter-short')
  })
})
