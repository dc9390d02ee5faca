import type { Column } from '../base/column.ts'
import { ConfigError } from '../base/errors.ts'
import type { PanelResult } from '../engine/backtest-panel.ts'
import { performanceByRegime, type RegimePerformance } from '../regimes/performance-by-regime.ts'
import type { RegimeLabels } from '../regimes/regime-labels.ts'
import type { RegimeTiming } from '../regimes/regime-timing.ts'

/**
 * Options of {@link portfolioByRegime}.
 */
export interface PortfolioByRegimeOptions<L extends string = string> {
  readonly labels: RegimeLabels<L>
  /**
   * When the labeled bars opened; needed where they are not one for each time of the portfolio. A time without one has the label of the last
   * before it. They have to be of the timeframe of the portfolio: the label of a longer bar is not known when it opens.
   */
  readonly time?: Column | undefined
  /** Default `before`: what a bar earned belongs to the label known when it began. */
  readonly timing?: RegimeTiming | undefined
}

/**
 * What a portfolio did while one label was there.
 */
export interface PortfolioRegime extends RegimePerformance {
  /** What it earned, in quote currency. */
  readonly profit: number
  /** What each sleeve earned, in quote currency, in the order of the sleeves. Together they are the profit. */
  readonly contributions: readonly number[]
}

/**
 * See {@link portfolioByRegime}.
 */
export interface PortfolioByRegime<L extends string = string> {
  /** The names of the sleeves. */
  readonly sleeves: readonly string[]
  /** One entry per label, in the order of the labels. */
  readonly regimes: readonly (PortfolioRegime & { readonly label: L })[]
  /** The bars without a label, such as the warm-up. */
  readonly unlabeled: PortfolioRegime
  /** All bars. */
  readonly total: PortfolioRegime
}

/**
 * What a portfolio earned under each label, and which sleeve earned it: share of the bars, return, volatility, Sharpe and drawdown of
 * the account as in `performanceByRegime`, and the profit of each sleeve on those bars. The profits of all labels and of the bars without one,
 * over all sleeves, add up to the profit of the portfolio.
 *
 * What the very first bar earned, by a fill at its close, has no label before it and counts as unlabeled.
 *
 * @param result - Of `backtestPanel` or `backtestPortfolio`.
 * @throws {@link ConfigError} `regime/length` when there is neither a label for each time nor `time` for the labels, `regime/option`, `regime/codes`.
 *
 * @example
 * ```ts
 * import { alignBars, Breakout, backtestPanel, labelBars, portfolioByRegime, RsiReversion, riskRegime, syntheticBars } from 'peak-trade'
 *
 * const bars = syntheticBars({ seed: 1, length: 1000, symbol: 'BTC/EUR', kind: 'regimes' })
 * const sleeves = [Breakout, RsiReversion].map(strategy => ({ strategy, symbol: 'BTC/EUR' }))
 * const result = backtestPanel(sleeves, alignBars([bars]))
 * const { regimes } = portfolioByRegime(result, { labels: labelBars(bars, riskRegime()) })
 * regimes.map(({ label, contributions }) => `${label}: ${contributions}`) // profits of both in each regime
 * ```
 */
export function portfolioByRegime<L extends string>(
  result: Pick<PanelResult, 'time' | 'equity' | 'sleeves' | 'barsPerYear'>,
  options: PortfolioByRegimeOptions<L>,
): PortfolioByRegime<L> {
  const { timing = 'before', time } = options
  const { equity, sleeves, barsPerYear } = result
  const labels = time === undefined ? options.labels : labelsAt(result.time, options.labels, time)
  const measured = performanceByRegime(equity, { labels, barsPerYear, timing })
  const earned = sleeves.map(({ profit }) => earnedByCode(profit, labels, timing))
  const withProfit = (performance: RegimePerformance, contributions: readonly number[]): PortfolioRegime => ({
    ...performance,
    profit: contributions.reduce((sum, one) => sum + one, 0),
    contributions,
  })
  return {
    sleeves: sleeves.map(({ name }) => name),
    regimes: measured.regimes.map(({ label, ...performance }, code) => ({
      label,
      ...withProfit(
        performance,
        earned.map(sums => sums[code + 1]),
      ),
    })),
    unlabeled: withProfit(
      measured.unlabeled,
      earned.map(sums => sums[0]),
    ),
    total: withProfit(
      measured.total,
      sleeves.map(({ profit }) => profit.at(-1) ?? 0),
    ),
  }
}

/** What a sleeve earned on the bars of each label; those without one come first. */
function earnedByCode(profit: Column, { labels, codes }: RegimeLabels, timing: RegimeTiming): Float64Array {
  const shift = timing === 'before' ? 1 : 0
  const sums = new Float64Array(labels.length + 1)
  for (let i = 0; i < profit.length; i++) sums[(codes[i - shift] ?? -1) + 1] += profit[i] - (i > 0 ? profit[i - 1] : 0)
  return sums
}

/** The label that was there at each time: of the last labeled bar that is not later. */
function labelsAt<L extends string>(times: Column, { labels, codes }: RegimeLabels<L>, labeled: Column): RegimeLabels<L> {
  if (labeled.length !== codes.length)
    throw new ConfigError('regime/length', `there are ${codes.length} labels for ${labeled.length} times; they are of the same bars`, {
      labels: codes.length,
      times: labeled.length,
    })
  const found = new Int8Array(times.length)
  for (let row = 0, at = -1; row < found.length; row++) {
    while (at + 1 < labeled.length && labeled[at + 1] <= times[row]) at++
    found[row] = at < 0 ? -1 : codes[at]
  }
  return { labels, codes: found }
}
