// The public surface of the core, in the order of the walk of the data. It runs unchanged in Node, Deno, Bun, a browser and a worker.

// base: columns, errors, verdicts, randomness, time
export { type Column, emptyColumn, firstKnown } from './base/column.ts'
export { BugError, ConfigError, DataError, EdgeError, type ErrorDetails, PeakTradeError, StrategyError } from './base/errors.ts'
export { fingerprint } from './base/fingerprint.ts'
export { nearest } from './base/nearest.ts'
export { normalCdf, normalPdf, normalQuantile } from './base/normal.ts'
export { type Random, seededRandom } from './base/random.ts'
export { barsPerYear, type Calendar, parseTimeframe, type Timeframe, timeframeMs, timeframes } from './base/timeframe.ts'
export { toJson } from './base/to-json.ts'
export { type Refusal, type Verdict, verdict } from './base/verdict.ts'
// engine: fills from targets and orders
export { type Account, applyCarry, applyFill, equityAt, openAccount } from './engine/account.ts'
export { type BacktestOptions, backtest } from './engine/backtest.ts'
export { backtestPanel, type PanelOptions, type PanelResult, type SleeveResult } from './engine/backtest-panel.ts'
export type { Assumptions, BacktestResult } from './engine/backtest-result.ts'
export type { Costs } from './engine/costs.ts'
export type { ExitRules } from './engine/exits.ts'
export type { Fill, FillReason } from './engine/fills.ts'
export { holdEquity } from './engine/hold.ts'
export type { OrderBacktestResult } from './engine/orders/backtest-orders.ts'
export { type AnyOrderStrategyClass, type OrderBacktestOptions, OrderStrategy } from './engine/orders/order-strategy.ts'
export type { PriceBar } from './engine/orders/price-bar.ts'
export type { NewOrder, OrderTerms, RestingOrder } from './engine/orders/resting-order.ts'
export { type MarketTrade, SimulatedExchange } from './engine/orders/simulated-exchange.ts'
export type { Admit, OrderRequest, RefusalReason, RefusedOrder } from './engine/refusals.ts'
export { type BacktestSettings, type BacktestSettingsInput, type Rebalance, resolveSettings } from './engine/settings.ts'
export type { Sizing } from './engine/sizing.ts'
export type { Sleeve } from './engine/sleeve.ts'
export { type CoreSummary, SummaryRuns } from './engine/summary-runs.ts'
export type { ExitReason, Trade } from './engine/trades.ts'
export type { WeightSchedule } from './engine/weight-schedule.ts'
// execution: gates, orders, and the same fills one order at a time
export {
  type Approval,
  type Approved,
  type ApprovedFor,
  approve,
  isApproved,
  redeemApproval,
} from './execution/approve.ts'
export { clientOrderId, type OrderIdentity } from './execution/client-order-id.ts'
export { ConfirmToken, type TokenTerms } from './execution/confirm-token.ts'
export { createExecutor, type ExecutorParts } from './execution/create-executor.ts'
export { decimalText } from './execution/decimal-text.ts'
export { type DryRunExecutor, type DryRunOptions, type DryRunRequest, dryRunExecutor } from './execution/dry-run-executor.ts'
export { eachBar } from './execution/each-bar.ts'
export { defaultEnvironment, type EffectiveMode, type Environment, effectiveMode, hideToken } from './execution/environment.ts'
export type { CancelResult, ExchangeAccount, ExchangeOrder, Executor, SubmitResult } from './execution/executor.ts'
export { explainLive } from './execution/explain-live.ts'
export { Gatekeeper, type GateSettings } from './execution/gatekeeper.ts'
export type { ApprovalContext, ApprovedBefore, Gate, GateMemory, GateRequest, SessionState } from './execution/gates/gate.ts'
export type { Confirmation, LiveFacts, PromotionReference, Stopped, TradedStrategy } from './execution/gates/live-facts.ts'
export { type Journal, type JournalEntry, MemoryJournal } from './execution/journal.ts'
export type { ExchangeFill, LiveOrder, OrderEvent, OrderIntent, OrderState } from './execution/order.ts'
export { OrderDesk, type OrderDeskOptions, type Placed } from './execution/order-desk.ts'
export { applyOrderEvent, isOver, newOrder, type OrderMove } from './execution/order-lifecycle.ts'
export { environmentSchema, parseEnvironment } from './execution/parse-environment.ts'
export type { PollReport } from './execution/poll-orders.ts'
export { type QuantizedOrder, type QuantizeOptions, quantizeOrder } from './execution/quantize-order.ts'
export {
  type Difference,
  describePlan,
  type ExchangeSnapshot,
  type ReconcileOptions,
  type ReconcilePlan,
  reconcile,
  takeSnapshot,
} from './execution/reconcile.ts'
export { type Recovery, recover } from './execution/recover.ts'
export { type TradeSessionOptions, tradeSession } from './execution/session.ts'
export { type ShadowResult, ShadowSession, type ShadowSessionOptions } from './execution/shadow-session.ts'
export { paperExecutor, SimulatedExecutor, type SimulatedExecutorOptions, shadowExecutor } from './execution/simulated-executor.ts'
export { type TradedTargets, tradeTargets } from './execution/trade-targets.ts'
export { type PromotedStrategy, promotionReference, tradedStrategy } from './execution/traded-strategy.ts'
export { accumulationDistribution } from './indicators/accumulation-distribution.ts'
// indicators: columns from columns, never ahead
export { adx } from './indicators/adx.ts'
export { alma } from './indicators/alma.ts'
export { amihud } from './indicators/amihud.ts'
export { apo } from './indicators/apo.ts'
export { aroon } from './indicators/aroon.ts'
export { atr } from './indicators/atr.ts'
export { autocorrelationCycle } from './indicators/autocorrelation-cycle.ts'
export { awesomeOscillator } from './indicators/awesome-oscillator.ts'
export { balanceOfPower } from './indicators/balance-of-power.ts'
export { bandwidth } from './indicators/bandwidth.ts'
export { bollinger } from './indicators/bollinger.ts'
export { camarillaPivots } from './indicators/camarilla-pivots.ts'
export { candleDarkCloudCover } from './indicators/candle-dark-cloud-cover.ts'
export { candleDoji } from './indicators/candle-doji.ts'
export { candleEngulfing } from './indicators/candle-engulfing.ts'
export { candleEveningStar } from './indicators/candle-evening-star.ts'
export { candleHammer } from './indicators/candle-hammer.ts'
export { candleHangingMan } from './indicators/candle-hanging-man.ts'
export { candleHarami } from './indicators/candle-harami.ts'
export { candleInsideBar } from './indicators/candle-inside-bar.ts'
export { candleInvertedHammer } from './indicators/candle-inverted-hammer.ts'
export { candleMarubozu } from './indicators/candle-marubozu.ts'
export { candleMorningStar } from './indicators/candle-morning-star.ts'
export { candleOutsideBar } from './indicators/candle-outside-bar.ts'
export { candlePiercingLine } from './indicators/candle-piercing-line.ts'
export { candleShootingStar } from './indicators/candle-shooting-star.ts'
export { candleSpinningTop } from './indicators/candle-spinning-top.ts'
export { candleThreeBlackCrows } from './indicators/candle-three-black-crows.ts'
export { candleThreeWhiteSoldiers } from './indicators/candle-three-white-soldiers.ts'
export { cci } from './indicators/cci.ts'
export { centerOfGravity } from './indicators/center-of-gravity.ts'
export { chaikinOscillator } from './indicators/chaikin-oscillator.ts'
export { chandelierExit } from './indicators/chandelier-exit.ts'
export { choppiness } from './indicators/choppiness.ts'
export { cmf } from './indicators/cmf.ts'
export { cmo } from './indicators/cmo.ts'
export { coppock } from './indicators/coppock.ts'
export { corwinSchultz } from './indicators/corwin-schultz.ts'
export { cyberCycle } from './indicators/cyber-cycle.ts'
export { decycler } from './indicators/decycler.ts'
export { dema } from './indicators/dema.ts'
export { deviation } from './indicators/deviation.ts'
export { dominantCycle } from './indicators/dominant-cycle.ts'
export { donchian } from './indicators/donchian.ts'
export { donchianWidth } from './indicators/donchian-width.ts'
export { dpo } from './indicators/dpo.ts'
export { easeOfMovement } from './indicators/ease-of-movement.ts'
export { efficiencyRatio } from './indicators/efficiency-ratio.ts'
export { elderRay } from './indicators/elder-ray.ts'
export { ema } from './indicators/ema.ts'
export { entropy } from './indicators/entropy.ts'
export { evenBetterSinewave } from './indicators/even-better-sinewave.ts'
export { fibonacciPivots } from './indicators/fibonacci-pivots.ts'
export { fisherTransform } from './indicators/fisher-transform.ts'
export { forceIndex } from './indicators/force-index.ts'
export { fractalDimension } from './indicators/fractal-dimension.ts'
export { fractals } from './indicators/fractals.ts'
export { gap } from './indicators/gap.ts'
export { garmanKlass } from './indicators/garman-klass.ts'
export { heikinAshi } from './indicators/heikin-ashi.ts'
export { highPass } from './indicators/high-pass.ts'
export { highest } from './indicators/highest.ts'
export { hilbertPhasor } from './indicators/hilbert-phasor.ts'
export { hilbertTrendline } from './indicators/hilbert-trendline.ts'
export { hma } from './indicators/hma.ts'
export { hurst } from './indicators/hurst.ts'
export { ichimoku } from './indicators/ichimoku.ts'
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
export { instantaneousTrendline } from './indicators/instantaneous-trendline.ts'
export { inverseFisherRsi } from './indicators/inverse-fisher-rsi.ts'
export { kama } from './indicators/kama.ts'
export { keltner } from './indicators/keltner.ts'
export { klinger } from './indicators/klinger.ts'
export { kst } from './indicators/kst.ts'
export { kyleLambda } from './indicators/kyle-lambda.ts'
export { laguerreFilter } from './indicators/laguerre-filter.ts'
export { laguerreRsi } from './indicators/laguerre-rsi.ts'
export { linearRegression } from './indicators/linear-regression.ts'
export { lowest } from './indicators/lowest.ts'
export { macd } from './indicators/macd.ts'
export { mama } from './indicators/mama.ts'
export { massIndex } from './indicators/mass-index.ts'
export { mcginley } from './indicators/mcginley.ts'
export { mfi } from './indicators/mfi.ts'
export { momentum } from './indicators/momentum.ts'
export { natr } from './indicators/natr.ts'
export { nvi } from './indicators/nvi.ts'
export { obv } from './indicators/obv.ts'
export { orderFlowImbalance } from './indicators/order-flow-imbalance.ts'
export { parkinson } from './indicators/parkinson.ts'
export { percentB } from './indicators/percent-b.ts'
export { percentileRank } from './indicators/percentile-rank.ts'
export { pivotPoints } from './indicators/pivot-points.ts'
export { ppo } from './indicators/ppo.ts'
export { psar } from './indicators/psar.ts'
export { pvi } from './indicators/pvi.ts'
export { pvt } from './indicators/pvt.ts'
export { qstick } from './indicators/qstick.ts'
export { rangePosition } from './indicators/range-position.ts'
export { realizedVolatility } from './indicators/realized-volatility.ts'
export { relativeVolume } from './indicators/relative-volume.ts'
export { rma } from './indicators/rma.ts'
export { roc } from './indicators/roc.ts'
export { rogersSatchell } from './indicators/rogers-satchell.ts'
export { rollSpread } from './indicators/roll-spread.ts'
export { rollingAutocorrelation } from './indicators/rolling-autocorrelation.ts'
export { rollingBeta } from './indicators/rolling-beta.ts'
export { rollingCorrelation } from './indicators/rolling-correlation.ts'
export { rollingDrawdown } from './indicators/rolling-drawdown.ts'
export { rollingKurtosis } from './indicators/rolling-kurtosis.ts'
export { rollingSkewness } from './indicators/rolling-skewness.ts'
export { roofingFilter } from './indicators/roofing-filter.ts'
export { roofingStochastic } from './indicators/roofing-stochastic.ts'
export { rsi } from './indicators/rsi.ts'
export { sineWave } from './indicators/sine-wave.ts'
export { sma } from './indicators/sma.ts'
export { standardErrorBands } from './indicators/standard-error-bands.ts'
export { stochastic } from './indicators/stochastic.ts'
export { stochasticRsi } from './indicators/stochastic-rsi.ts'
export { superSmoother } from './indicators/super-smoother.ts'
export { supertrend } from './indicators/supertrend.ts'
export { swingLevels } from './indicators/swing-levels.ts'
export { t3 } from './indicators/t3.ts'
export { tema } from './indicators/tema.ts'
export { trendMode } from './indicators/trend-mode.ts'
export { trima } from './indicators/trima.ts'
export { trix } from './indicators/trix.ts'
export { trueRange } from './indicators/true-range.ts'
export { ulcer } from './indicators/ulcer.ts'
export { ultimateOscillator } from './indicators/ultimate-oscillator.ts'
export { varianceRatio } from './indicators/variance-ratio.ts'
export { volumeProfile } from './indicators/volume-profile.ts'
export { vortex } from './indicators/vortex.ts'
export { vwap } from './indicators/vwap.ts'
export { vwapBands } from './indicators/vwap-bands.ts'
export { vwma } from './indicators/vwma.ts'
export { williamsR } from './indicators/williams-r.ts'
export { wma } from './indicators/wma.ts'
export { yangZhang } from './indicators/yang-zhang.ts'
export { zlema } from './indicators/zlema.ts'
export { zscore } from './indicators/zscore.ts'
export type { Barrier, BarrierOptions } from './learning/barrier-race.ts'
// learning: labels, samples and classifiers for strategies that learn
export { type BetSizeOptions, betSize } from './learning/bet-size.ts'
export { CusumFilter } from './learning/cusum-filter.ts'
export { type DecisionTree, growTree, predictTree, type TreeOptions } from './learning/decision-tree.ts'
export { type FractionalOptions, fractionalDifference, fractionalWeights } from './learning/fractional-difference.ts'
export type { LabelSpan } from './learning/label-span.ts'
export type { LabeledSample } from './learning/labeled-sample.ts'
export { type LogisticModel, type LogisticOptions, predictLogistic, trainLogistic } from './learning/logistic-regression.ts'
export { type ForestOptions, predictForest, type RandomForest, trainForest } from './learning/random-forest.ts'
export { averageUniqueness, labelConcurrency } from './learning/sample-uniqueness.ts'
export { drawChances, type SequentialBootstrapOptions, sequentialBootstrap } from './learning/sequential-bootstrap.ts'
export { type BarrierLabel, type TradeEvent, type TripleBarrierOptions, tripleBarrierLabels } from './learning/triple-barrier.ts'
// market: from raw rows to bars
export { BarBuffer, type BarBufferOptions } from './market/bar-buffer.ts'
export type { BarNote, BarSource, FollowOptions } from './market/bar-source.ts'
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
export { type SampleBarsOptions, sampleBars, samplePanel } from './market/sample-bars.ts'
export { type SyntheticOptions, type SyntheticRegime, syntheticBars } from './market/synthetic.ts'
export type { BarsInput } from './market/to-raw-table.ts'
export { withOthers } from './market/with-others.ts'

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
// portfolios: covariances, weights within limits
export {
  type AllocationMethod,
  type AllocationOptions,
  type AllocationSettings,
  type Allocator,
  allocate,
  allocationMethods,
} from './portfolios/allocate.ts'
export type { Allocation, AllocationInput } from './portfolios/allocation/allocation.ts'
export {
  type BlackLittermanOptions,
  type BlendOptions,
  blackLitterman,
  blendViews,
  type View,
} from './portfolios/allocation/black-litterman.ts'
export { equalWeights, type FixedWeightsOptions, fixedWeights } from './portfolios/allocation/fixed-weights.ts'
export { type HierarchicalRiskParityOptions, hierarchicalRiskParity } from './portfolios/allocation/hierarchical-risk-parity.ts'
export { type InverseVolatilityOptions, inverseVolatility } from './portfolios/allocation/inverse-volatility.ts'
export { type KellyWeightsOptions, kellyWeights } from './portfolios/allocation/kelly-weights.ts'
export { type MaximumSharpeOptions, maximumDiversification, maximumSharpe } from './portfolios/allocation/maximum-sharpe.ts'
export { minimumVariance } from './portfolios/allocation/minimum-variance.ts'
export { type RiskParityOptions, riskParity } from './portfolios/allocation/risk-parity.ts'
export { type VolatilityTargetOptions, volatilityTarget } from './portfolios/allocation/volatility-target.ts'
export { type AttributedDrawdown, type Attribution, attributeResult } from './portfolios/attribution.ts'
export { backtestPortfolio, type PortfolioOptions, type PortfolioResult } from './portfolios/backtest-portfolio.ts'
export { type ConstrainedWeights, type ConstrainOptions, constrainWeights } from './portfolios/constrain.ts'
export {
  type Covariance,
  type CovarianceOptions,
  type EwmaCovarianceOptions,
  ewmaCovariance,
  sampleCovariance,
  toCovariance,
} from './portfolios/covariance.ts'
export { estimateSleeves, type SleeveEstimateOptions } from './portfolios/estimate-sleeves.ts'
export { kellyBet, logOptimalFraction } from './portfolios/kelly-bet.ts'
export { ledoitWolf, oracleShrinkage } from './portfolios/ledoit-wolf.ts'
export { type MatchAssetOptions, matchAsset } from './portfolios/match-asset.ts'
export { measureRisk, type PortfolioRisk } from './portfolios/measure-risk.ts'
export { formatConfigurations, parseConfigurations } from './portfolios/parse-configurations.ts'
export type { PlannedWeights } from './portfolios/plan-weights.ts'
export type { Portfolio, PortfolioAllocation, PortfolioRebalance } from './portfolios/portfolio.ts'
export {
  type PortfolioByRegime,
  type PortfolioByRegimeOptions,
  type PortfolioRegime,
  portfolioByRegime,
} from './portfolios/portfolio-by-regime.ts'
export type { PortfolioRecipe, RecipeAllocation, RecipeComponent, RecipeSweep } from './portfolios/recipe.ts'
export { formatRecipes, type ParseRecipesOptions, parseRecipes, portfolioRecipesSchema } from './portfolios/recipe-config.ts'
export { type RegimeScaling, scaleByRegime, scalingRegime } from './portfolios/regime-scaling.ts'
export { parseRegimeScaling, type RegimeScalingConfig, writeRegimeScaling } from './portfolios/regime-scaling-config.ts'
export { resolveRecipe } from './portfolios/resolve-recipe.ts'
export { type RiskProfile, type RiskProfileId, riskProfiles } from './portfolios/risk-profile.ts'
export { findRecipe, portfolioRecipes, withRecipes } from './portfolios/shipped-recipes.ts'
export { findConfiguration, type StrategyConfiguration, strategyConfigurations } from './portfolios/strategy-configuration.ts'
export {
  type CoreAndAuxOptions,
  coreAndAuxRecipe,
  coreOnlyRecipe,
  strategiesOfTier,
  type TieredRecipeOptions,
} from './portfolios/tiered-recipes.ts'
export type { GroupLimit, WeightLimits } from './portfolios/weight-limits.ts'
// regimes: labels known at the close
export { combineRegimes } from './regimes/combine-regimes.ts'
export { fitHiddenMarkov, type HiddenMarkovFit, type HiddenMarkovFitOptions, type HiddenMarkovModel } from './regimes/hidden-markov.ts'
export { filterHiddenMarkov } from './regimes/hidden-markov-filter.ts'
export { type HiddenMarkovRegimeOptions, hiddenMarkovRegime, type MarkovLabel } from './regimes/hidden-markov-regime.ts'
export { type HiddenMarkovOptions, hiddenMarkovStates } from './regimes/hidden-markov-states.ts'
export {
  type PerformanceByRegime,
  performanceByRegime,
  type RegimePerformance,
  type RegimePerformanceOptions,
} from './regimes/performance-by-regime.ts'
export { type PhaseLabel, type PhaseRegimeOptions, phaseRegime } from './regimes/phase-regime.ts'
export { defineRegime, type Regime, type RegimeDefinition, type RegimeStep } from './regimes/regime.ts'
export { type RegimeChange, regimeChanges } from './regimes/regime-changes.ts'
export { type RegimeDistribution, type RegimeShare, regimeDistribution } from './regimes/regime-distribution.ts'
export { type LabeledHistory, labelAt, labelBars, type RegimeLabels } from './regimes/regime-labels.ts'
export type { RegimeTiming } from './regimes/regime-timing.ts'
export { RegimeWatch, type WatchedBar } from './regimes/regime-watch.ts'
export { relabelRegime } from './regimes/relabel-regime.ts'
export { type RiskLabel, type RiskRegimeOptions, riskRegime } from './regimes/risk-regime.ts'
export { type SteadyOptions, steadyRegime } from './regimes/steady-regime.ts'
export {
  type RegimeTrade,
  type RegimeTrades,
  type TradesByRegime,
  type TradesByRegimeOptions,
  tradesByRegime,
} from './regimes/trades-by-regime.ts'
export { type TrendLabel, type TrendRegimeOptions, trendRegime } from './regimes/trend-regime.ts'
export { type VolatilityLabel, type VolatilityRegimeOptions, volatilityRegime } from './regimes/volatility-regime.ts'
// reports: documents as data, rendered
export type { Chart } from './reports/chart.ts'
export type { BarChart } from './reports/charts/bar-chart.ts'
export type { FanChart } from './reports/charts/fan-chart.ts'
export type { HeatMapAxis, HeatMapChart } from './reports/charts/heat-map-chart.ts'
export type { HistogramChart } from './reports/charts/histogram-chart.ts'
export type { LineChart, Series } from './reports/charts/line-chart.ts'
export type { MonthsChart } from './reports/charts/months-chart.ts'
export type { ParallelAxis, ParallelChart } from './reports/charts/parallel-chart.ts'
export type { PriceChart } from './reports/charts/price-chart.ts'
export type { StackChart } from './reports/charts/stack-chart.ts'
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
export { drawPicture, type Picture } from './reports/picture.ts'
export { type BacktestReportOptions, reportBacktest } from './reports/report-backtest.ts'
export { type MonteCarloReportOptions, reportMonteCarlo } from './reports/report-monte-carlo.ts'
export { type PortfolioReportOptions, reportPortfolio } from './reports/report-portfolio.ts'
export { reportPromotion } from './reports/report-promotion.ts'
export { type RobustnessReportOptions, reportRobustness } from './reports/report-robustness.ts'
export { type RunsReportOptions, reportRuns } from './reports/report-runs.ts'
export { reportStress, type StressReportOptions } from './reports/report-stress.ts'
export { reportSweep, type SweepReportOptions } from './reports/report-sweep.ts'
export { reportWalkForward } from './reports/report-walk-forward.ts'
export type {
  ExplainedFill,
  ExplainedOrder,
  ExplainedRefusal,
  StepAssumption,
  TradeDecision,
  TradeExplanation,
  TradeLevel,
  TradeLevels,
  TradeStep,
} from './reports/trade-explanation.ts'
export { adjustPValues, type PValueMethod } from './research/adjust-p-values.ts'
export { type BacktestOverfitting, backtestOverfitting, type OverfittingOptions } from './research/backtest-overfitting.ts'
export { type BlockLengths, optimalBlockLength } from './research/block-length.ts'
export { type Bootstrap, type BootstrapOptions, createBootstrap, type ResampleMethod } from './research/bootstrap.ts'
export type { ResamplingOptions } from './research/bootstrap-means.ts'
export { type BuildPortfolioOptions, type BuiltPortfolio, buildPortfolio } from './research/build-portfolio.ts'
export type { Candidates } from './research/candidates.ts'
export { allowedTiers, checkRecipeTiers, type RecipeTiersOptions } from './research/check-recipe-tiers.ts'
export { type ChristoffersenTest, christoffersenTest, type ExceptionTransitions, independenceTest } from './research/christoffersen-test.ts'
export {
  type CombinatorialSplit,
  type CombinatorialSplits,
  combinatorialSplits,
  type SplitOptions,
} from './research/combinatorial-splits.ts'
export { type ComparedMetric, type ComparedValue, compareRuns, type RunComparison } from './research/compare-runs.ts'
export { type Comparison, type Constraint, whereAll } from './research/constraint.ts'
export {
  type CrossValidation,
  crossValidate,
  type ValidationPath,
  type ValidationSplit,
} from './research/cross-validate.ts'
export type { CrossValidationOptions } from './research/cross-validation-plan.ts'
export { describePortfolioRun, type FinishedPortfolioRun } from './research/describe-portfolio-run.ts'
export { describeRun, type FinishedRun, familyOf, type RunCall, type RunContext } from './research/describe-run.ts'
export { diffRuns, type InputDifference, type MetricDifference, type RunDifference } from './research/diff-runs.ts'
export { type Distribution, describeDistribution } from './research/distribution.ts'
export { type EffectiveTrials, type EffectiveTrialsOptions, effectiveTrials } from './research/effective-trials.ts'
export type { EquityFan } from './research/equity-fan.ts'
export type { EquityObjective } from './research/equity-objective.ts'
// research: is it luck?
export type { Grid, GridPoint } from './research/grid.ts'
export { type Haircut, type HaircutOptions, type HaircutSharpe, haircutSharpe } from './research/haircut-sharpe.ts'
export type { HalvingRun } from './research/halving-run.ts'
export { inferSharpe, type SharpeClaim, type SharpeInference, type SharpeMoments, type SharpeVariance } from './research/infer-sharpe.ts'
export { type JitterOptions, jitterParams } from './research/jitter-params.ts'
export type {
  ItemFailure,
  ItemRange,
  JobBatch,
  JobListener,
  JobRunner,
  RowPart,
  SentError,
} from './research/job-runner.ts'
export { type AcceptedOptions, acceptedExceptions, type ExceptionCount, kupiecTest, type LikelihoodRatio } from './research/kupiec-test.ts'
export { type Leaderboard, type LeaderboardOptions, leaderboard } from './research/leaderboard.ts'
export { maximumDeviation } from './research/maximum-deviation.ts'
export { memoryRunStore } from './research/memory-run-store.ts'
export type { MetricBand } from './research/metric-band.ts'
export { metricDirection } from './research/metric-direction.ts'
export { type BacktestLengthOptions, minimumBacktestLength } from './research/minimum-backtest-length.ts'
export { joinPaths, type MonteCarlo, monteCarlo } from './research/monte-carlo.ts'
export { type MonteCarloRuns, type MonteCarloRunsOptions, monteCarloRuns, type RunMetric } from './research/monte-carlo-runs.ts'
export { type NoiseOptions, noisyBars } from './research/noisy-bars.ts'
export type { Objective, ObjectiveMetric } from './research/objective.ts'
export { type ParameterDrift, parameterDrift } from './research/parameter-drift.ts'
export { type ParameterInfluence, parameterInfluence } from './research/parameter-influence.ts'
export type { ParameterSet } from './research/parameter-neighbors.ts'
export { type ParameterStability, parameterStability, type StabilityOptions, type StablePoint } from './research/parameter-stability.ts'
export type { PathMetric } from './research/path-metrics.ts'
export { type MonteCarloOptions, type PathPlan, planPaths } from './research/path-plan.ts'
export { type PipelineConfig, parsePipeline, pipelineSchema } from './research/pipeline-config.ts'
export type { ChainedRun } from './research/portfolio/chain-stretches.ts'
export {
  crossValidatePortfolio,
  type PortfolioPath,
  type PortfolioSplit,
  type PortfolioValidation,
  type PortfolioValidationOptions,
} from './research/portfolio/cross-validate-portfolio.ts'
export type { WeightJitter, WeightJitterOptions } from './research/portfolio/jitter-weights.ts'
export type { LeftOutSleeve } from './research/portfolio/leave-one-out.ts'
export {
  allocationCandidates,
  type PortfolioBuilder,
  type PortfolioCandidate,
  type PortfolioChoices,
} from './research/portfolio/portfolio-candidates.ts'
export type { PortfolioRobustness } from './research/portfolio/portfolio-robustness.ts'
export type { PortfolioSettings } from './research/portfolio/portfolio-settings.ts'
export type { PortfolioWalk, PortfolioWindow } from './research/portfolio/portfolio-walk.ts'
export {
  type PathSpread,
  type ResampledSleeves,
  type ResampleSleevesOptions,
  resampleSleeves,
} from './research/portfolio/resample-sleeves.ts'
export { couplePanel, type PortfolioStressOptions } from './research/portfolio/stress-portfolio.ts'
export { type PortfolioMonteCarloOptions, type RobustnessOptions, testRobustness } from './research/portfolio/test-robustness.ts'
export type { SleeveTrade } from './research/portfolio/trade-stretch.ts'
export { type PortfolioWalkOptions, walkForwardPortfolio } from './research/portfolio/walk-forward-portfolio.ts'
export { type SleeveWeight, type WeightDrift, weightDrift } from './research/portfolio/weight-drift.ts'
export type { LeftOutWeights } from './research/portfolio/without-sleeve.ts'
export { formatSweepPreset } from './research/presets/format-sweep-preset.ts'
export { presetCatalog } from './research/presets/preset-catalog.ts'
export { type PresetSweep, presetSweep, runPreset, type SweepPreset } from './research/presets/sweep-preset.ts'
export { parseSweepPreset, type SweepPresetOptions, sweepPresetSchema } from './research/presets/sweep-preset-config.ts'
export { sweepPreset, sweepPresets } from './research/presets/sweep-presets.ts'
export type { Progress, ProgressOptions } from './research/progress.ts'
export { checkPromotion, type PromotionClaim } from './research/promotion/check-promotion.ts'
export { type CostSensitivity, costSensitivity } from './research/promotion/cost-sensitivity.ts'
export type {
  Evidence,
  EvidencePictures,
  LuckEvidence,
  MonteCarloEvidence,
  OverfittingEvidence,
  PortfolioEvidence,
  StressEvidence,
  StressOutcomeRow,
  SuperiorityEvidence,
  WalkForwardEvidence,
} from './research/promotion/evidence.ts'
export type { EvidencePlan, EvidenceStage } from './research/promotion/evidence-plan.ts'
export { type EvidenceOptions, type EvidenceProgress, gatherEvidence } from './research/promotion/gather-evidence.ts'
export {
  gatherPortfolioEvidence,
  type PortfolioEvidenceOptions,
  type PortfolioEvidenceProgress,
} from './research/promotion/gather-portfolio-evidence.ts'
export {
  type ParameterPlateau,
  type PlateauOptions,
  parameterPlateau,
  type SweptNeighborhood,
  sweptPlateau,
} from './research/promotion/parameter-plateau.ts'
export { portfolioIdentity } from './research/promotion/portfolio-identity.ts'
export { type PortfolioProfile, portfolioPolicies } from './research/promotion/portfolio-policies.ts'
export { type NotPromoted, type Promoted, type Promotion, promote, type Recognizable } from './research/promotion/promote.ts'
export {
  formatPromotionPolicy,
  type PolicyFormat,
  parsePromotionPolicy,
  promotionPolicySchema,
} from './research/promotion/promotion-config.ts'
export {
  type PromotionCriterion,
  type PromotionPolicy,
  type PromotionProfile,
  type PromotionThresholds,
  promotionPolicies,
} from './research/promotion/promotion-policy.ts'
export { formatPromotion, type PromotionRecord, parsePromotion, promotionRecord } from './research/promotion/promotion-record.ts'
export type { ScorecardRow } from './research/promotion/scorecard.ts'
export { type RealityCheck, realityCheck } from './research/reality-check.ts'
export {
  type FoundRecipeOptions,
  type RecipeFromRunsOptions,
  type RecipeFromSweepOptions,
  recipeFromRuns,
  recipeFromSweep,
} from './research/recipe-from-runs.ts'
export type { RecipeNames } from './research/recipe-sleeves.ts'
export type { DrawnFrom } from './research/resampled-returns.ts'
export { type ResearchPreset, researchPreset, researchPresets } from './research/research-presets.ts'
export type { PartDifference } from './research/result-parts.ts'
export type { Ruin, RuinLevel } from './research/ruin.ts'
export type { RepeatableType, ResampledBacktest, ResampledBacktestOptions, RunStrategy } from './research/run-kinds.ts'
export { type PathPart, type PathRange, runPaths } from './research/run-paths.ts'
export {
  type DataLocation,
  type ResultPart,
  type RunArtifact,
  type RunRecord,
  type RunStatus,
  type RunType,
  runTypes,
} from './research/run-record.ts'
export type {
  MetricBounds,
  RunEntry,
  RunField,
  RunFilter,
  RunPage,
  RunQuery,
  RunStore,
  RunTextField,
  TagChange,
  TextRule,
  TrialScope,
  TriedSets,
} from './research/run-store.ts'
export { type SampleOptions, type SampleParamsOptions, sampleParams } from './research/sample-params.ts'
export {
  type ComponentSelection,
  type SelectComponentsOptions,
  type SelectedComponent,
  selectComponents,
} from './research/select-components.ts'
export type { SettingsGrid, SettingsPoint } from './research/settings-grid.ts'
export { type PowerOptions, sharpePower } from './research/sharpe-power.ts'
export type { ParameterRange, Space } from './research/space.ts'
export {
  type ParameterEffect,
  type ParameterSensitivity,
  profileStrategy,
  type StrategyProfile,
  type StrategyProfileOptions,
} from './research/strategy-profile.ts'
export { type BarMove, bendMoves } from './research/stress/bend-moves.ts'
export { delayedFills } from './research/stress/delayed-fills.ts'
export { drawdownExtension } from './research/stress/drawdown-extension.ts'
export { feeShock } from './research/stress/fee-shock.ts'
export { flashCrash } from './research/stress/flash-crash.ts'
export { gapDown } from './research/stress/gap-down.ts'
export { liquidityDrought } from './research/stress/liquidity-drought.ts'
export { missingData } from './research/stress/missing-data.ts'
export type { StressPosition } from './research/stress/place-shock.ts'
export { type Episode, episodes, type ReplayOptions, replayEpisode } from './research/stress/replay-episode.ts'
export type { Shock, StressScenario } from './research/stress/scenario.ts'
export { sidewaysMarket } from './research/stress/sideways-market.ts'
export { singleCrashBar } from './research/stress/single-crash-bar.ts'
export { type PanelShock, stressPanel } from './research/stress/stress-panel.ts'
export { type ReturnsShock, stressReturns } from './research/stress/stress-returns.ts'
export type { StressMetrics, StressRow, StressTable } from './research/stress/stress-row.ts'
export { findScenario, stressScenarios } from './research/stress/stress-scenarios.ts'
export {
  type StressPlan,
  type StressReturnsOptions,
  type StressTestOptions,
  type StressTestResult,
  stressTest,
  stressTestReturns,
} from './research/stress/stress-test.ts'
export { trendReversal } from './research/stress/trend-reversal.ts'
export { volSpike } from './research/stress/vol-spike.ts'
export { type HalvingResult, type HalvingRung, type SuccessiveHalvingOptions, successiveHalving } from './research/successive-halving.ts'
export { type RunGroup, type SummarizeRunsOptions, summarizeRuns } from './research/summarize-runs.ts'
export {
  type SuperiorAbility,
  type SuperiorAbilityBound,
  type SuperiorAbilityOptions,
  superiorAbility,
} from './research/superior-ability.ts'
export {
  type SweepOptions,
  type SweepResult,
  sweep,
} from './research/sweep.ts'
export { sweepColumns } from './research/sweep-columns.ts'
export type { SearchSpace } from './research/sweep-plan.ts'
export type { RankedRun, RankOptions, SweepMetric, SweepTable } from './research/sweep-table.ts'
export { type SyntheticLikeOptions, syntheticLike } from './research/synthetic-like.ts'
export { type TradeProfit, tradeReturns } from './research/trade-returns.ts'
export { type TrafficLight, trafficLight } from './research/traffic-light.ts'
export { trialFingerprints } from './research/trial-fingerprints.ts'
export { fitVolatilityRegimes, type VolatilityRegimes } from './research/volatility-regimes.ts'
export { walkForward } from './research/walk-forward.ts'
export type { WalkForwardOptions } from './research/walk-forward-plan.ts'
export type { WalkForwardResult, WalkForwardWindow } from './research/walk-forward-result.ts'
export type { WindowSize } from './research/window-size.ts'
export { type BarRange, cutWindows, type TrainTestWindow, type WindowOptions } from './research/windows.ts'
// risk: limits on orders and accounts, and a switch that stops both
export { checkOrder } from './risk/check-order.ts'
export { type BatchVerdict, checkOrders } from './risk/check-orders.ts'
export { checkPortfolio } from './risk/check-portfolio.ts'
export { defineLimits } from './risk/define-limits.ts'
export {
  type BreakerAccount,
  type BreakerEvent,
  type BreakerOptions,
  type BreakerOrders,
  type BreakerState,
  LimitBreaker,
} from './risk/limit-breaker.ts'
export type { LimitCheck, LimitId, RiskSeverity, RiskVerdict } from './risk/limit-check.ts'
export type { LocalDay } from './risk/local-day.ts'
export { formatRiskLimits, type LimitsFormat, parseRiskLimits, riskLimitsSchema } from './risk/parse-risk-limits.ts'
export type { RiskAccount, RiskPosition, RiskPrices } from './risk/risk-account.ts'
export { RiskBook, type RiskFill } from './risk/risk-book.ts'
export {
  type FatFingerLimit,
  type LimitsPreset,
  type RiskAmount,
  RiskLimits,
  type TradingSession,
  type ValueAtRiskLimit,
} from './risk/risk-limits.ts'
export type { BookOptions, CheckOptions, Conversion, RiskOptions } from './risk/risk-options.ts'
export type { RiskOrder } from './risk/risk-order.ts'
export { afterFill, afterMark, afterOrder, afterTransfer, type DayStart, type RiskState, startOfDay } from './risk/risk-state.ts'
export { scaleLimits } from './risk/scale-limits.ts'

