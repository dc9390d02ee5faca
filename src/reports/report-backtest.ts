import { timeframeMs } from '../base/timeframe.ts'
import type { BacktestResult } from '../engine/backtest-result.ts'
import { assumptionNotes } from './assumption-notes.ts'
import { type BuyAndHold, buyAndHold } from './buy-and-hold.ts'
import { describePrices } from './charts/price-chart.ts'
import type { Block, Fact, Report } from './document.ts'
import { equityCharts, type ShownEquity } from './equity-charts.ts'
import { countOf, fixed, formatValue } from './format.ts'
import { histogram } from './histogram.ts'
import { keyFigures, spanText, summarySentence } from './key-figures.ts'
import { metricGroups } from './metric-groups.ts'
import { monthsBlock } from './months-block.ts'
import { orderRecords } from './order-records.ts'
import { ordersBlocks } from './orders-table.ts'
import { refusalsTable } from './refusals-table.ts'
import { settingsText } from './settings-text.ts'
import { tradesTable } from './trades-table.ts'

/**
 * How a backtest is reported.
 */
export interface BacktestReportOptions {
  /** In place of "strategy on symbol". */
  readonly title?: string
  /** Trades to list in HTML at most, default 500. The first and the last ones are kept. */
  readonly maxTrades?: number
}

/**
 * A backtest as a report: what it came to next to buy-and-hold, what was assumed, price with trades, equity, drawdowns, monthly returns,
 * every metric, every trade, what became of orders, those that were not sent, and the exact settings.
 *
 * @example
 * ```ts
 * import { backtest, MaCrossover, reportBacktest, syntheticBars, toHtml } from 'peak-trade'
 *
 * const result = backtest(MaCrossover, syntheticBars({ seed: 1, length: 500 }))
 * const report = reportBacktest(result)
 * toHtml(report) // one HTML file, ready to be written
 * ```
 */
export function reportBacktest(result: BacktestResult, options: BacktestReportOptions = {}): Report {
  const { strategy, symbol, timeframe, summary } = result
  const hold = buyAndHold(result)
  const intraday = timeframeMs(timeframe) < timeframeMs('1d')
  const name = strategy.title === '' ? strategy.id : strategy.title
  return {
    title: options.title ?? `${name} on ${symbol}`,
    subtitle: `Backtest, ${timeframe} bars, ${period(summary.startTime, summary.endTime)}`,
    blocks: [
      { kind: 'text', role: 'lead', text: summarySentence(result, hold) },
      { kind: 'facts', layout: 'figures', items: keyFigures(result, hold) },
      ...assumptionNotes(result),
      { kind: 'section', title: 'Equity and drawdown', blocks: equityCharts(equityOf(result, hold)) },
      { kind: 'section', title: 'Price and trades', blocks: [priceChart(result)] },
      { kind: 'section', title: 'Returns', blocks: returnCharts(result) },
      { kind: 'section', title: 'Metrics', blocks: [{ kind: 'columns', columns: metricGroups(summary, hold).map(group => [group]) }] },
      {
        kind: 'section',
        title: 'Trades',
        blocks: [tradesTable(result.trades, { intraday, limit: options.maxTrades })],
      },
      ...ordered(result, intraday),
      ...notSent(result, intraday),
      { kind: 'section', title: 'Settings and data', blocks: [{ kind: 'columns', columns: [[settings(result)], [data(result)]] }] },
    ],
    footer: 'Simulated on past prices. It shows what would have been, not what will be. Times are UTC.',
  }
}

/** From when to when, and how long that is. */
function period(start: number, end: number): string {
  const day = (time: number) => formatValue(time, 'date')
  return start < end ? `${day(start)} to ${day(end)} (${spanText(start, end)})` : `${day(start)}, a single bar`
}

/** What became of the orders, for a strategy that places them. */
function ordered(result: BacktestResult, intraday: boolean): readonly Block[] {
  const orders = orderRecords(result)
  return orders === undefined ? [] : [{ kind: 'section', title: 'Orders', blocks: ordersBlocks(orders, result.bars, { intraday }) }]
}

