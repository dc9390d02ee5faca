import type { PanelResult } from '../engine/backtest-panel.ts'
import type { BacktestResult } from '../engine/backtest-result.ts'
import { holdEquity } from '../engine/hold.ts'
import { holdPanel } from '../engine/summarize-panel.ts'
import type { Panel } from '../market/panel.ts'
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
  return measureHold(holdEquity(bars, settings), { capital: settings.capital, barsPerYear })
}

/** Buys the same amount of every symbol of a panel. */
export function holdEqually(panel: Panel, { settings, barsPerYear }: Pick<PanelResult, 'settings' | 'barsPerYear'>): BuyAndHold {
  return measureHold(holdPanel(panel, settings), { capital: settings.capital, barsPerYear })
}

function measureHold(
  equity: Float64Array,
  { capital, barsPerYear }: { readonly capital: number; readonly barsPerYear: number },
): BuyAndHold {
  return {
    equity,
    drawdown: drawdownColumn(equity, { capital }),
    totalReturn: (equity.at(-1) ?? Number.NaN) / capital - 1,
    cagr: cagr(equity, { capital, barsPerYear }),
    sharpe: sharpe(returnsOf(equity), { barsPerYear }),
    maxDrawdown: maxDrawdown(equity, { capital }).depth,
  }
}
