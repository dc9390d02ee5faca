import { ConfigError } from '../base/errors.ts'
import { timeframeMs } from '../base/timeframe.ts'
import type { PanelResult } from '../engine/backtest-panel.ts'
import type { Panel } from '../market/panel.ts'
import type { PortfolioResult } from '../portfolios/backtest-portfolio.ts'
import type { Portfolio } from '../portfolios/portfolio.ts'
import type { PerformanceByRegime } from '../regimes/performance-by-regime.ts'
import { contributionBlocks, correlationBlocks, drawdownsTable } from './attribution-blocks.ts'
import { holdEqually } from './buy-and-hold.ts'
import type { Block, Fact, Report } from './document.ts'
import { equityCharts } from './equity-charts.ts'
import { countOf, formatValue } from './format.ts'
import { spanText } from './key-figures.ts'
import { monthsBlock } from './months-block.ts'
import { portfolioFigures, portfolioSentence } from './portfolio-figures.ts'
import { portfolioNotes } from './portfolio-notes.ts'
import { regimeTable } from './regime-table.ts'
import { type ReportedPortfolio, reportedPortfolio } from './reported-portfolio.ts'
import { settingsText } from './settings-text.ts'
import { compositionTable, portfolioTradesTable, sleeveCostsTable, sleeveRefusalsTable, sleeveTradesTable } from './sleeve-tables.ts'
import type { PortfolioRules } from './weight-rules.ts'
import { exposureBlocks, weightsBlocks } from './weights-blocks.ts'

/**
 * How a portfolio is reported.
 */
export interface PortfolioReportOptions {
  /** In place of the number of sleeves and symbols. */
  readonly title?: string
  /** The panel that was traded: then equity stands next to that of holding equal amounts. */
  readonly panel?: Panel
  /** The portfolio itself: then its allocation, rebalancing and regimes are told, and stand among the settings. */
  readonly portfolio?: Pick<Portfolio, 'allocation' | 'rebalance' | 'regime' | 'groups'>
  /** From `performanceByRegime`, for a section of its own. */
  readonly regimes?: PerformanceByRegime
  /** Trades to list in HTML at most, default 500. The first and the last ones are kept. */
  readonly maxTrades?: number
}

/**
 * A portfolio as a report: what it came to next to holding equal amounts, what it is made of, where return and risk came from, how much
 * the sleeves move together, who made the worst drawdowns, weights and exposure over time, months, trades, costs and orders not sent by
 * sleeve. A run of `backtestPanel` has no weights over time; everything else is the same.
 *
 * @throws {@link ConfigError} `report/panel` when the panel is another one than was traded.
 *
 * @example
 * ```ts
 * import { alignBars, backtestPanel, Breakout, MaCrossover, reportPortfolio, syntheticBars, toHtml } from 'peak-trade'
 *
 * const panel = alignBars(['BTC/EUR', 'ETH/EUR'].map((symbol, seed) => syntheticBars({ seed, length: 500, symbol })))
 * const result = backtestPanel([{ strategy: MaCrossover, symbol: 'BTC/EUR' }, { strategy: Breakout, symbol: 'ETH/EUR' }], panel)
 * const report = reportPortfolio(result, { panel })
 * report.title // 'Portfolio of 2 sleeves on 2 symbols'
 * toHtml(report) // one HTML file, ready to be written
 * ```
 */
