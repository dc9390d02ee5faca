import { StrategyError } from '../../base/errors.ts'
import type { OrderConditions, OrderDesk, OrderRecord, OrderTicket, Position } from '../../strategies/order.ts'
import type { ParamsSchema } from '../../strategies/parse-params.ts'
import type { ParamsOf } from '../../strategies/strategy.ts'
import { type ClassOf, type History, StrategyBase } from '../../strategies/strategy-base.ts'
import type { Admit } from '../refusals.ts'
import type { BacktestSettingsInput } from '../settings.ts'
import { backtestOrders } from './backtest-orders.ts'

/** Some class of order-driven strategies, when it does not matter which. */
export interface AnyOrderStrategyClass extends ClassOf<OrderStrategy> {
  /** @internal */
  readonly backtestOrders: typeof backtestOrders
}

/** What to run an order-driven strategy with; the same as for a strategy of targets. */
export interface OrderBacktestOptions<C extends AnyOrderStrategyClass = AnyOrderStrategyClass> extends BacktestSettingsInput {
  readonly params?: ParamsOf<C> | undefined
  /** Asked before every fill that opens a position or makes it larger; what it refuses is rejected. */
  readonly admit?: Admit | undefined
}

/**
 * A rule that places orders: where `Strategy` says which exposure it wants, this one says how to get there, with limits, stops,
 * brackets and orders that end after some time.
 *
 * Extend it, declare parameters and indicators as in a `Strategy`, and implement {@link onBar}. It is called at the close of every bar
 * and sees the bars up to there, its position, its working orders and its equity; never the future or the clock. What it places can be
 * filled from the open of the next bar on.
 *
 * @example
 * ```ts
 * import { backtest, highest, OrderStrategy, syntheticBars } from 'peak-trade'
 *
 * class StopEntry extends OrderStrategy {
 *   static override readonly id = 'stop_entry'
 *   private readonly top = this.use(highest, { period: 20 })
 *   protected override onBar() {
 *     if (this.position.quantity !== 0) return
 *     this.cancelAll()
 *     this.buy({ fraction: 1, stop: this.top.value, stopLoss: { distance: 0.02 }, takeProfit: { distance: 0.04 } })
 *   }
 * }
 * const result = backtest(StopEntry, syntheticBars({ seed: 1, length: 500 }))
 * result.orders.every(order => order.endIndex >= order.placedIndex || order.status === 'working') // true
 * ```
 */
export abstract class OrderStrategy<S extends ParamsSchema = ParamsSchema> extends StrategyBase<S> {
  /** @internal What runs the class: it comes along with it, so that who trades targets only does not load an exchange. */
  static readonly backtestOrders: typeof backtestOrders = backtestOrders

  private desk: OrderDesk | undefined

  /** Places and cancels orders. Called at the close of every bar, in order, as soon as every used indicator has a value. */
  protected abstract onBar(): void

  /** What is held. */
  protected get position(): Position {
    return this.openDesk.position
  }

  /** The working orders, oldest first, attached ones included. */
  protected get orders(): readonly OrderRecord[] {
    return this.openDesk.orders
  }

  /** Cash plus position at this close, in quote currency. */
  protected get equity(): number {
    return this.openDesk.equity
  }

  /**
   * Places an order to buy.
   *
   * An order whose numbers make no sense (a quantity of 0, a level that is NaN) is rejected: it is listed with the reason, and the run goes
   * on. A stop on the wrong side of the market is triggered at the next open, a limit that the market is already beyond fills there.
   *
   * @returns The id of the order.
   * @throws {@link StrategyError} `strategy/order` for terms that contradict each other, such as a trailing stop with a limit.
   */
  protected buy(ticket: OrderTicket): number {
    return this.openDesk.place('buy', ticket)
  }

  /** Places an order to sell, or to sell short. As {@link buy}. */
  protected sell(ticket: OrderTicket): number {
    return this.openDesk.place('sell', ticket)
  }

  /**
   * Places an order that closes the position, at the next open or under conditions (`exit({ limit: 120 })`). It can only reduce.
   *
   * @returns The id of the order; undefined while there is no position, and then nothing is placed.
   */
  protected exit(conditions: OrderConditions = {}): number | undefined {
    const { quantity } = this.openDesk.position
    if (quantity === 0) return undefined
    return this.openDesk.place(quantity > 0 ? 'sell' : 'buy', { ...conditions, quantity: Math.abs(quantity), reduceOnly: true })
  }

  /** Takes a working order back. False when it is not there any more: a fill may have come first. */
  protected cancel(id: number): boolean {
    return this.openDesk.cancel(id)
  }

  /** Takes all working orders back, attached ones included. */
  protected cancelAll(): void {
    this.openDesk.cancelAll()
  }

  /** @internal Brings the indicators up to bar `to` (excluded). For what runs the strategy. */
  see(history: History, to: number = history.length): void {
    this.advance(history, Math.min(to, history.length))
  }

  /** @internal Lets the strategy act at the close of a bar that it has seen. For what runs the strategy. */
  act(index: number, desk: OrderDesk): void {
    this.cursor.index = index
    this.desk = desk
    try {
      this.onBar()
    } finally {
      this.desk = undefined
    }
  }

  private get openDesk(): OrderDesk {
    if (this.desk !== undefined) return this.desk
    throw new StrategyError(
      'strategy/desk',
      `${this.name}: position, orders and equity are there in onBar, and orders can be placed there`,
      {
        strategy: this.name,
      },
    )
  }
}
