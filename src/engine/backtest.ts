import { DataError } from '../base/errors.ts'
import { annualBars, type Bars } from '../market/bars.ts'
import { createEquityScratch } from '../metrics/equity-scratch.ts'
import { type AnyStrategyClass, createStrategy, type ParamsOf } from '../strategies/strategy.ts'
import type { BacktestResult } from './backtest-result.ts'
import type { OrderBacktestResult } from './orders/backtest-orders.ts'
import type { AnyOrderStrategyClass, OrderBacktestOptions } from './orders/order-strategy.ts'
import { placesOrders } from './orders/places-orders.ts'
import type { Admit } from './refusals.ts'
import { type BacktestSettingsInput, resolveSettings } from './settings.ts'
import { simulate, simulationMemory } from './simulate.ts'
import { summarize } from './summarize.ts'
import { listTrades } from './trades.ts'

/**
 * What to backtest with: the strategy's parameters, and how trading works. Everything may be left out.
 */
export interface BacktestOptions<C extends AnyStrategyClass = AnyStrategyClass> extends BacktestSettingsInput {
  readonly params?: ParamsOf<C> | undefined
  /** Asked before every order that adds exposure. */
  readonly admit?: Admit | undefined
}

/**
 * Runs a strategy over a history and tells what it would have come to.
 *
 * A target decided at the close of a bar is traded at the open of the next one. Stops and profit targets are watched inside
 * every bar, from the entry bar on; when both are touched in the same bar the stop counts. Fees and slippage apply to every
 * fill. The position that is open at the end is valued at the last close and listed as `open`.
 *
 * @param strategy - A class that extends `Strategy` or `OrderStrategy`, or one from a catalog.
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
export function backtest<C extends AnyOrderStrategyClass>(strategy: C, bars: Bars, options?: OrderBacktestOptions<C>): OrderBacktestResult
export function backtest<C extends AnyStrategyClass>(strategy: C, bars: Bars, options?: BacktestOptions<C>): BacktestResult
export function backtest(strategy: AnyStrategyClass | AnyOrderStrategyClass, bars: Bars, options: BacktestOptions = {}): BacktestResult {
  if (placesOrders(strategy)) return strategy.backtestOrders(strategy, bars, options)
  if (bars.length === 0)
    throw new DataError('backtest/no-bars', `${bars.symbol} has no bars; a backtest needs at least one`, { symbol: bars.symbol })
  const { params, admit, ...input } = options
  const settings = resolveSettings(input)
  const instance = createStrategy(strategy, params)
  const targets = instance.follow(bars)
  const memory = simulationMemory(bars.length)
  const { equity, fills, refusals } = memory
  const simulation = simulate(bars, targets, settings, memory, { admit })
  const { ambiguousBars, gapExits, targetBeforeStop } = simulation
  return {
    strategy: { id: strategy.id, title: strategy.title, params: instance.params },
    symbol: bars.symbol,
    timeframe: bars.timeframe,
    calendar: bars.calendar,
    barsPerYear: annualBars(bars),
    settings,
    warmup: Math.min(instance.warmup, bars.length),
    summary: summarize({
      bars,
      settings,
      simulation,
      fills,
      equity,
      refusals: refusals.length,
      scratch: createEquityScratch(bars.length),
    }),
    trades: listTrades(fills, bars),
    fills: fills.toArray(),
    refusals,
    assumptions: { ambiguousBars, gapExits, targetBeforeStop },
    bars,
    targets,
    equity,
  }
}
