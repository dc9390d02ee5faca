import type { BarNote } from './bar-source.ts'
import type { Bar } from './bars.ts'
import { formatTime } from './format-time.ts'

/** How far the clock here may be behind that of the exchange. */
const CLOCK_MS = 60_000

/** Lets closed bars through in time order, each once, and notes what is not as it should be. */
export class BarSequence {
  private readonly step: number
  private readonly note: (note: BarNote) => void
  private last: Bar | undefined
  private lastTime: number

  /** @param after - Opening time of the last bar that is known already; NaN for none. */
  constructor(step: number, after: number, note: (note: BarNote) => void) {
    this.step = step
    this.lastTime = after
    this.note = note
  }

  /** Opening time of the bar that comes next; NaN before the first. */
  get nextTime(): number {
    return this.lastTime + this.step
  }

  /**
   * The bars of an answer that are new and closed, in order.
   *
   * @param now - The time of the exchange, milliseconds since the Unix epoch.
   */
  take(bars: readonly Bar[], now: number): Bar[] {
    const fresh: Bar[] = []
    const byTime = new Map<number, Bar>()
    for (const bar of bars) byTime.set(bar.time, bar)
    const newest = newestOf(bars, now + Math.min(this.step, CLOCK_MS))
    for (const bar of [...byTime.values()].sort((a, b) => a.time - b.time)) {
      // Still being made, as far as the clock and the bars behind it tell.
      if (bar.time + this.step > now && bar.time >= newest) break
      if (bar.time <= this.lastTime) this.compare(bar)
      else fresh.push(this.accept(bar))
    }
    return fresh
  }

  /** Whether a bar is missing between what was given and the first one of an answer. */
  isGap(bars: readonly Bar[]): boolean {
    const next = Math.min(...bars.map(({ time }) => time).filter(time => time > this.lastTime))
    return Number.isFinite(next) && next >= this.lastTime + 1.5 * this.step
  }

  private accept(bar: Bar): Bar {
    const missing = Math.round((bar.time - this.lastTime) / this.step) - 1
    if (missing > 0)
      this.note({ kind: 'gap', time: bar.time, missing, message: `${missing} bars are missing before ${formatTime(bar.time)}` })
    this.last = bar
    this.lastTime = bar.time
    return bar
  }

  private compare(bar: Bar): void {
    const { last } = this
    if (last === undefined || bar.time !== last.time) {
      if (bar.time < this.lastTime)
        this.note({
          kind: 'dropped',
          time: bar.time,
          message: `the bar of ${formatTime(bar.time)} came after that of ${formatTime(this.lastTime)}`,
        })
      return
    }
    if (bar.open === last.open && bar.high === last.high && bar.low === last.low && bar.close === last.close && bar.volume === last.volume)
      return
    this.last = bar
    this.note({
      kind: 'changed',
      time: bar.time,
      message: `the bar of ${formatTime(bar.time)} was changed after it had closed: close ${last.close}, now ${bar.close}`,
    })
  }
}

/** The newest time of an answer that can be true. */
function newestOf(bars: readonly Bar[], latest: number): number {
  let newest = Number.NEGATIVE_INFINITY
  for (const { time } of bars) if (time > newest && time <= latest) newest = time
  return newest
}
