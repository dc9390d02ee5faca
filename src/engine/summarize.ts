import type { Column } from '../base/column.ts'
import { annualBars, type Bars } from '../market/bars.ts'
import { measureEquity } from '../metrics/equity-metrics.ts'
import type { EquityScratch } from '../metrics/equity-scratch.ts'
import { measureTrades, type TradeMetrics } from '../metrics/measure-trades.ts'
import type { Summary } from '../metrics/summary.ts'
import type { FillLog } from './fills.ts'
import { heldUnits } from './hold.ts'
import type { BacktestSettings } from './settings.ts'
import type { Simulation } from './simulation.ts'
import { TradeWalk } from './trades.ts'

/** A run to be summed up, and memory to do it in. */
export interface RunToSummarize {
  readonly bars: Bars
  readonly settings: BacktestSettings
  readonly simulation: Simulation
  readonly fills: FillLog
  /** Equity at each close. */
  readonly equity: Column
  /** Orders that were not sent. */
  readonly refusals: number
  readonly scratch: EquityScratch
}

/** All the numbers of a run. */
export function summarize({ bars, settings, simulation, fills, equity, refusals, scratch }: RunToSummarize): Summary {
  const { capital } = settings
  const last = bars.length - 1
  return composeSummary({
    time: bars.time,
    equity,
    capital,
    barsPerYear: annualBars(bars),
    // Holding is worth a constant number of units times the close, so both have the same returns.
    benchmark: bars.close,
    scratch,
    trades: measureClosedTrades(fills, bars),
    exposure: simulation.barsInPosition / bars.length,
    turned: simulation.turned,
    fees: simulation.account.fees,
    slippage: simulation.slippage,
    carry: simulation.account.carry,
    refusals,
    buyHoldReturn: (heldUnits(bars, settings) * bars.close[last]) / capital - 1,
  })
}

/** What a summary is made from. */
export interface SummaryParts {
  readonly time: Column
  readonly equity: Column
  readonly capital: number
  readonly barsPerYear: number
  /** What the equity is compared with; only its returns count. */
  readonly benchmark: Column
  readonly scratch: EquityScratch
  readonly trades: ClosedTrades
  readonly exposure: number
  /** Traded value as shares of the equity at the time, added up. */
  readonly turned: number
  readonly fees: number
  readonly slippage: number
  readonly carry: number
  readonly refusals: number
  readonly buyHoldReturn: number
}

/** A summary from its parts; what can be measured on the equity is. */
export function composeSummary(parts: SummaryParts): Summary {
  const { time, equity, capital, barsPerYear, benchmark, scratch } = parts
  const bars = equity.length
  const measured = measureEquity(equity, { capital, barsPerYear, benchmark, scratch })
  const timeAt = (index: number) => (Number.isNaN(index) ? Number.NaN : time[index])
  return {
    bars,
    startTime: time[0],
    endTime: time[bars - 1],
    barsPerYear,
    initialEquity: capital,
    finalEquity: equity[bars - 1],
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
    ...parts.trades,
    exposure: parts.exposure,
    turnover: (parts.turned * barsPerYear) / bars,
    fees: parts.fees,
    slippage: parts.slippage,
    carry: parts.carry,
    refusals: parts.refusals,
    buyHoldReturn: parts.buyHoldReturn,
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

/** Fills and the bars on which they happened. */
export interface TradedFills {
  readonly fills: FillLog
  readonly bars: Pick<Bars, 'close' | 'length'>
}

/** Measures the trades behind a log of fills. */
export function measureClosedTrades(fills: FillLog, bars: TradedFills['bars']): ClosedTrades {
  return measureTraded([{ fills, bars }], fills.profits)
}

/** Measures the trades behind several logs as one list, in their order. `profits` has room for one number per fill. */
export function measureTraded(traded: readonly TradedFills[], profits: Float64Array): ClosedTrades {
  let trades = 0
  let openTrades = 0
  let barsHeld = 0
  for (const { fills, bars } of traded) {
    const last = bars.length - 1
    const walk = new TradeWalk(fills, last, bars.close[last])
    while (walk.next()) {
      if (walk.exitReason === 'open') {
        openTrades++
      } else {
        profits[trades++] = walk.pnl
        barsHeld += walk.exitIndex - walk.entryIndex
      }
    }
  }
  return { ...measureTrades(profits, trades), openTrades, averageBars: barsHeld / trades }
}
