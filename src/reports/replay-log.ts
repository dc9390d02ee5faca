import type { Fill } from '../engine/fills.ts'
import type { RefusedOrder } from '../engine/refusals.ts'
import type { SimulationMemory } from '../engine/simulation.ts'
import type { ReplayCheck } from './replay-check.ts'

/** A fill with the signed positions around it. */
export interface BookedFill extends Fill {
  readonly before: number
  readonly after: number
}

/** What a replayed run has written into its memory since the last look, each piece compared with the result. */
export class ReplayLog {
  /** Trades that are over. */
  finished = 0

  private readonly memory: SimulationMemory
  private readonly check: ReplayCheck
  private fills = 0
  private refusals = 0
  private position = 0

  constructor(memory: SimulationMemory, check: ReplayCheck) {
    this.memory = memory
    this.check = check
  }

  /** The next fill, if there is one. */
  nextFill(): BookedFill | undefined {
    const { fills } = this.memory
    const at = this.fills
    if (at === fills.length) return undefined
    const [index, quantity, price, fee] = [fills.index[at], fills.quantity[at], fills.price[at], fills.fee[at]]
    const before = this.position
    const fill = { index, quantity, price, fee, reason: fills.reasonAt(at), before, after: before + quantity }
    this.check.expectFill(fill, at)
    this.fills++
    this.position = fill.after
    if (fill.after === 0) this.finished++
    return fill
  }

  /** The next refusal, if there is one. */
  nextRefusal(): RefusedOrder | undefined {
    const refusal = this.memory.refusals[this.refusals]
    if (refusal === undefined) return undefined
    this.check.expectRefusal(refusal, this.refusals)
    this.refusals++
    return refusal
  }
}