export function reportPortfolio(given: PortfolioResult | PanelResult, options: PortfolioReportOptions = {}): Report {
  const result = reportedPortfolio(given)
  const { sleeves, symbols, timeframe, summary, time, equity, settings } = result
  const { panel, portfolio, regimes, maxTrades } = options
  const hold = panel === undefined ? undefined : holdEqually(checked(panel, result), result)
  const intraday = timeframeMs(timeframe) < timeframeMs('1d')
  const day = (moment: number) => formatValue(moment, 'date')
  const { startTime, endTime } = summary
  const span =
    startTime < endTime ? `${day(startTime)} to ${day(endTime)} (${spanText(startTime, endTime)})` : `${day(startTime)}, a single bar`
  return {
    title: options.title ?? `Portfolio of ${countOf(sleeves.length, 'sleeve')} on ${countOf(symbols.length, 'symbol')}`,
    subtitle: `Backtest, ${timeframe} bars, ${span}`,
    blocks: [
      { kind: 'text', role: 'lead', text: portfolioSentence(result) },
      { kind: 'facts', layout: 'figures', items: portfolioFigures(result, hold) },
      ...portfolioNotes(result, portfolio),
      section('Composition', [compositionTable(result)]),
      section('Equity and drawdown', equityCharts({ time, equity, capital: settings.capital, name: 'Portfolio', hold })),
      section('Where return and risk came from', contributionBlocks(result)),
      ...unlessEmpty('How much the sleeves move together', correlationBlocks(result)),
      section('The worst drawdowns', [drawdownsTable(result)]),
      section('Weights and exposure', [...weightsBlocks(result), ...exposureBlocks(result)]),
      section('Returns', [monthsBlock({ time, equity, start: settings.capital })]),
      ...unlessEmpty('Regimes', regimes === undefined ? [] : [regimeTable(regimes)]),
      section('Sleeves', [sleeveTradesTable(result)]),
      section('Costs', [sleeveCostsTable(result)]),
      ...unlessEmpty('Orders not sent', summary.refusals === 0 ? [] : [sleeveRefusalsTable(result, { intraday })]),
      section('Trades', [portfolioTradesTable(result, { intraday, limit: maxTrades })]),
      section('Settings and data', [{ kind: 'columns', columns: [[settingsBlock(result, portfolio)], [dataBlock(result)]] }]),
    ],
    footer: 'Simulated on past prices. It shows what would have been, not what will be. Times are UTC.',
  }
}

function section(title: string, blocks: readonly Block[]): Block {
  return { kind: 'section', title, blocks }
}

function unlessEmpty(title: string, blocks: readonly Block[]): readonly Block[] {
  return blocks.length === 0 ? [] : [section(title, blocks)]
}

function checked(panel: Panel, { time }: PanelResult): Panel {
  const last = time.length - 1
  if (panel.length === time.length && panel.time[0] === time[0] && panel.time[last] === time[last]) return panel
  throw new ConfigError(
    'report/panel',
    `the panel has ${countOf(panel.length, 'time')}, the result ${time.length}, or they begin or end elsewhere; give the panel that was traded`,
    { panel: panel.length, result: time.length },
  )
}

/** What is needed to run it again. */
function settingsBlock({ sleeves, symbols, timeframe, calendar, settings }: ReportedPortfolio, rules: PortfolioRules = {}): Block {
  const { allocation, regime, groups, rebalance = settings.rebalance } = rules
  const parts = sleeves.map(({ name, strategy, symbol, weight, group }) => ({
    name,
    strategy: strategy.id,
    params: strategy.params,
    symbol,
    weight,
    group,
  }))
  return {
    kind: 'code',
    title: 'Settings',
    language: 'json',
    text: settingsText({ sleeves: parts, allocation, regime, groups, symbols, timeframe, calendar, ...settings, rebalance }),
  }
}

function dataBlock({ time, symbols, timeframe, calendar, barsPerYear }: ReportedPortfolio): Block {
  const items: readonly Fact[] = [
    { label: 'Symbols', value: symbols.join(', '), format: 'text' },
    { label: 'Timeframe', value: timeframe, format: 'text' },
    { label: 'Calendar', value: `${calendar}, ${formatValue(barsPerYear, 'quantity')} bars a year`, format: 'text' },
    { label: 'Times', value: time.length, format: 'integer' },
    { label: 'First', value: time[0] ?? Number.NaN, format: 'time' },
    { label: 'Last', value: time[time.length - 1] ?? Number.NaN, format: 'time' },
  ]
  return { kind: 'facts', layout: 'list', title: 'Data', items }
}