// strategies: targets from columns
export { type Catalog, type CatalogListOptions, catalog, createCatalog } from './strategies/catalog.ts'
export type { ColumnCache } from './strategies/column-cache.ts'
export { adaptiveBandPass } from './strategies/experimental/adaptive-band-pass.ts'
export { ArmstrongCycle } from './strategies/experimental/armstrong-cycle.ts'
export { ArmstrongElKaroui } from './strategies/experimental/armstrong-el-karoui.ts'
export { BouchaudMicrostructure } from './strategies/experimental/bouchaud-microstructure.ts'
export { EcmCycle } from './strategies/experimental/ecm-cycle.ts'
export { type EconomicCycle, type EconomicCycleOptions, economicCycle } from './strategies/experimental/economic-cycle.ts'
export { EhlersCycleFilter } from './strategies/experimental/ehlers-cycle-filter.ts'
export { ElKarouiVolModel } from './strategies/experimental/el-karoui-vol-model.ts'
export { flowPressure } from './strategies/experimental/flow-pressure.ts'
export { fractionalLogPrice } from './strategies/experimental/fractional-log-price.ts'
export { MetaLabeling } from './strategies/experimental/meta-labeling.ts'
export { roughVolatility } from './strategies/experimental/rough-volatility.ts'
export { varianceForecast } from './strategies/experimental/variance-forecast.ts'
export { VolRegimeOverlay } from './strategies/experimental/vol-regime-overlay.ts'
export { Feature } from './strategies/feature.ts'
export { BollingerBands } from './strategies/library/bollinger-bands.ts'
export { Breakout } from './strategies/library/breakout.ts'
export { BreakoutDonchian } from './strategies/library/breakout-donchian.ts'
export { BuyAndHold } from './strategies/library/buy-and-hold.ts'
export { Composite } from './strategies/library/composite.ts'
export { DonchianChannel } from './strategies/library/donchian-channel.ts'
export { Ensemble, type EnsembleClass, type EnsembleMember, type EnsembleOptions, ensemble } from './strategies/library/ensemble.ts'
export { MaCrossover } from './strategies/library/ma-crossover.ts'
export { MacdCrossover } from './strategies/library/macd-crossover.ts'
export { MeanReversion } from './strategies/library/mean-reversion.ts'
export { MeanReversionChannel } from './strategies/library/mean-reversion-channel.ts'
export { Momentum } from './strategies/library/momentum.ts'
export { MyStrategy } from './strategies/library/my-strategy.ts'
export {
  RegimeAwarePortfolio,
  type RegimeAwarePortfolioClass,
  type RegimeAwarePortfolioOptions,
  regimeAwarePortfolio,
} from './strategies/library/regime-aware-portfolio.ts'
export { type RegimeChoice, RegimeSwitch, type RegimeSwitchOptions, regimeSwitch } from './strategies/library/regime-switch.ts'
export { RsiReversion } from './strategies/library/rsi-reversion.ts'
export { TrendFollowing } from './strategies/library/trend-following.ts'
export { VolBreakout } from './strategies/library/vol-breakout.ts'
export { VolRegimeFilter } from './strategies/library/vol-regime-filter.ts'
export { WeightedPair } from './strategies/library/weighted-pair.ts'
export {
  checkLiveEligible,
  isLiveEligible,
  type LiveEligibility,
  type LiveEligible,
  type LivePolicy,
  type ProfiledStrategy,
  tierOf,
} from './strategies/live-eligibility.ts'
export { MarketView } from './strategies/market-view.ts'
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
export {
  type AnyStrategyClass,
  type History,
  type ParamsOf,
  type ParamsSchema,
  Strategy,
  type Tier,
  type Used,
  type UsedOn,
} from './strategies/strategy.ts'
export { type ClassOf, StrategyBase } from './strategies/strategy-base.ts'
export { type StrategyParameter, strategyParameters } from './strategies/strategy-parameters.ts'
export type { TargetChanges } from './strategies/target-changes.ts'
export { recommendTier, type TierCriteria, type TierMetrics, tierCriteria } from './strategies/tier-criteria.ts'
export { type StrategyTiering, shippedTiering, type TieringEntry } from './strategies/tiering.ts'
export { formatTiering, parseTiering, type TieringFormat, tieringSchema } from './strategies/tiering-config.ts'
