import type { Column } from '../base/column.ts'
import { annualBars, type Bars } from '../market/bars.ts'
import { measureEquity } from '../metrics/equity-metrics.ts'
import type { EquityScratch } from '../metrics/equity-scratch.ts'
import { measureTrades, type TradeMetrics } from '../metrics/measure-trades.ts'
import type { Summary } from '../metrics/summary.ts'
import type { FillLog } from './fills.ts'
import { heldUnits } from './hold.ts'
import type { BacktestSettings } from './settings.ts'
import type { Simulation } from './simulate.ts'
import { TradeWalk } from './trades.ts'

/** A run to be summed up, and memory to do it in. */
export interface RunToSummarize {
  readonly bars: Bars
  readonly settings: BacktestSettings
  readonly simulation: Simulation
  readonly fills: FillLog
  /** Equity at each close. */
  readonly equity: Column
  readonly scratch: EquityScratch
}

/** All the numbers of a run. */
export function summarize({ bars, settings, simulation, fills, equity, scratch }: RunToSummarize): Summary {
  const barsPerYear = annualBars(bars)
  const { capital } = settings
  const last = bars.length - 1
  // Holding is worth a constant number of units times the close, so both have the same returns.
  const measured = measureEquity(equity, { capital, barsPerYear, benchmark: bars.close, scratch })
  const closed = measureClosedTrades(fills, bars)
  const timeAt = (index: number) => (Number.isNaN(index) ? Number.NaN : bars.time[index])
  return {
    bars: bars.length,
    startTime: bars.time[0],
    endTime: bars.time[last],
    barsPerYear,
    initialEquity: capital,
    finalEquity: equity[last],
    totalReturn: measured.totalReturn,
    cagr: measured.cagr,
    volatility: measured.volatility,
    sharpe: measured.sharpe,
    sortino: measured.sortino,
    calmar: measured.calmar,
    omega: measured.omega,
    maxDrawdown: measured.maxDrawdown,
    maxDrawdownPeakTime: timeAt(measured.maxDrawdownPeak),
    maxDrawdownTroughTime: timeAt(measured.maxDrawdownTrough),
    maxDrawdownRecoveryTime: timeAt(measured.maxDrawdownRecovery),
    longestDrawdownBars: measured.longestDrawdownBars,
    ulcerIndex: measured.ulcerIndex,
    var95: measured.var95,
    cvar95: measured.cvar95,
    skew: measured.skew,
    kurtosis: measured.kurtosis,
    tailRatio: measured.tailRatio,
    bestReturn: measured.bestReturn,
    worstReturn: measured.worstReturn,
    ...closed,
    exposure: simulation.barsInPosition / bars.length,
    turnover: (simulation.turned * barsPerYear) / bars.length,
    fees: simulation.account.fees,
    slippage: simulation.slippage,
    buyHoldReturn: (heldUnits(bars, settings) * bars.close[last]) / capital - 1,
    beta: measured.beta,
    alpha: measured.alpha,
    correlation: measured.correlation,
  }
}

/** Metrics of the closed trades, with what is open and how long they were held. */
export interface ClosedTrades extends TradeMetrics {
  readonly openTrades: number
  readonly averageBars: number
}

/** Measures the trades behind a log of fills. */
export function measureClosedTrades(fills: FillLog, bars: Pick<Bars, 'close' | 'length'>): ClosedTrades {
  const last = bars.length - 1
  const walk = new TradeWalk(fills, last, bars.close[last])
  const { profits } = fills
  let trades = 0
  let openTrades = 0
  let barsHeld = 0
  while (walk.next()) {
    if (walk.exitReason === 'open') {
      openTrades++
    } else {
      profits[trades++] = walk.pnl
      barsHeld += walk.exitIndex - walk.entryIndex
    }
  }
  return { ...measureTrades(profits, trades), openTrades, averageBars: trades === 0 ? Number.NaN : barsHeld / trades }
}
