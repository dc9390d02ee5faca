// The public surface of the core, in the order of the walk of the data. It runs unchanged in Node, Deno, Bun, a browser and a worker.

// base: columns, errors, verdicts, randomness, time
export { type Column, emptyColumn, firstKnown } from './base/column.ts'
export { BugError, ConfigError, DataError, EdgeError, type ErrorDetails, PeakTradeError, StrategyError } from './base/errors.ts'
export { fingerprint } from './base/fingerprint.ts'
export { nearest } from './base/nearest.ts'
export { type Random, seededRandom } from './base/random.ts'
export { barsPerYear, type Calendar, parseTimeframe, type Timeframe, timeframeMs, timeframes } from './base/timeframe.ts'
export { toJson } from './base/to-json.ts'
export { type Refusal, type Verdict, verdict } from './base/verdict.ts'
// engine: fills from targets and orders
export { type Account, applyCarry, applyFill, equityAt, openAccount } from './engine/account.ts'
export { type BacktestOptions, backtest } from './engine/backtest.ts'
export type { OrderBacktestOptions, OrderBacktestResult } from './engine/backtest-orders.ts'
export { backtestPanel, type PanelOptions, type PanelResult, type SleeveResult } from './engine/backtest-panel.ts'
export type { Assumptions, BacktestResult } from './engine/backtest-result.ts'
export type { Costs } from './engine/costs.ts'
export type { ExitRules } from './engine/exits.ts'
export type { Fill, FillReason } from './engine/fills.ts'
export { holdEquity } from './engine/hold.ts'
export type { PriceBar } from './engine/price-bar.ts'
export type { Admit, OrderRequest, RefusalReason, RefusedOrder } from './engine/refusals.ts'
export type { NewOrder, OrderTerms, RestingOrder } from './engine/resting-order.ts'
export { type BacktestSettings, type BacktestSettingsInput, type Rebalance, resolveSettings } from './engine/settings.ts'
export { type MarketTrade, SimulatedExchange } from './engine/simulated-exchange.ts'
export type { Sizing } from './engine/sizing.ts'
export type { Sleeve } from './engine/sleeve.ts'
export { type CoreSummary, SummaryRuns } from './engine/summary-runs.ts'
export type { ExitReason, Trade } from './engine/trades.ts'
// execution: the same fills, one order at a time
export { type TradedTargets, tradeTargets } from './execution/trade-targets.ts'
// indicators: columns from columns, never ahead
export { adx } from './indicators/adx.ts'
export { atr } from './indicators/atr.ts'
export { bollinger } from './indicators/bollinger.ts'
export { deviation } from './indicators/deviation.ts'
export { donchian } from './indicators/donchian.ts'
export { ema } from './indicators/ema.ts'
export { highest } from './indicators/highest.ts'
export {
  defineIndicator,
  type Indicator,
  type IndicatorDefinition,
  type IndicatorResult,
  type IndicatorSource,
  type ParamSpec,
  type Params,
  type Step,
} from './indicators/indicator.ts'
export { keltner } from './indicators/keltner.ts'
export { lowest } from './indicators/lowest.ts'
export { macd } from './indicators/macd.ts'
export { momentum } from './indicators/momentum.ts'
export { natr } from './indicators/natr.ts'
export { obv } from './indicators/obv.ts'
export { percentileRank } from './indicators/percentile-rank.ts'
export { rma } from './indicators/rma.ts'
export { roc } from './indicators/roc.ts'
export { rsi } from './indicators/rsi.ts'
export { sma } from './indicators/sma.ts'
export { stochastic } from './indicators/stochastic.ts'
export { vwap } from './indicators/vwap.ts'
export { wma } from './indicators/wma.ts'
export { zscore } from './indicators/zscore.ts'
// market: from raw rows to bars
export { BarBuffer, type BarBufferOptions } from './market/bar-buffer.ts'
export { annualBars, type Bar, type Bars, barAt, type Field, sliceBars } from './market/bars.ts'
export type { BadPrices, Inconsistent } from './market/check-rows.ts'
export type { BarColumn, ColumnMapping } from './market/column-names.ts'
export { parseCsv } from './market/csv.ts'
export type { CsvOptions } from './market/csv-options.ts'
export { fingerprintBars } from './market/fingerprint-bars.ts'
export { type CsvColumns, formatColumns, formatCsv } from './market/format-csv.ts'
export { ceilToStep, floorToStep, type Instrument } from './market/instrument.ts'
export { type NormalizedBars, normalizeBars } from './market/normalize.ts'
export type { Gaps, NormalizeOptions } from './market/normalize-options.ts'
export type { Duplicates } from './market/order-rows.ts'
export { type AlignOptions, alignBars, type Panel, type PanelAsset } from './market/panel.ts'
export { type PanelBars, panelBars } from './market/panel-bars.ts'
export { type ParsedTimes, type ParseTimesOptions, parseTimes, type TimeUnit } from './market/parse-time.ts'
export {
  describeQuality,
  type Finding,
  type FindingAction,
  type FindingExample,
  type FindingKind,
  type QualityReport,
} from './market/quality.ts'
export type { RawColumn, RawTable } from './market/raw-table.ts'
export { type ResampleOptions, resampleBars } from './market/resample.ts'
export { type SyntheticOptions, type SyntheticRegime, syntheticBars } from './market/synthetic.ts'
export type { BarsInput } from './market/to-raw-table.ts'

