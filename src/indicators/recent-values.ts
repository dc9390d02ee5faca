/**
 * The last `period` values next to each other in memory, oldest first, for indicators that look at a whole window on every
 * bar: they lie in `values` from `start` on as soon as `full` is true.
 */
export class RecentValues {
  readonly values: Float64Array
  start = 0
  private readonly period: number
  private end = 0

  constructor(period: number) {
    this.period = period
    this.values = new Float64Array(period + Math.max(period, 256))
  }

  get full(): boolean {
    return this.end - this.start === this.period
  }

  add(value: number): void {
    if (this.end === this.values.length) {
      this.values.copyWithin(0, this.end - this.period + 1, this.end)
      this.end = this.period - 1
      this.start = 0
    } else if (this.full) this.start++
    this.values[this.end] = value
    this.end++
  }
}
