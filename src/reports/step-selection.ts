import type { Trade } from '../engine/trades.ts'
import type { TradeLevels, TradeStep } from './trade-explanation.ts'

/** Bars that are told at the start and at the end of every trade, whether or not something happened on them. */
const EDGE = 3

/** Keeps the bars of a trade that are worth telling. */
export class StepSelection {
  /** Those that were kept. */
  steps: TradeStep[] = []

  private readonly trade: Pick<Trade, 'entryIndex' | 'exitIndex'>
  private leftOut = 0
  private nearest: TradeLevels['nearest']
  private isEntered = false
  /** The bar before, if it was left out although it decided something: it is told once something comes of it. */
  private held: TradeStep | undefined

  constructor(trade: Pick<Trade, 'entryIndex' | 'exitIndex'>) {
    this.trade = trade
  }

  /** Takes the next bar. Before the entry a new target starts anew. */
  add(step: TradeStep): void {
    const { entryIndex, exitIndex } = this.trade
    const entersAtOpen = step.fills.some(fill => fill.when === 'open')
    if (!(this.isEntered || entersAtOpen) && step.decision?.kind === 'target') {
      this.steps = []
      this.leftOut = 0
      this.held = undefined
    }
    this.isEntered ||= step.fills.length > 0
    const { nearest } = step.levels ?? {}
    const { fills, refusals, assumptions, orders = [] } = step
    const happened = fills.length > 0 || refusals.length > 0 || assumptions.length > 0 || orders.length > 0
    const decided = step.decision !== undefined && step.decision.kind !== 'rebalance'
    // An order may wait for long before the entry.
    const isStart = step.index < entryIndex + EDGE && (step.orders === undefined || step.index >= entryIndex - EDGE)
    const isEdge = isStart || step.index > exitIndex - EDGE
    if (happened || decided || isEdge || nearest !== this.nearest) {
      if (happened && this.held !== undefined) {
        this.leftOut--
        this.keep(this.held)
      }
      this.keep(step)
      this.held = undefined
    } else {
      this.leftOut++
      this.held = step.decision === undefined ? undefined : step
    }
    this.nearest = nearest
  }

  private keep(step: TradeStep): void {
    this.steps.push({ ...step, leftOut: this.leftOut })
    this.leftOut = 0
  }
}