// metrics: what it came to
export { activeReturn, type BenchmarkOptions, informationRatio, trackingError } from './metrics/active-return.ts'
export type { Annualization, Compounding } from './metrics/annualize.ts'
export { type AutocorrelationOptions, autocorrelation } from './metrics/autocorrelation.ts'
export { cagr } from './metrics/cagr.ts'
export { calmar } from './metrics/calmar.ts'
export { type CaptureOptions, captureRatio, downCapture, upCapture } from './metrics/capture.ts'
export { deflatedSharpe, expectedMaximumSharpe, type Trials } from './metrics/deflated-sharpe.ts'
export { averageDrawdown, type Drawdown, drawdownColumn, drawdownEpisodes, longestDrawdown, maxDrawdown } from './metrics/drawdowns.ts'
export { type EquityMetrics, type MeasureOptions, measureEquity } from './metrics/equity-metrics.ts'
export { createEquityScratch, type EquityScratch } from './metrics/equity-scratch.ts'
export { bestReturn, worstReturn } from './metrics/extremes.ts'
export { gainToPain } from './metrics/gain-to-pain.ts'
export { type CoreMetrics, type MeasureCoreOptions, measureCore } from './metrics/measure-core.ts'
export { measureTrades, type TradeMetrics } from './metrics/measure-trades.ts'
export { kurtosis, type MomentOptions, mean, skewness, standardDeviation } from './metrics/moments.ts'
export { normalCdf, normalPdf, normalQuantile } from './metrics/normal.ts'
export { type OmegaOptions, omega } from './metrics/omega.ts'
export {
  minimumTrackRecord,
  probabilisticSharpe,
  type SharpeEvidence,
  type SharpeSample,
  sharpeStandardError,
} from './metrics/probabilistic-sharpe.ts'
export { quantile } from './metrics/quantile.ts'
export { type AlphaOptions, alpha, beta, correlation } from './metrics/regression.ts'
export { returnsOf } from './metrics/returns.ts'
export { type SharpeOptions, sharpe } from './metrics/sharpe.ts'
export { type DownsideOptions, downsideDeviation, sortino } from './metrics/sortino.ts'
export { stability } from './metrics/stability.ts'
export type { Summary } from './metrics/summary.ts'
export { commonSenseRatio, tailRatio } from './metrics/tail-ratio.ts'
export { type StartOptions, totalReturn } from './metrics/total-return.ts'
export { averageLoss, averageWin, expectancy, payoffRatio, profitFactor, sqn, winRate } from './metrics/trade-metrics.ts'
export { ulcerIndex } from './metrics/ulcer-index.ts'
export { conditionalValueAtRisk, type ValueAtRiskOptions, valueAtRisk } from './metrics/value-at-risk.ts'
export { volatility } from './metrics/volatility.ts'
// reports: documents as data, rendered
export type { Chart } from './reports/chart.ts'
export type { HistogramChart } from './reports/charts/histogram-chart.ts'
export type { LineChart, Series } from './reports/charts/line-chart.ts'
export type { MonthsChart } from './reports/charts/months-chart.ts'
export type { PriceChart } from './reports/charts/price-chart.ts'
export type { UnderwaterChart } from './reports/charts/underwater-chart.ts'
export { describeTrade } from './reports/describe-trade.ts'
export type {
  Block,
  Cell,
  ChartBlock,
  Code,
  Columns,
  Fact,
  Facts,
  Note,
  Report,
  Section,
  Table,
  TableColumn,
  Text,
} from './reports/document.ts'
export { explainTrade } from './reports/explain-trade.ts'
export { type Format, formatValue } from './reports/format.ts'
export { type Histogram, histogram } from './reports/histogram.ts'
export { toHtml } from './reports/html.ts'
export { toMarkdown } from './reports/markdown.ts'
export { monthlyReturns, type YearReturns } from './reports/monthly-returns.ts'
export { type BacktestReportOptions, reportBacktest } from './reports/report-backtest.ts'
export type {
  ExplainedFill,
  ExplainedRefusal,
  StepAssumption,
  TradeDecision,
  TradeExplanation,
  TradeLevel,
  TradeLevels,
  TradeStep,
} from './reports/trade-explanation.ts'
// research: many runs, and what they are worth
export type { Grid, GridPoint } from './research/grid.ts'
export { type SweepOptions, type SweepProgress, type SweepResult, sweep } from './research/sweep.ts'
export type { RankedRun, RankOptions, SweepMetric, SweepTable } from './research/sweep-table.ts'
// strategies: targets from columns
export { type Catalog, catalog, createCatalog } from './strategies/catalog.ts'
export { Feature } from './strategies/feature.ts'
export { Breakout } from './strategies/library/breakout.ts'
export { BuyAndHold } from './strategies/library/buy-and-hold.ts'
export { MaCrossover } from './strategies/library/ma-crossover.ts'
export { RsiReversion } from './strategies/library/rsi-reversion.ts'
export { TrendFollowing } from './strategies/library/trend-following.ts'
export { VolRegimeFilter } from './strategies/library/vol-regime-filter.ts'
export type {
  AttachedStop,
  AttachedTarget,
  OrderConditions,
  OrderKind,
  OrderRecord,
  OrderStatus,
  OrderTicket,
  Position,
  TimeInForce,
} from './strategies/order.ts'
export { type AnyOrderStrategyClass, OrderStrategy } from './strategies/order-strategy.ts'
export {
  type AnyStrategyClass,
  type History,
  type ParamsOf,
  type ParamsSchema,
  Strategy,
  type Tier,
  type Used,
} from './strategies/strategy.ts'
export { type ClassOf, StrategyBase } from './strategies/strategy-base.ts'
