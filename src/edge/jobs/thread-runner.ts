import { availableParallelism } from 'node:os'
import { setImmediate } from 'node:timers/promises'
import { ConfigError } from '../../base/errors.ts'
import type { JobBatch, JobListener, JobRunner } from '../../research/job-runner.ts'
import { JobSize } from './job-size.ts'
import { shareBatch } from './job-thread.ts'
import { LastingThread } from './lasting-thread.ts'
import { RangeQueue } from './range-queue.ts'
import { runItems } from './run-items.ts'
import { loadProgram } from './tasks.ts'

/**
 * How many threads, and which.
 */
export interface ThreadRunnerOptions {
  /** How many work at the same time. Default: one per processor. */
  readonly threads?: number | undefined
  /**
   * Whether the calling thread is one of them: it works about ten milliseconds at a time. Default: for strategies of the catalog. Your own run on
   * threads of their own, where they cannot take the program down with them.
   */
  readonly main?: boolean | undefined
}

/** Parts that a thread has at once: it never waits for the next one. */
const LANES = 2

/**
 * Runs jobs on worker threads, over columns in memory that all of them share. A thread that dies is replaced and its jobs are run again; an
 * item that ends three threads fails alone.
 *
 * @throws {@link ConfigError} `runner/threads` for a number of threads that is none.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'peak-trade'
 * import { runSweep, threadRunner } from 'peak-trade/node'
 *
 * const bars = syntheticBars({ seed: 1, length: 1000 })
 * const result = await runSweep({ id: 'ma_crossover' }, bars, { grid: { fast: [5, 10] }, runner: threadRunner({ threads: 2 }) })
 * result.combinations // 2
 * ```
 */
export function threadRunner({ threads = availableParallelism(), main }: ThreadRunnerOptions = {}): JobRunner {
  if (!(Number.isInteger(threads) && threads >= 1))
    throw new ConfigError('runner/threads', `threads is ${threads}; it must be a whole number from 1`, { threads })
  return {
    name: `${threads} ${threads === 1 ? 'thread' : 'threads'}`,
    async run(batch, listener) {
      const { signal } = listener
      signal?.throwIfAborted()
      const helps = main ?? batch.modules.length === 0
      await new ThreadedRun(batch, listener, { threads: threads - (helps ? 1 : 0), helps }).run()
    },
  }
}

interface Crew {
  readonly threads: number
  readonly helps: boolean
}

/** One run, with everything that has to be ended after it. */
class ThreadedRun {
  private readonly batch: JobBatch
  private readonly listener: JobListener
  private readonly helps: boolean
  private readonly queue: RangeQueue
  private readonly size: JobSize
  private readonly threads: readonly LastingThread[]
  private stopped = false

  constructor(batch: JobBatch, listener: JobListener, { threads, helps }: Crew) {
    this.queue = new RangeQueue(batch)
    const count = Math.min(threads, this.queue.left)
    this.batch = count === 0 ? batch : shareBatch(batch)
    this.listener = listener
    this.helps = helps
    this.size = new JobSize({ cost: batch.cost, lanes: count * LANES + (helps ? 1 : 0) })
    this.threads = Array.from({ length: count }, () => new LastingThread(this.batch))
  }

  async run(): Promise<void> {
    const { signal } = this.listener
    let abort: (() => void) | undefined
    try {
      for (const thread of this.threads) thread.warm()
      const aborted = new Promise<never>((_, reject) => {
        abort = () => reject(signal?.reason)
        signal?.addEventListener('abort', abort, { once: true })
      })
      const lanes = this.threads.flatMap(thread => Array.from({ length: LANES }, () => this.drive(thread)))
      const all = Promise.all(this.helps ? [...lanes, this.help()] : lanes)
      await Promise.race([all, aborted])
    } finally {
      this.stopped = true
      if (abort !== undefined) signal?.removeEventListener('abort', abort)
      await Promise.all(this.threads.map(thread => thread.close()))
    }
  }

  /** One lane of a thread: a part after the other. */
  private async drive(thread: LastingThread): Promise<void> {
    for (;;) {
      const range = this.stopped ? undefined : this.queue.take(this.size.next(this.queue.left))
      if (range === undefined) return
      const part = await thread.run(range)
      if (this.stopped) return
      if (part.ms > 0) this.size.took(range.to - range.from, part.ms)
      this.listener.onRows(part)
    }
  }

  /** This thread works as well. */
  private async help(): Promise<void> {
    const { batch, queue, size, listener } = this
    const program = await loadProgram(batch)
    while (!this.stopped) {
      const range = queue.take(size.next(queue.left))
      if (range === undefined) return
      const start = performance.now()
      const part = runItems(program, { ...range, width: batch.width })
      size.took(range.to - range.from, performance.now() - start)
      listener.onRows(part)
      await setImmediate()
    }
  }
}
