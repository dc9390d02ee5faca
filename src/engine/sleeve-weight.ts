import type { BarWeights } from './weight-schedule.ts'

/** What the targets of a run are multiplied with, bar after bar. */
export class SleeveWeight {
  value: number
  /** Bar at whose close the next weight is known; Infinity when there is none. */
  next: number
  /** Positions follow a new weight at once. */
  readonly resizes: boolean
  private readonly later: BarWeights | undefined
  private seen = 0

  constructor(value: number, later: BarWeights | undefined) {
    this.value = value
    this.later = later
    this.resizes = later?.resize ?? false
    this.next = later === undefined || later.index.length === 0 ? Number.POSITIVE_INFINITY : later.index[0]
  }

  /** Takes the last of the weights that are known at bar `t`; true when positions follow it at once. */
  advance(t: number): boolean {
    if (this.later === undefined) return false
    const { index, weight } = this.later
    while (this.seen < index.length && index[this.seen] <= t) this.value = weight[this.seen++]
    this.next = this.seen < index.length ? index[this.seen] : Number.POSITIVE_INFINITY
    return this.resizes
  }
}