/** A section only where there is something to list. */
function notSent({ refusals, bars }: BacktestResult, intraday: boolean): readonly Block[] {
  if (refusals.length === 0) return []
  const table = refusalsTable(refusals, bars, { intraday })
  const more: Block = { kind: 'text', text: `The first ${fixed(table.rows.length, 0)} of ${countOf(refusals.length, 'order')}.` }
  return [{ kind: 'section', title: 'Orders not sent', blocks: table.rows.length < refusals.length ? [more, table] : [table] }]
}

function priceChart(result: BacktestResult): Block {
  const { bars, trades } = result
  return {
    kind: 'chart',
    chart: { kind: 'price', title: `${result.symbol}, ${result.timeframe} bars`, summary: describePrices(bars, trades), bars, trades },
  }
}

function equityOf({ bars, equity, summary }: BacktestResult, hold: BuyAndHold): ShownEquity {
  return { time: bars.time, equity, capital: summary.initialEquity, name: 'Strategy', hold }
}

function returnCharts(result: BacktestResult): readonly Block[] {
  const { bars, equity, summary, trades } = result
  const invested = histogram(investedReturns(result))
  const closed = histogram(trades.filter(trade => trade.exitReason !== 'open').map(trade => trade.return))
  return [
    monthsBlock({ time: bars.time, equity, start: summary.initialEquity }),
    {
      kind: 'columns',
      columns: [
        [
          {
            kind: 'chart',
            chart: {
              kind: 'histogram',
              title: 'By bar, while invested',
              summary: describeBins(invested, 'bar'),
              bins: invested,
              noun: 'bar',
            },
          },
        ],
        [
          {
            kind: 'chart',
            chart: { kind: 'histogram', title: 'By closed trade', summary: describeBins(closed, 'trade'), bins: closed, noun: 'trade' },
          },
        ],
      ],
    },
  ]
}

/** Returns of the bars on which something was held; the empty ones would only make a tower at zero. */
function investedReturns(result: BacktestResult): Float64Array {
  const { equity, trades, summary } = result
  const held = new Uint8Array(equity.length)
  for (const trade of trades) held.fill(1, trade.entryIndex, trade.exitIndex + 1)
  const returns = new Float64Array(equity.length)
  let count = 0
  for (let i = 0; i < equity.length; i++) {
    const before = i === 0 ? summary.initialEquity : equity[i - 1]
    if (held[i] === 1 && before > 0) returns[count++] = equity[i] / before - 1
  }
  return returns.subarray(0, count)
}

function describeBins(bins: { readonly total: number; readonly mean: number }, noun: string): string {
  return bins.total === 0 ? `No ${noun}s.` : `${countOf(bins.total, noun)}, ${formatValue(bins.mean, 'percent')} on average.`
}

/** What is needed to run it again. */
function settings(result: BacktestResult): Block {
  const { strategy, symbol, timeframe, calendar } = result
  const text = settingsText({ strategy: strategy.id, params: strategy.params, symbol, timeframe, calendar, ...result.settings })
  return { kind: 'code', title: 'Settings', language: 'json', text }
}

function data(result: BacktestResult): Block {
  const { bars, symbol, timeframe, calendar, barsPerYear, warmup } = result
  const last = bars.length - 1
  const price = (value: number | undefined) => value ?? Number.NaN
  const items: readonly Fact[] = [
    { label: 'Symbol', value: symbol, format: 'text' },
    { label: 'Timeframe', value: timeframe, format: 'text' },
    { label: 'Calendar', value: `${calendar}, ${formatValue(barsPerYear, 'quantity')} bars a year`, format: 'text' },
    { label: 'Bars', value: bars.length, format: 'integer' },
    { label: 'Before the first decision', value: warmup, format: 'integer' },
    { label: 'First bar', value: price(bars.time[0]), format: 'time' },
    { label: 'Last bar', value: price(bars.time[last]), format: 'time' },
    { label: 'First open', value: price(bars.open[0]), format: 'price' },
    { label: 'Last close', value: price(bars.close[last]), format: 'price' },
  ]
  return { kind: 'facts', layout: 'list', title: 'Data', items }
}
