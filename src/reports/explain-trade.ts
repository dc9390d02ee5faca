import { ConfigError } from '../base/errors.ts'
import type { BacktestResult } from '../engine/backtest-result.ts'
import type { Trade } from '../engine/trades.ts'
import { countOf } from './format.ts'
import { orderEnding } from './order-ending.ts'
import { type OrderRecord, orderRecords } from './order-records.ts'
import { OrderReplay } from './order-replay.ts'
import { StepSelection } from './step-selection.ts'
import { tradeEnding } from './trade-ending.ts'
import type { TradeExplanation, TradeStep } from './trade-explanation.ts'
import { TradeReplay } from './trade-replay.ts'

/**
 * Tells one trade of a backtest bar by bar: what was decided, what was filled and why that much, which levels stood, whether they
 * were reached, and why the position ended.
 *
 * The engine itself is taken through the run once more, and everything that it does is compared with the result, so an explanation never
 * tells another story than the numbers. Of a long trade the first and the last three bars are told, and every bar in between with a
 * decision, a fill, a refused order, a level that was reached, or another stop in force; a best price that merely moves the trailing stop on
 * does not count, and neither does carry.
 *
 * @param index - Position in `result.trades`, from 0.
 * @throws {@link ConfigError} `trade/index` when there is no such trade, `trade/orders` for a result with neither targets nor orders, `BugError` `explain/mismatch` when the explanation does not come to
 * the trade's own numbers.
 *
 * @example
 * ```ts
 * import { backtest, explainTrade, MaCrossover, syntheticBars } from 'peak-trade'
 *
 * const result = backtest(MaCrossover, syntheticBars({ seed: 1, length: 1000 }), { exits: { stopLoss: 0.02 } })
 * const { steps, ending } = explainTrade(result, 0)
 * steps[0].decision?.after // 1
 * ending // says why it closed
 * ```
 */
export function explainTrade(result: BacktestResult, index: number): TradeExplanation {
  const { trades, symbol, timeframe } = result
  const trade = trades[index]
  if (trade === undefined) {
    const range = trades.length === 0 ? '' : `; take 0 to ${trades.length - 1}`
    throw new ConfigError('trade/index', `trade index ${index} does not exist: there ${thereAre(trades.length)}${range}`, {
      index,
      trades: trades.length,
    })
  }
  const orders = orderRecords(result)
  if (orders !== undefined) return explainOrders(result, orders, index)
  // Whoever has traded on targets knows the last one.
  if (Number.isNaN(result.targets[result.targets.length - 1]))
    throw new ConfigError('trade/orders', `${result.strategy.id} has neither targets nor orders that its trades could follow from`, {
      strategy: result.strategy.id,
    })
  const replay = new TradeReplay(result, index)
  const steps = selected(trade, replay.bars())
  replay.expectTrade()
  return { number: index + 1, symbol, timeframe, trade, steps, carry: replay.carry, ending: tradeEnding(trade, steps, result) }
}

function explainOrders(result: BacktestResult, orders: readonly OrderRecord[], index: number): TradeExplanation {
  const { trades, symbol, timeframe } = result
  const trade = trades[index]
  const replay = new OrderReplay(result, orders, index)
  const steps = selected(trade, replay.bars())
  replay.expectTrade()
  const ending = orderEnding(trade, steps, { timeframe, order: replay.lastFill.order })
  return { number: index + 1, symbol, timeframe, trade, steps, carry: replay.carry, ending }
}

function selected(trade: Trade, bars: Iterable<TradeStep>): readonly TradeStep[] {
  const selection = new StepSelection(trade)
  for (const step of bars) selection.add(step)
  return selection.steps
}

function thereAre(trades: number): string {
  return trades === 0 ? 'are no trades' : `${trades === 1 ? 'is' : 'are'} ${countOf(trades, 'trade')}`
}
