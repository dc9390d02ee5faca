import { emptyColumn } from '../../base/column.ts'
import { ConfigError, DataError } from '../../base/errors.ts'
import { annualBars, type Bars } from '../../market/bars.ts'
import { createEquityScratch } from '../../metrics/equity-scratch.ts'
import type { OrderRecord } from '../../strategies/order.ts'
import { type ClassOf, createStrategy, type StrategyBase } from '../../strategies/strategy-base.ts'
import type { BacktestResult } from '../backtest-result.ts'
import type { Admit } from '../refusals.ts'
import { type BacktestSettings, type BacktestSettingsInput, resolveSettings } from '../settings.ts'
import { summarize } from '../summarize.ts'
import { listTrades } from '../trades.ts'
import { type OrderPlacer, OrderRun } from './order-run.ts'

/** The options of `backtest`, for a class that is not known yet. */
interface OrderRunOptions extends BacktestSettingsInput {
  readonly params?: unknown
  readonly admit?: Admit | undefined
}

/**
 * What a backtest of an order-driven strategy found out: everything that a backtest finds out, and what became of the orders.
 *
 * @example
 * ```ts
 * import { backtest, type OrderBacktestResult, OrderStrategy, syntheticBars } from 'peak-trade'
 *
 * class Dip extends OrderStrategy {
 *   static override readonly id = 'dip'
 *   protected override onBar() {
 *     if (this.index === 0) this.buy({ quantity: 1, limit: 0.5 * this.close.value, timeInForce: { bars: 10 } })
 *   }
 * }
 * const result: OrderBacktestResult = backtest(Dip, syntheticBars({ seed: 1, length: 100 }))
 * result.orders[0].status // 'expired'
 * ```
 */
export interface OrderBacktestResult extends BacktestResult {
  /** Every order, in the order in which they were placed; refused ones are listed here as `rejected`. */
  readonly orders: readonly OrderRecord[]
}

/**
 * Runs an order-driven strategy over a history. The targets of the result are all NaN: it has orders instead.
 *
 * @throws {@link ConfigError} `backtest/settings` for `fillAt: 'close'`, exits, a sizing or a rebalancing, which belong to strategies that
 * decide targets.
 */
export function backtestOrders(strategy: ClassOf<OrderPlacer>, bars: Bars, options: OrderRunOptions = {}): OrderBacktestResult {
  if (bars.length === 0)
    throw new DataError('backtest/no-bars', `${bars.symbol} has no bars; a backtest needs at least one`, { symbol: bars.symbol })
  const { params, admit, ...input } = options
  const settings = resolveOrderSettings(strategy, input)
  const instance = createStrategy(strategy, params)
  const run = new OrderRun(instance, settings, admit)
  run.follow(bars)
  const { equity, exchange } = run
  const simulation = run.simulation()
  const { ambiguousBars, gapExits, targetBeforeStop } = simulation
  const fills = run.fillLog()
  return {
    strategy: { id: strategy.id, title: strategy.title, params: instance.params },
    symbol: bars.symbol,
    timeframe: bars.timeframe,
    calendar: bars.calendar,
    barsPerYear: annualBars(bars),
    settings,
    warmup: Math.min(instance.warmup, bars.length),
    summary: summarize({ bars, settings, simulation, fills, equity, refusals: 0, scratch: createEquityScratch(bars.length) }),
    trades: listTrades(fills, bars),
    fills: exchange.fills,
    refusals: [],
    assumptions: { ambiguousBars, gapExits, targetBeforeStop },
    bars,
    targets: emptyColumn(bars.length),
    equity,
    orders: exchange.records,
  }
}

/** The settings of a run of orders. What only targets use is refused instead of being ignored. */
export function resolveOrderSettings(strategy: ClassOf<StrategyBase>, input: BacktestSettingsInput): BacktestSettings {
  const settings = resolveSettings(input)
  const refuse = (setting: string, remedy: string): never => {
    throw new ConfigError('backtest/settings', `${strategy.id} places orders, so ${setting} does not apply to it: ${remedy}`, {
      setting,
      strategy: strategy.id,
    })
  }
  if (settings.fillAt !== 'open') refuse('fillAt', 'what it places at a close can fill from the next open on; leave fillAt out')
  if (Object.values(input.exits ?? {}).some(rule => rule !== undefined))
    refuse('exits', 'place the orders in onBar, with stopLoss and takeProfit of an order or with this.exit')
  if (input.sizing !== undefined) refuse('sizing', 'give the quantity or the fraction of each order in onBar')
  if (settings.rebalance !== 'change') refuse('rebalance', 'place the orders in onBar')
  return settings
}
