import { ceilToStep, floorToStep, type Instrument } from '../market/instrument.ts'
import { type Costs, fillFee, slippedPrice } from './costs.ts'

/**
 * Price and fee of fills, from the settings of a run.
 */
export class FillCosts {
  /** Fee of a market fill, as a fraction of its value. */
  readonly feeRate: number
  /** In quote currency. */
  readonly minimumFee: number
  /** Slippage and half the spread. */
  readonly slippageRate: number

  private readonly makerFeeRate: number
  private readonly impactRate: number
  private readonly linear: boolean
  private readonly tick: number | undefined
  /** Neither impact nor ticks. */
  private readonly plain: boolean

  constructor(costs: Costs, instrument: Instrument = {}) {
    this.feeRate = costs.feeBps / 10_000
    this.minimumFee = costs.minimumFee ?? 0
    this.slippageRate = (costs.slippageBps + (costs.halfSpreadBps ?? 0)) / 10_000
    this.makerFeeRate = (costs.makerFeeBps ?? costs.feeBps) / 10_000
    this.impactRate = (costs.impactBps ?? 0) / 10_000
    this.linear = costs.impact === 'linear'
    this.tick = instrument.tick
    this.plain = this.impactRate === 0 && this.tick === undefined
  }

  /** What a unit is expected to cost when sizing an order: slippage and spread, but not the impact that depends on the size. */
  expectedPrice(price: number, direction: number): number {
    return slippedPrice(price, direction, this.slippageRate)
  }

  /**
   * The price of a market fill, on the tick that is worse for the trader.
   *
   * @param quantity - Signed: positive buys.
   * @param volume - Of the bar; NaN or 0 counts as if the order were all of it.
   */
  marketPrice(price: number, quantity: number, volume: number): number {
    if (this.plain) return slippedPrice(price, Math.sign(quantity), this.slippageRate)
    return this.impactedPrice(price, quantity, volume)
  }

  private impactedPrice(price: number, quantity: number, volume: number): number {
    const rate = this.impactRate === 0 ? this.slippageRate : this.slippageRate + this.impactRate * this.impactOf(quantity, volume)
    const paid = slippedPrice(price, Math.sign(quantity), rate)
    if (this.tick === undefined) return paid
    return quantity > 0 ? ceilToStep(paid, this.tick) : this.tickBelow(paid)
  }

  /** The price of a limit fill: the level, on the tick that is not worse than it. */
  limitPrice(level: number, quantity: number): number {
    if (this.tick === undefined) return level
    return quantity > 0 ? this.tickBelow(level) : ceilToStep(level, this.tick)
  }

  /** In quote currency. */
  fee(quantity: number, paid: number, limit: boolean): number {
    return fillFee(quantity, paid, limit ? this.makerFeeRate : this.feeRate, this.minimumFee)
  }

  /** A price below one tick stays: nothing is given away. */
  private tickBelow(price: number): number {
    return floorToStep(price, this.tick) || price
  }

  private impactOf(quantity: number, volume: number): number {
    const share = volume > 0 ? Math.min(1, Math.abs(quantity) / volume) : 1
    return this.linear ? share : Math.sqrt(share)
  }
}
