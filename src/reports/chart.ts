import { type BarChart, drawBarChart } from './charts/bar-chart.ts'
import { drawFanChart, type FanChart, fanLegend } from './charts/fan-chart.ts'
import { drawHeatMapChart, type HeatMapChart, heatMapLegend } from './charts/heat-map-chart.ts'
import { drawHistogramChart, type HistogramChart, histogramLegend } from './charts/histogram-chart.ts'
import { drawLineChart, type LineChart, lineLegend } from './charts/line-chart.ts'
import { drawMonthsChart, type MonthsChart } from './charts/months-chart.ts'
import { drawParallelChart, type ParallelChart, parallelLegend } from './charts/parallel-chart.ts'
import { drawPriceChart, type PriceChart, priceLegend } from './charts/price-chart.ts'
import { drawStackChart, type StackChart, stackLegend } from './charts/stack-chart.ts'
import type { Frame, LegendItem } from './charts/svg.ts'
import { drawUnderwaterChart, type UnderwaterChart, underwaterLegend } from './charts/underwater-chart.ts'

/**
 * A picture as data. Each kind is drawn by one file.
 */
export type Chart =
  | PriceChart
  | LineChart
  | UnderwaterChart
  | MonthsChart
  | HistogramChart
  | FanChart
  | HeatMapChart
  | ParallelChart
  | BarChart
  | StackChart

/** Draws a chart as inline SVG. Colors come from the style sheet around it. */
export function drawChart(chart: Chart, frame: Frame): string {
  switch (chart.kind) {
    case 'price':
      return drawPriceChart(chart, frame)
    case 'line':
      return drawLineChart(chart, frame)
    case 'underwater':
      return drawUnderwaterChart(chart, frame)
    case 'months':
      return drawMonthsChart(chart, frame)
    case 'histogram':
      return drawHistogramChart(chart, frame)
    case 'fan':
      return drawFanChart(chart, frame)
    case 'heat-map':
      return drawHeatMapChart(chart, frame)
    case 'parallel':
      return drawParallelChart(chart, frame)
    case 'bar':
      return drawBarChart(chart, frame)
    case 'stack':
      return drawStackChart(chart, frame)
  }
}

/** The key that stands above a chart. */
export function chartLegend(chart: Chart): readonly LegendItem[] {
  switch (chart.kind) {
    case 'price':
      return priceLegend(chart)
    case 'line':
      return lineLegend(chart)
    case 'underwater':
      return underwaterLegend(chart)
    case 'histogram':
      return histogramLegend(chart)
    case 'fan':
      return fanLegend(chart)
    case 'heat-map':
      return heatMapLegend(chart)
    case 'parallel':
      return parallelLegend(chart)
    case 'stack':
      return stackLegend(chart)
    case 'bar':
      return []
    case 'months':
      return [{ symbol: 'none', text: 'percent' }]
  }
}
