import type { Column } from '../base/column.ts'
import { annualBars, type Bars } from '../market/bars.ts'
import { stopDistance } from './exits.ts'
import type { FillCosts } from './fill-costs.ts'
import { kellyFraction, RecentTrades } from './kelly.ts'
import type { RefusalReason } from './refusals.ts'
import type { BacktestSettings } from './settings.ts'
import { defaultLeverage, type OrderToSize, sizedQuantity } from './sizing.ts'

/**
 * Finds the quantity that a target asks for, from the settings of a run and what was known at the decision.
 */
export class Sizer {
  /** Why the last {@link wanted} has no answer; undefined when it has one. */
  refusal: RefusalReason | undefined

  private readonly bars: Bars
  private readonly settings: BacktestSettings
  private readonly costs: FillCosts
  private readonly atr: Column | undefined
  private readonly trades: RecentTrades | undefined
  private readonly order: OrderToSize
  /** A fraction, a value or a number of units: nothing else has to be known. */
  private readonly simple: boolean

  /** @param atr - The average true range per bar, when the exits need it. */
  constructor(bars: Bars, settings: BacktestSettings, costs: FillCosts, atr: Column | undefined) {
    this.bars = bars
    this.settings = settings
    this.costs = costs
    this.atr = atr
    this.trades = 'kelly' in settings.sizing ? new RecentTrades(settings.sizing.trades ?? 20) : undefined
    this.simple = atr === undefined && (['fraction', 'units', 'notional'] as const).some(kind => kind in settings.sizing)
    this.order = {
      target: 0,
      equity: 0,
      price: 0,
      feeRate: costs.feeRate,
      minimumFee: costs.minimumFee,
      maxLeverage: settings.maxLeverage ?? defaultLeverage(settings.sizing),
      lot: settings.instrument.lot,
      stopDistance: Number.NaN,
      volatility: Number.NaN,
      kelly: Number.NaN,
    }
  }

  /** A fill has changed the position; what was earned decides later sizes. */
  book(before: number, after: number, price: number, fee: number): void {
    this.trades?.book(before, after, price, fee)
  }

  /** The average true range at the bar of a decision; NaN when it is not known or not needed. */
  atrAt(decided: number): number {
    return this.atr === undefined || decided < 0 ? Number.NaN : this.atr[decided]
  }

  /**
   * The signed quantity to hold; NaN with a {@link refusal} when it cannot be known.
   *
   * @param equity - Worth of the account at the price.
   * @param price - Before slippage.
   * @param decided - Bar whose close decided.
   */
  wanted(target: number, equity: number, price: number, decided: number, flat: boolean): number {
    const { order } = this
    order.target = target
    order.equity = equity
    order.price = this.costs.expectedPrice(price, Math.sign(target))
    return this.simple ? sizedQuantity(this.settings.sizing, order) : this.found(decided, flat)
  }

  /** A quantity that needs more than the equity and a price. */
  private found(decided: number, flat: boolean): number {
    const { order, settings, trades } = this
    const { sizing, exits } = settings
    this.refusal = undefined
    if ('volatility' in sizing) {
      order.volatility = simpleReturnVolatility(this.bars, decided, sizing.period ?? 20)
      if (Number.isNaN(order.volatility)) return this.refuse('volatility-unknown')
    }
    if (flat && this.atr !== undefined && !(this.atrAt(decided) > 0)) return this.refuse('atr-unknown')
    if ('risk' in sizing) order.stopDistance = stopDistance(order.price, exits, this.atrAt(decided))
    if ('kelly' in sizing && trades !== undefined) order.kelly = kellyFraction(sizing, trades.returns, trades.count)
    return sizedQuantity(sizing, order)
  }

  private refuse(reason: RefusalReason): number {
    this.refusal = reason
    return Number.NaN
  }
}

/** Sample deviation of the last `period` simple returns from close to close up to bar `at`, per year; NaN when there are not as many. */
export function simpleReturnVolatility(bars: Bars, at: number, period: number): number {
  if (at < period) return Number.NaN
  const { close } = bars
  const first = at - period + 1
  let sum = 0
  for (let i = first; i <= at; i++) sum += close[i] / close[i - 1] - 1
  const mean = sum / period
  let squares = 0
  for (let i = first; i <= at; i++) squares += (close[i] / close[i - 1] - 1 - mean) ** 2
  return Math.sqrt((squares / (period - 1)) * annualBars(bars))
}
