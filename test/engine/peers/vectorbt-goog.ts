import type { BacktestSettingsInput } from '../../../src/engine/settings.ts'
import type { Bars } from '../../../src/market/bars.ts'
import { type Drawdown, drawdownColumn, drawdownEpisodes } from '../../../src/metrics/drawdowns.ts'
import { returnsOf } from '../../../src/metrics/returns.ts'
import { downsideDeviation } from '../../../src/metrics/sortino.ts'
import { totalReturn } from '../../../src/metrics/total-return.ts'
import { closedOf, fromCapital, meanOf, measureFromCapital, type Statistics, unbiasedKurtosis, unbiasedSkew } from './statistics.ts'
import type { TargetResult } from './targets.ts'

/** Settings of a run of the crossover in vectorbt. */
export interface VectorbtGoogSettings {
  readonly fill: 'close' | 'next_open'
  readonly fees: number
  readonly slippage: number
  readonly init_cash: number
  readonly sl_stop: number | null
  readonly size: number | null
}

/** Its numbers come with a year of 365 bars. */
const BARS_PER_YEAR = 365

export function vectorbtSettings({ fill, fees, slippage, init_cash, sl_stop, size }: VectorbtGoogSettings): BacktestSettingsInput {
  return {
    capital: init_cash,
    fillAt: fill === 'close' ? 'close' : 'open',
    costs: { feeBps: fees * 10_000, slippageBps: slippage * 10_000 },
    sizing: size === null ? { fraction: 1 } : { units: size },
    exits: sl_stop === null ? {} : { stopLoss: sl_stop },
  }
}

/** Our numbers under the names of vectorbt, by section of its file. */
export function vectorbtStatistics({ trades, equity, summary }: TargetResult, bars: Bars): Record<string, Statistics> {
  const capital = summary.initialEquity
  const curve = fromCapital(capital, equity)
  const measured = measureFromCapital(curve, bars, BARS_PER_YEAR)
  const closed = closedOf(trades)
  const open = trades.filter(({ exitReason }) => exitReason === 'open')
  const wins = closed.filter(({ pnl }) => pnl > 0)
  const losses = closed.filter(({ pnl }) => pnl < 0)
  const percent = (values: readonly { readonly return: number }[]) => values.map(trade => 100 * trade.return)
  const n = curve.length - 1
  const period = { Period: bars.length }
  const returns = {
    'Total Return [%]': 100 * measured.totalReturn,
    'Benchmark Return [%]': 100 * totalReturn(bars.close),
    'Max Drawdown [%]': 100 * measured.maxDrawdown,
    'Max Drawdown Duration': Math.max(...drawdownEpisodes(curve).map(barsBelowHigh)),
    'Sharpe Ratio': measured.sharpe,
    'Calmar Ratio': measured.calmar,
    'Omega Ratio': measured.omega,
    'Sortino Ratio': measured.sortino,
  }
  const ofTrades = {
    'Total Closed Trades': summary.trades,
    'Total Open Trades': summary.openTrades,
    'Open Trade PnL': open.reduce((sum, { pnl }) => sum + pnl, 0),
    'Win Rate [%]': 100 * summary.winRate,
    'Best Trade [%]': Math.max(...percent(closed)),
    'Worst Trade [%]': Math.min(...percent(closed)),
    'Avg Winning Trade [%]': meanOf(percent(wins)),
    'Avg Losing Trade [%]': meanOf(percent(losses)),
    'Avg Winning Trade Duration': meanOf(wins.map(trade => trade.bars)),
    'Avg Losing Trade Duration': meanOf(losses.map(trade => trade.bars)),
    'Profit Factor': summary.profitFactor,
    Expectancy: summary.expectancy,
  }
  const stats = {
    ...period,
    ...returns,
    ...ofTrades,
    'Start Value': capital,
    'End Value': summary.finalEquity,
    'Total Fees Paid': summary.fees,
    'Total Trades': trades.length,
  }
  return {
    stats,
    stats_timedelta: stats,
    returns_stats: {
      ...period,
      ...returns,
      'Annualized Return [%]': 100 * measured.cagr,
      'Annualized Volatility [%]': 100 * measured.volatility,
      Skew: unbiasedSkew(measured.skew, n),
      Kurtosis: unbiasedKurtosis(measured.kurtosis, n),
      'Tail Ratio': measured.tailRatio,
      'Common Sense Ratio': measured.tailRatio * (1 + measured.cagr),
      'Value at Risk': -measured.var95,
      // It compounds the alpha of a bar to a year, we multiply.
      Alpha: (1 + measured.alpha / BARS_PER_YEAR) ** BARS_PER_YEAR - 1,
      Beta: measured.beta,
    },
    trades_stats: {
      ...period,
      ...ofTrades,
      Coverage: summary.exposure * bars.length,
      'Total Records': trades.length,
      'Total Long Trades': trades.filter(({ side }) => side === 'long').length,
      'Total Short Trades': trades.filter(({ side }) => side === 'short').length,
      SQN: summary.sqn,
    },
    drawdowns_stats: { ...period, ...drawdownStatistics(curve) },
    metrics: {
      total_return: measured.totalReturn,
      total_profit: summary.finalEquity - capital,
      final_value: summary.finalEquity,
      sharpe_ratio: measured.sharpe,
      sortino_ratio: measured.sortino,
      calmar_ratio: measured.calmar,
      omega_ratio: measured.omega,
      max_drawdown: -measured.maxDrawdown,
      annualized_return: measured.cagr,
      annualized_volatility: measured.volatility,
      value_at_risk: -measured.var95,
      cond_value_at_risk: -measured.cvar95,
      tail_ratio: measured.tailRatio,
      downside_risk: downsideDeviation(returnsOf(curve), { barsPerYear: BARS_PER_YEAR }),
      total_benchmark_return: totalReturn(bars.close),
    },
  }
}

function drawdownStatistics(curve: Float64Array): Statistics {
  const column = drawdownColumn(curve)
  const episodes = drawdownEpisodes(curve)
  const recovered = episodes.filter(({ recovery }) => !Number.isNaN(recovery))
  const active = episodes.filter(({ recovery }) => Number.isNaN(recovery))
  return {
    'Coverage [%]': (100 * column.filter(depth => depth > 0).length) / (curve.length - 1),
    'Total Records': episodes.length,
    'Total Recovered Drawdowns': recovered.length,
    'Total Active Drawdowns': active.length,
    'Active Drawdown [%]': 100 * column[column.length - 1],
    'Active Duration': active.reduce((sum, episode) => sum + barsBelowHigh(episode), 0),
    'Max Drawdown [%]': 100 * Math.max(...recovered.map(({ depth }) => depth)),
    'Avg Drawdown [%]': 100 * meanOf(recovered.map(({ depth }) => depth)),
    'Max Drawdown Duration': Math.max(...recovered.map(barsBelowHigh)),
    'Avg Drawdown Duration': meanOf(recovered.map(barsBelowHigh)),
  }
}

/** We count from the last bar at the old high to the first bar back there; vectorbt counts the bars between. */
function barsBelowHigh({ bars, recovery }: Drawdown): number {
  return Number.isNaN(recovery) ? bars : bars - 1
}
