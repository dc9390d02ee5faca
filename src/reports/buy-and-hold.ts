import type { BacktestResult } from '../engine/backtest-result.ts'
import { holdEquity } from '../engine/hold.ts'
import { cagr } from '../metrics/cagr.ts'
import { drawdownColumn, maxDrawdown } from '../metrics/drawdowns.ts'
import { returnsOf } from '../metrics/returns.ts'
import { sharpe } from '../metrics/sharpe.ts'

/** What holding would have come to: the yardstick of a report. */
export interface BuyAndHold {
  /** Equity at each close. */
  readonly equity: Float64Array
  /** Drawdown at each close, a positive fraction. */
  readonly drawdown: Float64Array
  readonly totalReturn: number
  readonly cagr: number
  readonly sharpe: number
  readonly maxDrawdown: number
}

/** Buys with all the capital at the first open, with the costs of the backtest, and never sells. */
export function buyAndHold(result: BacktestResult): BuyAndHold {
  const { bars, settings, barsPerYear } = result
  const { capital } = settings
  const equity = holdEquity(bars, settings)
  return {
    equity,
    drawdown: drawdownColumn(equity, { capital }),
    totalReturn: (equity.at(-1) ?? Number.NaN) / capital - 1,
    cagr: cagr(equity, { capital, barsPerYear }),
    sharpe: sharpe(returnsOf(equity), { barsPerYear }),
    maxDrawdown: maxDrawdown(equity, { capital }).depth,
  }
}
