import { StrategyError } from '../base/errors.ts'
import { slippedPrice } from '../engine/costs.ts'
import type { BacktestSettings } from '../engine/settings.ts'
import type { SimulatedExchange } from '../engine/simulated-exchange.ts'
import { sizedQuantity } from '../engine/sizing.ts'
import { bracket, EXIT_GROUP } from './bracket.ts'

/**
 * Follows targets on an exchange: sizes positions, keeps their exit orders, and leaves when the holding time is over. Call
 * {@link atOpen} after every `openBar` and {@link atClose} after every `closeBar`.
 */
export class TargetDesk {
  private readonly exchange: SimulatedExchange
  private readonly settings: BacktestSettings
  private target = Number.NaN
  /** The target is to be traded at the next open. */
  private due = false
  /** Closes since the position was entered. */
  private closes = 0

  constructor(exchange: SimulatedExchange, settings: BacktestSettings) {
    this.exchange = exchange
    this.settings = settings
  }

  /** The bar has opened. */
  atOpen(): void {
    if (!this.due) return
    this.due = false
    this.goToTarget()
  }

  /**
   * The bar has closed, and the strategy has decided; NaN while it does not know yet.
   *
   * @throws {@link StrategyError} `strategy/target` for a NaN after the first known target.
   */
  atClose(target: number, index: number): void {
    if (Number.isNaN(target) && !Number.isNaN(this.target))
      throw new StrategyError('strategy/target', `target is NaN at bar ${index}, after it was already known; only warm-up may be NaN`, {
        bar: index,
      })
    this.closes++
    const known = Number.isNaN(this.target) ? 0 : this.target
    this.target = target
    if (!Number.isNaN(target) && target !== known) this.onNewTarget()
    else if (this.closes >= (this.settings.exits.maxBars ?? Number.POSITIVE_INFINITY)) this.onTimeUp()
  }

  private onNewTarget(): void {
    if (this.settings.fillAt === 'open') this.due = true
    else this.goToTarget()
  }

  private onTimeUp(): void {
    const { quantity } = this.exchange.account
    if (quantity === 0) return
    if (this.settings.fillAt === 'close') this.exchange.trade({ quantity: -quantity, reason: 'time', group: EXIT_GROUP })
    else {
      const side = quantity > 0 ? 'sell' : 'buy'
      this.exchange.place({ kind: 'market', side, quantity: Math.abs(quantity), reason: 'time', group: EXIT_GROUP })
    }
  }

  /** Leaves the other side first, then trades the difference to the wanted size, at the current price. */
  private goToTarget(): void {
    const { exchange, target } = this
    const held = exchange.account.quantity
    if (held !== 0 && Math.sign(held) !== Math.sign(target)) exchange.trade({ quantity: -held, reason: 'signal', group: EXIT_GROUP })
    if (target === 0) return
    const wanted = this.wantedQuantity()
    const { quantity } = exchange.account
    if (wanted === undefined || wanted === quantity) return
    if (quantity === 0) this.closes = 0
    exchange.trade({ quantity: wanted - quantity, reason: 'signal' })
    this.protect()
  }

  /** Undefined when there is no money left to trade with. */
  private wantedQuantity(): number | undefined {
    const { exchange, settings, target } = this
    const { sizing, costs } = settings
    const worth = exchange.worth()
    if (worth <= 0) return undefined
    const price = slippedPrice(exchange.price, Math.sign(target), costs.slippageBps / 10_000)
    return sizedQuantity(sizing, target, worth, price, costs.feeBps / 10_000)
  }

  /** Places the exit orders of a new position, or moves those of one that was changed. */
  private protect(): void {
    const { exchange } = this
    for (const order of bracket(exchange.account, this.settings.exits)) {
      const resting = exchange.orders.find(({ kind, group }) => kind === order.kind && group === EXIT_GROUP)
      if (resting === undefined) exchange.place(order)
      else exchange.amend(resting.id, order)
    }
  }
}
