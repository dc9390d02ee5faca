import { claimedCash, type Holding, longest, shortest } from './holding.ts'
import type { Tally } from './tally.ts'

/** What each symbol of a book comes to, in columns that are summed in one pass. Summing anew each time leaves no rounding behind. */
export class BookColumns {
  private length = 0
  private values = new Float64Array(16)
  private exposures = new Float64Array(16)
  private claims = new Float64Array(16)
  private risks = new Float64Array(16)

  /** Puts what a symbol comes to in its place. */
  set(place: number, holding: Holding): void {
    if (place >= this.values.length) this.grow()
    if (place >= this.length) this.length = place + 1
    const { quantity, price, rate, volatility } = holding
    const unit = price * rate
    const largest = Math.max(longest(holding), shortest(holding))
    const exposure = largest === 0 ? 0 : largest * unit
    this.values[place] = quantity === 0 ? 0 : quantity * unit
    this.exposures[place] = exposure
    this.claims[place] = claimedCash(holding)
    this.risks[place] = exposure === 0 ? 0 : exposure * volatility
  }

  /** Sums over all places but one; -1 for all. */
  sum(cash: number, without: number): Tally {
    const { values, exposures, claims, risks, length } = this
    let equity = cash
    let freeCash = cash
    let exposure = 0
    let positions = 0
    let risk = 0
    let squaredRisk = 0
    for (let k = 0; k < length; k++) {
      if (k === without) continue
      const size = exposures[k]
      if (size !== 0) positions++
      equity += values[k]
      exposure += size
      freeCash -= claims[k]
      const own = risks[k]
      risk += own
      squaredRisk += own * own
    }
    return { equity, exposure, positions, freeCash, risk, squaredRisk }
  }

  /** The first place with something that cannot be valued, or -1. */
  firstUnknown(): number {
    for (let k = 0; k < this.length; k++) if (Number.isNaN(this.values[k] + this.exposures[k] + this.claims[k])) return k
    return -1
  }

  private grow(): void {
    for (const name of ['values', 'exposures', 'claims', 'risks'] as const) {
      const longer = new Float64Array(2 * this[name].length)
      longer.set(this[name])
      this[name] = longer
    }
  }
}
