import { floorToStep } from '../market/instrument.ts'

/**
 * How much of each bar's volume a run may still trade.
 */
export class VolumeBudget {
  private readonly participation: number | undefined
  private readonly lot: number | undefined
  private index = -1
  private left = 0

  constructor(participation: number | undefined, lot: number | undefined) {
    this.participation = participation
    this.lot = lot
  }

  /** Takes from the budget of bar `index` as much of a signed quantity as there is; returns what was taken. */
  take(index: number, volume: number, quantity: number): number {
    if (this.participation === undefined) return quantity
    if (index !== this.index) {
      this.index = index
      this.left = volume > 0 ? this.participation * volume : 0
    }
    const size = Math.abs(quantity)
    if (size <= this.left) {
      this.left -= size
      return quantity
    }
    // The noise that rounding to lots forgives must not make it more than was asked for.
    const taken = Math.max(0, Math.min(size, floorToStep(this.left, this.lot)))
    this.left -= taken
    return quantity > 0 ? taken : -taken
  }
}
