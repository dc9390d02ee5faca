import type { Column } from '../base/column.ts'
import { ConfigError } from '../base/errors.ts'
import type { BacktestResult } from '../engine/backtest-result.ts'
import { returnsOf } from '../metrics/returns.ts'
import { tradeReturns } from './trade-returns.ts'

/** What a Monte Carlo run draws: the return of every bar, or of every closed trade. */
export type DrawnFrom = 'bars' | 'trades'

/** Returns to draw from, and how many of them make a year. */
export interface DrawnReturns {
  readonly returns: Column
  readonly barsPerYear: number
}

/**
 * The returns of a backtest.
 *
 * @throws {@link ConfigError} `monte-carlo/of` when there is no closed trade to draw, and for another word.
 */
export function resampledReturns({ equity, settings, trades, barsPerYear, bars, strategy }: BacktestResult, of: DrawnFrom): DrawnReturns {
  if (of === 'bars') return { returns: returnsOf(equity), barsPerYear }
  if (of !== 'trades') throw new ConfigError('monte-carlo/of', `of is ${JSON.stringify(of)}; draw "bars" or "trades"`, { of })
  const returns = tradeReturns(trades, settings.capital)
  if (returns.length === 0)
    throw new ConfigError('monte-carlo/of', `of "trades": ${strategy.id} closed no trade on ${bars.symbol}; draw "bars"`, { of })
  return { returns, barsPerYear: (returns.length * barsPerYear) / bars.length }
}
