import { EdgeError } from '../../base/errors.ts'
import type { ItemFailure, ItemRange, JobBatch } from '../../research/job-runner.ts'
import { JobThread, ThreadDeath, type TimedPart } from './job-thread.ts'
import { sendError } from './sent-error.ts'

/** How often an item may take its thread with it before it counts as failed. */
const LIVES = 3

/**
 * A thread that is replaced when it dies. What it had not finished is run again in the next one; an item that was running at the end of
 * three of them fails alone.
 */
export class LastingThread {
  private readonly batch: JobBatch
  private thread: JobThread | undefined
  private closed: unknown
  private readonly deaths = new Map<number, number>()
  /** Threads that died one after the other without running anything. */
  private stillborn = 0

  /** @param batch - Its data in shared memory. */
  constructor(batch: JobBatch) {
    this.batch = batch
  }

  /** Starts the thread now, so that it is there when the first part comes. */
  warm(): void {
    if (this.closed === undefined) this.thread ??= new JobThread(this.batch)
  }

  /** Rejects with the error of a batch that cannot be run, and with the reason of {@link close}. */
  async run({ from, to }: ItemRange): Promise<TimedPart> {
    const { width } = this.batch
    let ms = 0
    const rows = new Float64Array((to - from) * width).fill(Number.NaN)
    const failures: ItemFailure[] = []
    const pending: ItemRange[] = [{ from, to }]
    for (let range = pending.shift(); range !== undefined; range = pending.shift()) {
      if (this.closed !== undefined) throw this.closed
      this.warm()
      const thread = this.thread as JobThread
      try {
        const part = await thread.run(range)
        this.stillborn = 0
        if (part.from === from && part.to === to) return part
        rows.set(part.rows, (part.from - from) * width)
        failures.push(...part.failures)
        ms += part.ms
      } catch (error) {
        if (!(error instanceof ThreadDeath)) throw error
        pending.unshift(...this.mourn(thread, error, range, failures))
      }
    }
    return { from, to, rows, failures: failures.sort((a, b) => a.item - b.item), ms }
  }

  /** Ends the thread; what is still being run rejects. */
  async close(reason: unknown = new EdgeError('runner/closed', 'the thread was ended')): Promise<void> {
    this.closed ??= reason
    await this.thread?.close(this.closed)
  }

  /** What of a range is to be run again after a death. */
  private mourn(thread: JobThread, { item, message }: ThreadDeath, range: ItemRange, failures: ItemFailure[]): ItemRange[] {
    // Several ranges may have waited for the same thread: the first that hears of its end draws the conclusions.
    if (this.thread === thread) {
      this.thread = undefined
      if (item >= 0) this.deaths.set(item, (this.deaths.get(item) ?? 0) + 1)
      else this.stillborn++
    }
    if (this.stillborn >= LIVES) throw died(message)
    const guilty = item >= range.from && item < range.to && (this.deaths.get(item) ?? 0) >= LIVES
    if (!guilty) return [range]
    failures.push({ item, error: sendError(died(`${message}, ${LIVES} times out of ${LIVES}`, item)) })
    return [
      { from: range.from, to: item },
      { from: item + 1, to: range.to },
    ].filter(({ from, to }) => from < to)
  }
}

function died(why: string, item?: number): EdgeError {
  const what = item === undefined ? 'a thread died before it ran anything' : `the thread that ran item ${item} died`
  const remedy = item === undefined ? 'look at what the module of the strategy does when it is loaded' : 'run it by itself to see why'
  return new EdgeError('runner/died', `${what}: ${why}; ${remedy}`, item === undefined ? {} : { item })
}
