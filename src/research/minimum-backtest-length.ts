import { ConfigError } from '../base/errors.ts'
import { expectedMaximumSharpe } from '../metrics/deflated-sharpe.ts'
import { known } from '../metrics/moments.ts'

/**
 * Options of {@link minimumBacktestLength}.
 */
export interface BacktestLengthOptions {
  /** How many independent variants were tried. */
  readonly trials: number
  /** Annual Sharpe ratio that luck shall not be expected to reach. Default 1. */
  readonly sharpe?: number
}

/**
 * Minimum backtest length: the years of history below which the best of so many worthless variants is expected to show the
 * given annual Sharpe ratio. A shorter backtest with so many trials proves nothing (Bailey, Borwein, López de Prado and Zhu
 * 2014, "Pseudo-mathematics and financial charlatanism"). 0 for one trial.
 *
 * The square of the expected maximum of so many standard normal numbers over the Sharpe ratio.
 *
 * @throws {@link ConfigError} `research/trials` for fewer than one trial, `research/sharpe` unless the Sharpe ratio is positive.
 *
 * @example
 * ```ts
 * import { minimumBacktestLength } from 'peak-trade'
 *
 * minimumBacktestLength({ trials: 45 }) // about 5.0 years
 * ```
 */
export function minimumBacktestLength({ trials, sharpe = 1 }: BacktestLengthOptions): number {
  if (!(trials >= 1 && Number.isFinite(trials)))
    throw new ConfigError('research/trials', `trials is ${trials}, it must be 1 or more, this one included`, { trials })
  if (!(sharpe > 0 && Number.isFinite(sharpe)))
    throw new ConfigError('research/sharpe', `sharpe is ${sharpe}, it must be a positive annual Sharpe ratio`, { sharpe })
  return known((expectedMaximumSharpe({ trials, variance: 1 }) / sharpe) ** 2)
}
