import { claimedCash, type Holding } from './holding.ts'

/**
 * Sums over the symbols of an account, in its currency. NaN when a symbol cannot be valued.
 */
export interface Tally {
  /** Cash and positions. */
  equity: number
  /** Sum of the largest positions that open orders can make. */
  exposure: number
  /** How many of them there are. */
  positions: number
  /** Cash that is nobody else's. */
  freeCash: number
  /** Sum of exposure times volatility, and of its square. */
  risk: number
  squaredRisk: number
}

/** Adds a symbol whose largest position that counts is given in units. */
export function addToTally(tally: Tally, holding: Holding, largest: number): void {
  const { quantity, price, rate, volatility } = holding
  if (quantity === 0 && largest === 0) return
  const unit = price * rate
  const exposure = largest === 0 ? 0 : largest * unit
  const risk = exposure === 0 ? 0 : exposure * volatility
  tally.equity += quantity === 0 ? 0 : quantity * unit
  tally.exposure += exposure
  if (largest !== 0) tally.positions++
  tally.freeCash -= claimedCash(holding)
  tally.risk += risk
  tally.squaredRisk += risk * risk
}
