const RING = 64
const MASK = RING - 1

/**
 * Averages a series over one dominant cycle, so that the cycle cancels out, and the results over 4 bars with weights 4, 3,
 * 2, 1. Source: Ehlers, Rocket Science for Traders, 2001.
 */
export class CycleTrendline {
  private readonly values = new Float64Array(RING)
  private bar = -1
  private before1 = 0
  private before2 = 0
  private before3 = 0

  /** Takes the next value in; needed on every bar, also where no cycle is known yet. */
  take(value: number): void {
    this.values[++this.bar & MASK] = value
  }

  /** The trendline of the bar that was taken last, for a cycle of `period` bars, at most 50. */
  advance(period: number): number {
    const bars = Math.floor(period + 0.5)
    let average = 0
    for (let k = 0; k < bars; k++) average += this.values[(this.bar - k) & MASK]
    if (bars > 0) average /= bars
    const line = (4 * average + 3 * this.before1 + 2 * this.before2 + this.before3) / 10
    this.before3 = this.before2
    this.before2 = this.before1
    this.before1 = average
    return line
  }
}
