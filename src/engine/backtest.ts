import type { Column } from '../base/column.ts'
import { DataError } from '../base/errors.ts'
import type { Calendar, Timeframe } from '../base/timeframe.ts'
import { annualBars, type Bars } from '../market/bars.ts'
import { createEquityScratch } from '../metrics/equity-scratch.ts'
import type { Summary } from '../metrics/summary.ts'
import { type AnyStrategyClass, createStrategy, type ParamsOf } from '../strategies/strategy.ts'
import type { Fill } from './fills.ts'
import { type BacktestSettings, type BacktestSettingsInput, resolveSettings } from './settings.ts'
import { simulate, simulationMemory } from './simulate.ts'
import { summarize } from './summarize.ts'
import { listTrades, type Trade } from './trades.ts'

/**
 * What to backtest with: the strategy's parameters, and how trading works. Everything may be left out.
 */
export interface BacktestOptions<C extends AnyStrategyClass = AnyStrategyClass> extends BacktestSettingsInput {
  readonly params?: ParamsOf<C> | undefined
}

/**
 * Everything that a backtest found out, as plain data.
 */
export interface BacktestResult {
  readonly strategy: { readonly id: string; readonly title: string; readonly params: Readonly<Record<string, unknown>> }
  readonly symbol: string
  readonly timeframe: Timeframe
  readonly calendar: Calendar
  readonly barsPerYear: number
  /** The settings, defaults filled in. */
  readonly settings: BacktestSettings
  /** Bars before the first decision. */
  readonly warmup: number
  readonly summary: Summary
  /** Round trips in order of entry; a position that is still open comes last. */
  readonly trades: readonly Trade[]
  /** Every execution. */
  readonly fills: readonly Fill[]
  /** How often the order of events inside a bar had to be assumed. */
  readonly assumptions: Assumptions
  /** The bars it ran on. */
  readonly bars: Bars
  /** Target per bar, decided at its close; NaN during warm-up. */
  readonly targets: Column
  /** Equity at each close, in quote currency. */
  readonly equity: Column
}

/**
 * Bars alone do not tell in which order prices came. How often that mattered.
 */
export interface Assumptions {
  /** Bars on which both a stop and the profit target were touched; the stop was taken, unless the bar opened beyond the target. */
  readonly ambiguousBars: number
  /** Exits at an open that had already jumped over the level. */
  readonly gapExits: number
  /** Bars that opened beyond the profit target and touched a stop later; the target was taken. */
  readonly targetBeforeStop: number
}

/**
 * Runs a strategy over a history and tells what it would have come to.
 *
 * A target decided at the close of a bar is traded at the open of the next one. Stops and profit targets are watched inside
 * every bar, from the entry bar on; when both are touched in the same bar the stop counts. Fees and slippage apply to every
 * fill. The position that is open at the end is valued at the last close and listed as `open`.
 *
 * @param strategy - A class that extends `Strategy`, or one from a catalog.
 * @param bars - At least one bar.
 * @throws {@link ConfigError} for settings or parameters that make no sense, `DataError` `backtest/no-bars` for an empty
 * history, `StrategyError` for targets outside [-1, 1].
 *
 * @example
 * ```ts
 * import { backtest, MaCrossover, syntheticBars } from 'peak-trade'
 *
 * const bars = syntheticBars({ seed: 1, length: 1000 })
 * const result = backtest(MaCrossover, bars, {
 *   params: { fast: 20, slow: 50 },
 *   capital: 10_000,
 *   costs: { feeBps: 10, slippageBps: 5 },
 *   exits: { stopLoss: 0.02 },
 * })
 * result.summary.sharpe
 * result.trades[0]?.exitReason
 * ```
 */
export function backtest<C extends AnyStrategyClass>(strategy: C, bars: Bars, options: BacktestOptions<C> = {}): BacktestResult {
  if (bars.length === 0)
    throw new DataError('backtest/no-bars', `${bars.symbol} has no bars; a backtest needs at least one`, { symbol: bars.symbol })
  const { params, ...input } = options
  const settings = resolveSettings(input)
  const instance = createStrategy(strategy, params)
  const targets = instance.follow(bars)
  const { equity, fills } = simulationMemory(bars.length)
  const simulation = simulate(bars, targets, settings, { equity, fills })
  const { ambiguousBars, gapExits, targetBeforeStop } = simulation
  return {
    strategy: { id: strategy.id, title: strategy.title, params: instance.params },
    symbol: bars.symbol,
    timeframe: bars.timeframe,
    calendar: bars.calendar,
    barsPerYear: annualBars(bars),
    settings,
    warmup: instance.warmup,
    summary: summarize({
      bars,
      settings,
      simulation,
      fills,
      equity,

      scratch: createEquityScratch(bars.length),
    }),
    trades: listTrades(fills, bars),
    fills: fills.toArray(),
    assumptions: { ambiguousBars, gapExits, targetBeforeStop },
    bars,
    targets,
    equity,
  }
}
