import type { Column } from '../base/column.ts'
import { annualBars, type Bars } from '../market/bars.ts'
import { type EquityMetrics, measureEquity } from '../metrics/equity-metrics.ts'
import type { EquityScratch } from '../metrics/equity-scratch.ts'
import type { Summary } from '../metrics/summary.ts'
import { averageLoss, averageWin, expectancy, payoffRatio, profitFactor, sqn, winRate } from '../metrics/trade-metrics.ts'
import type { FillLog } from './fills.ts'
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
  /** Equity of holding. */
  readonly benchmark: Column
  readonly scratch?: EquityScratch | undefined
}

/** All the numbers of a run. */
export function summarize({ bars, settings, simulation, fills, equity, benchmark, scratch }: RunToSummarize): Summary {
  const barsPerYear = annualBars(bars)
  const { capital } = settings
  const last = bars.length - 1
  const measured: EquityMetrics = measureEquity(equity, { capital, barsPerYear, benchmark, ...(scratch === undefined ? {} : { scratch }) })
  const timeAt = (index: number) => (Number.isNaN(index) ? Number.NaN : bars.time[index])
  const profits: number[] = []
  let openTrades = 0
  let barsHeld = 0
  const walk = new TradeWalk(fills, last, bars.close[last])
  while (walk.next()) {
    if (walk.exitReason === 'open') {
      openTrades++
    } else {
      profits.push(walk.pnl)
      barsHeld += walk.exitIndex - walk.entryIndex
    }
  }
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
    trades: profits.length,
    openTrades,
    winRate: winRate(profits),
    profitFactor: profitFactor(profits),
    expectancy: expectancy(profits),
    averageWin: averageWin(profits),
    averageLoss: averageLoss(profits),
    payoffRatio: payoffRatio(profits),
    sqn: sqn(profits),
    averageBars: profits.length === 0 ? Number.NaN : barsHeld / profits.length,
    exposure: simulation.barsInPosition / bars.length,
    turnover: simulation.traded / mean(equity) / (bars.length / barsPerYear),
    fees: simulation.account.fees,
    slippage: simulation.slippage,
    buyHoldReturn: benchmark[last] / capital - 1,
    beta: measured.beta,
    alpha: measured.alpha,
    correlation: measured.correlation,
  }
}

function mean(values: Column): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]
  return sum / values.length
}
