/**
 * What a backtest comes to, in numbers. Returns, rates and drawdowns are fractions (0.02 = 2 %), drawdowns and losses at risk
 * positive magnitudes, money in quote currency, times in milliseconds since the Unix epoch. A ratio without a meaning (no
 * trades, no losses, no variance) is NaN. Annualized numbers use the bars per year of the timeframe and calendar.
 */
export interface Summary {
  /** Number of bars. */
  readonly bars: number
  readonly startTime: number
  readonly endTime: number
  readonly barsPerYear: number
  readonly initialEquity: number
  readonly finalEquity: number
  /** `finalEquity / initialEquity - 1`. */
  readonly totalReturn: number
  /** Compound annual growth rate over `bars - 1` periods. */
  readonly cagr: number
  /** Sample standard deviation of bar returns, annualized. */
  readonly volatility: number
  /** Mean over standard deviation of bar returns, annualized, risk-free rate 0. */
  readonly sharpe: number
  /** Mean over downside deviation (below 0, over all bars), annualized. */
  readonly sortino: number
  /** `cagr / maxDrawdown`. */
  readonly calmar: number
  /** Sum of gains over sum of losses of bar returns. */
  readonly omega: number
  readonly maxDrawdown: number
  /** Last bar at the old high before the deepest drawdown. */
  readonly maxDrawdownPeakTime: number
  readonly maxDrawdownTroughTime: number
  /** First bar back at the old high; NaN while not recovered. */
  readonly maxDrawdownRecoveryTime: number
  /** Bars from old high to recovery (or to the end) of the longest drawdown. */
  readonly longestDrawdownBars: number
  /** Root mean square of the drawdown over all bars (Martin 1987). */
  readonly ulcerIndex: number
  /** Historical value at risk of one bar, 95 %. */
  readonly var95: number
  /** Mean loss of the bars at or beyond `var95`. */
  readonly cvar95: number
  /** Biased sample skewness of bar returns. */
  readonly skew: number
  /** Biased excess kurtosis of bar returns. */
  readonly kurtosis: number
  /** |95 % quantile| over |5 % quantile| of bar returns. */
  readonly tailRatio: number
  readonly bestReturn: number
  readonly worstReturn: number
  /** Closed trades. */
  readonly trades: number
  /** Positions still open at the end (0 or 1). */
  readonly openTrades: number
  /** Share of closed trades with a profit. */
  readonly winRate: number
  /** Sum of profits over sum of losses of closed trades. */
  readonly profitFactor: number
  /** Mean profit of a closed trade, in quote currency. */
  readonly expectancy: number
  readonly averageWin: number
  /** Positive magnitude. */
  readonly averageLoss: number
  /** `averageWin / averageLoss`. */
  readonly payoffRatio: number
  /** System quality number: √trades × mean over standard deviation of trade profits (Tharp 1998). */
  readonly sqn: number
  /** Mean bars held by closed trades. */
  readonly averageBars: number
  /** Share of bars that end with a position. */
  readonly exposure: number
  /** Traded value as a share of the equity at the time, per year; 2 buys and sells everything once a year. A liquidation is not counted. */
  readonly turnover: number
  /** All fees paid, in quote currency. */
  readonly fees: number
  /** What slippage, spread and impact cost against the prices without them, in quote currency. */
  readonly slippage: number
  /** Interest and funding paid, less what was received, in quote currency; no part of any trade's profit. */
  readonly carry: number
  /** Orders that were not sent. */
  readonly refusals: number
  /** Total return of holding from the first bar's open with the same costs. */
  readonly buyHoldReturn: number
  /** Regression of bar returns on buy-and-hold returns: slope. */
  readonly beta: number
  /** Regression intercept, annualized by multiplication. */
  readonly alpha: number
  /** Correlation with buy-and-hold bar returns. */
  readonly correlation: number
}
