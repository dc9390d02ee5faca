/** Milliseconds of work in a job: messages cost nothing beside it, and nobody who wants to stop the run has to wait. */
const GOAL = 10

/** How many items the next job should have, from how long the last ones took. */
export class JobSize {
  private readonly lanes: number
  private perItemMs: number

  /** @param cost - Bars per item. @param lanes - Who works at the same time. */
  constructor({ cost, lanes }: { readonly cost: number; readonly lanes: number }) {
    this.lanes = lanes
    // A guess, until somebody knows.
    this.perItemMs = Math.max(1, cost) * 50e-6
  }

  /** Enough for ten milliseconds, less towards the end, so that all lanes end together. */
  next(left: number): number {
    return Math.max(1, Math.min(Math.floor(GOAL / this.perItemMs), Math.ceil(left / (2 * this.lanes))))
  }

  /** Learns from a job. */
  took(items: number, ms: number): void {
    const now = Math.max(ms / items, 1e-6)
    // One job that had to wait for a processor does not change much; items that are really slower do.
    this.perItemMs = Math.min(this.perItemMs * 4, (this.perItemMs + now) / 2)
  }
}
