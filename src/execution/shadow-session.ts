import { ConfigError } from '../base/errors.ts'
import { type Calendar, type Timeframe, timeframeMs } from '../base/timeframe.ts'
import type { Account } from '../engine/account.ts'
import type { Fill } from '../engine/fills.ts'
import type { RefusedOrder } from '../engine/refusals.ts'
import { BarBuffer } from '../market/bar-buffer.ts'
import type { Bar, Bars } from '../market/bars.ts'
import { type AnyStrategyClass, createStrategy, type ParamsOf, type Strategy } from '../strategies/strategy.ts'
import type { LiveOrder } from './order.ts'
import type { OrderDesk } from './order-desk.ts'
import { ShadowOrders } from './shadow-orders.ts'
import { SimulatedExecutor } from './simulated-executor.ts'
import { TargetDesk } from './target-desk.ts'

/** What a shadow session is made of. */
export interface ShadowSessionOptions<C extends AnyStrategyClass = AnyStrategyClass> {
  readonly strategy: C
  readonly params?: ParamsOf<C> | undefined
  readonly timeframe: Timeframe
  readonly calendar?: Calendar | undefined
  /** With a `shadowExecutor`, whose settings (capital, costs, sizing, exits) are those of the session. */
  readonly desk: OrderDesk
  /** Bars from before the session: the strategy learns from them, and nothing is traded on them. */
  readonly history?: Bars | undefined
  /** Bars of other symbols, for strategies that look at them; append to them first. */
  readonly others?: readonly Bars[] | undefined
}

/** What a shadow session has come to so far. */
export interface ShadowResult {
  /** As a backtest over the same bars gives them; `index` counts the bars of the history, too. */
  readonly fills: readonly Fill[]
  /** At each close of the session, in quote currency. */
  readonly equity: readonly number[]
  readonly account: Readonly<Account>
  /** Orders that the strategy wanted and that were not sent, and why. */
  readonly refusals: readonly RefusedOrder[]
  /** Every order that was sent, as the journal has it. */
  readonly orders: readonly LiveOrder[]
}

/**
 * A strategy that follows real bars, one at a time, with simulated fills: `tradeSession` feeds it from a source, or you feed it yourself.
 *
 * It is a backtest that happens slowly. The same desk that follows targets in the plain twin of the backtest follows them here, on the same simulated
 * exchange, so both give the same fills and the same equity. The difference is that nothing fills without an order that was approved by the gates and
 * written to the journal first: when the strategy wants to trade, and when a price inside a bar reaches an exit. Levels of exits are watched, and become orders
 * when they are reached. An order that is refused does not fill: an entry is given up until the target changes, an exit is tried again at the next bar.
 *
 * Every bar is given when it is closed. What was decided at the close before is traded at its open, without having seen the rest of it.
 *
 * @example
 * ```ts
 * import { defaultEnvironment, eachBar, Gatekeeper, LimitBreaker, MaCrossover, MemoryJournal, OrderDesk, ShadowSession } from 'peak-trade'
 * import { shadowExecutor, startOfDay, syntheticBars } from 'peak-trade'
 *
 * const bars = syntheticBars({ seed: 1, length: 300, symbol: 'BTC/EUR', timeframe: '1h' })
 * const gates = new Gatekeeper({
 *   ...{ environment: defaultEnvironment, limits: {}, breaker: new LimitBreaker(), instruments: {} },
 *   state: startOfDay(undefined, { at: bars.time[0], equity: 10_000 }),
 * })
 * const executor = shadowExecutor({ symbol: bars.symbol, settings: { sizing: { fraction: 0.05 } } })
 * const desk = new OrderDesk({ session: 'shadow-1', journal: new MemoryJournal(), executor, gates })
 * const session = new ShadowSession({ strategy: MaCrossover, timeframe: bars.timeframe, desk })
 * for (const bar of eachBar(bars)) session.onBar(bar)
 * session.result().equity.length // 300
 * ```
 */
export class ShadowSession {
  private readonly executor: SimulatedExecutor
  private readonly desk: OrderDesk
  private readonly strategy: Strategy
  private readonly bars: BarBuffer
  private readonly targets: TargetDesk
  private readonly orders: ShadowOrders
  private readonly barMs: number
  private readonly equity: number[] = []

  /**
   * @throws {@link ConfigError} `session/executor` unless the executor of the desk is a `shadowExecutor`, `session/used` when the session has a past already;
   * and for parameters that the strategy refuses.
   */
  constructor({ strategy, params, timeframe, calendar, desk, history, others }: ShadowSessionOptions) {
    const { executor, session } = desk
    if (!(executor instanceof SimulatedExecutor) || executor.mode !== 'shadow')
      throw new ConfigError('session/executor', `a shadow session needs a desk with a shadowExecutor, not one for ${executor.mode}`)
    if (desk.needsRecovery || executor.exchange.barIndex >= 0)
      throw new ConfigError(
        'session/used',
        `session ${session} has been traded already, and its simulated account is gone; give it a new id`,
        { session },
      )
    this.executor = executor
    this.desk = desk
    this.strategy = createStrategy<Strategy>(strategy, params ?? {})
    this.bars = new BarBuffer({
      symbol: executor.symbol,
      timeframe,
      ...(calendar === undefined ? {} : { calendar }),
      ...(others === undefined ? {} : { others }),
    })
    if (history !== undefined) this.bars.appendAll(history)
    this.barMs = timeframeMs(timeframe)
    this.orders = new ShadowOrders(desk, executor)
    const { admit } = this.orders
    this.targets = new TargetDesk(executor.exchange, executor.settings, { bars: this.bars, admit })
    const { id } = strategy
    desk.note(
      { kind: 'session', strategy: id, params: jsonOf(this.strategy.params), settings: jsonOf(executor.settings) },
      desk.gates.state.day.start,
    )
  }

  /**
   * Takes a closed bar.
   *
   * @throws {@link DataError} for a bar that cannot be the next one, `StrategyError` for a target outside [-1, 1], and what the journal throws.
   */
  onBar(bar: Bar): void {
    const { bars, executor, targets, orders, desk } = this
    bars.append(bar)
    const index = bars.length - 1
    orders.startBar(bar.time)
    executor.openBar(bar, index)
    targets.atOpen(index)
    orders.settle()
    orders.moveTo(bar.time + this.barMs)
    executor.closeBar(orders.now)
    orders.settle()
    targets.atClose(this.strategy.follow(bars)[index], index)
    orders.settle()
    const equity = executor.exchange.worth()
    this.equity.push(equity)
    desk.gates.mark({ at: orders.now, equity })
  }

  /** What it has come to so far. */
  result(): ShadowResult {
    const { fills, account } = this.executor.exchange
    return {
      fills: [...fills],
      equity: [...this.equity],
      account: { ...account },
      refusals: [...this.targets.refusals],
      orders: this.desk.orders(),
    }
  }
}

/** Parameters and settings may have what JSON cannot say. */
function jsonOf(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_key, inner: unknown) => (typeof inner === 'number' && !Number.isFinite(inner) ? String(inner) : inner)) ??
      'null',
  )
}
