import { setTimeout } from 'node:timers/promises'
import type { Job, Queue } from 'bullmq'
import type { Redis } from 'ioredis'
import { EdgeError } from '../../base/errors.ts'
import type { ItemRange, JobBatch, JobListener, JobRunner } from '../../research/job-runner.ts'
import { version } from '../cli/version.ts'
import { RangeQueue } from '../jobs/range-queue.ts'
import { receiveError, sendError } from '../jobs/sent-error.ts'
import { BatchStore, jobIdOf, PREFIX } from './batch-store.ts'
import { JOB_NAME, type JobData, unpackRefusal } from './job-data.ts'
import { loadBull } from './load-bull.ts'
import { checkAddress, connectionOf, openRedis, type RedisAddress, showAddress } from './redis-address.ts'

/**
 * Where the workers are, and how long to wait for them.
 */
export interface BullRunnerOptions extends RedisAddress {
  /** Milliseconds without any worker, or without Redis, after which the run gives up. Default 60 000. */
  readonly patienceMs?: number | undefined
}

/** Bars of work in a job: some tenths of a second, so that the way over the network costs little. */
const JOB_COST = 50_000_000

/** Jobs of a batch that is smaller: enough for several workers. */
const LEAST_JOBS = 32

/** How often what is not heard of is looked after. */
const LOOK_MS = 1000

/** How often what lies in Redis is kept from growing too old. */
const REFRESH_MS = 600_000

/**
 * Runs jobs on other processes and machines: every `peak-trade worker` that looks at the same queue of the same Redis takes part. Prices
 * travel once per set of bars; jobs only name them. What a dead worker had begun goes to another; a job that takes several workers with it
 * is halved until the guilty item is alone. A run that was killed finds the rows that were done when it is started again, within a day.
 *
 * @throws {@link ConfigError} `redis/url`, `redis/queue`. A run rejects with {@link EdgeError} `redis/unreachable`, `redis/lost`,
 * `worker/none` when nobody is there to work, `bullmq/missing`; with `worker/version` or `worker/source` when a worker has another version of
 * the library or of a user's module.
 *
 * @example
 * ```ts
 * import { bullRunner } from 'peak-trade/bullmq'
 *
 * const runner = bullRunner({ url: 'redis://localhost:6379' })
 * runner.name // 'bullmq'
 * // await runSweep({ id: 'ma_crossover' }, bars, { grid, runner })
 * ```
 */
export function bullRunner(options: BullRunnerOptions): JobRunner {
  const address = checkAddress(options)
  const { patienceMs = 60_000 } = options
  return {
    name: 'bullmq',
    async run(batch, listener) {
      listener.signal?.throwIfAborted()
      const bull = await loadBull()
      const redis = await openRedis(address.url, bull)
      const settings = { connection: connectionOf(address.url), prefix: PREFIX }
      const queue = new bull.bullmq.Queue<JobData>(address.queue, settings)
      const events = new bull.bullmq.QueueEvents(address.queue, settings)
      queue.on('error', () => undefined)
      events.on('error', () => undefined)
      const where = `queue ${address.queue} at ${showAddress(address.url)}`
      const watch = watchConnection(redis, { patienceMs, where })
      const work = async () => {
        await Promise.all([queue.waitUntilReady(), events.waitUntilReady()])
        const store = new BatchStore(redis)
        const run = new BullRun({ batch, listener, store, queue, batchId: await store.put(batch) })
        const settle = ({ jobId }: { readonly jobId: string }) => run.look([jobId])
        events.on('completed', settle)
        events.on('failed', settle)
        await run.run({ patienceMs, where, lost: watch.lost })
      }
      try {
        await Promise.race([work(), watch.lost])
      } finally {
        watch.stop()
        redis.disconnect()
        // A connection that is gone may never say that it is closed.
        await Promise.race([Promise.allSettled([queue.disconnect(), events.disconnect()]), setTimeout(2000, undefined, { ref: false })])
      }
    },
  }
}

interface Pieces {
  readonly batch: JobBatch
  readonly batchId: string
  readonly listener: JobListener
  readonly store: BatchStore
  readonly queue: Queue<JobData>
}

interface Patience {
  readonly patienceMs: number
  readonly where: string
}

interface ConnectionWatch {
  /** Rejects when Redis has been away for too long. */
  readonly lost: Promise<never>
  stop(): void
}

function watchConnection(redis: Redis, { patienceMs, where }: Patience): ConnectionWatch {
  let readyAt = performance.now()
  let timer: NodeJS.Timeout | undefined
  const lost = new Promise<never>((_, reject) => {
    timer = setInterval(
      () => {
        if (redis.status === 'ready') readyAt = performance.now()
        else if (performance.now() - readyAt > patienceMs)
          reject(new EdgeError('redis/lost', `Redis went away: ${where}; run it again, what was done is kept`, { retryable: true }))
      },
      Math.min(LOOK_MS, patienceMs / 2),
    )
  })
  lost.catch(() => undefined)
  return { lost, stop: () => clearInterval(timer) }
}

/** One run: which jobs are still out, and what came of the others. */
class BullRun {
  private readonly pieces: Pieces
  private readonly out = new Map<string, ItemRange>()
  private readonly ids: string[] = []
  private readonly looked = new Set<string>()
  private finish!: () => void
  private fail!: (error: unknown) => void
  private heardAt = performance.now()

  constructor(pieces: Pieces) {
    this.pieces = pieces
  }

  async run({ patienceMs, where, lost }: Patience & { readonly lost: Promise<never> }): Promise<void> {
    const { batch, batchId, listener, queue, store } = this.pieces
    const { signal } = listener
    const end = new Promise<void>((resolve, reject) => {
      this.finish = resolve
      this.fail = reject
    })
    end.catch(() => undefined)
    const abort = () => this.fail(signal?.reason)
    signal?.addEventListener('abort', abort, { once: true })
    let away = false
    lost.catch(() => {
      away = true
    })
    let refreshedAt = performance.now()
    const timer = setInterval(
      () => {
        const now = performance.now()
        this.look([...this.out.keys()])
        if (now - this.heardAt > patienceMs) this.lookForWorkers(where).catch(this.fail)
        if (now - refreshedAt < REFRESH_MS) return
        refreshedAt = now
        store.refresh(batchId, batch.data).catch(this.fail)
      },
      Math.min(LOOK_MS, patienceMs),
    )
    try {
      await Promise.race([end, lost, this.hand(cut(batch)).then(() => end)])
      // In a run that ended well they are of no use to anybody.
      await store.remove(batchId, this.ids)
    } finally {
      clearInterval(timer)
      signal?.removeEventListener('abort', abort)
      if (!away) await Promise.allSettled([...this.out.keys()].map(id => queue.remove(id)))
      this.out.clear()
    }
  }

  /** Looks after jobs that may have ended. */
  look(ids: readonly string[]): void {
    for (const id of ids) {
      const range = this.out.get(id)
      if (range === undefined || this.looked.has(id)) continue
      this.looked.add(id)
      this.lookAfter(id, range)
        .catch(this.fail)
        .finally(() => this.looked.delete(id))
    }
  }

  private async lookAfter(id: string, range: ItemRange): Promise<void> {
    const { queue, store, listener } = this.pieces
    const part = await store.getRows(id, range)
    if (!this.out.has(id)) return
    if (part !== undefined) {
      this.settle(id)
      // A failure is told once: whoever runs it again wants to know whether it still fails.
      if (part.failures.length > 0) await store.forgetRows(id)
      listener.onRows(part)
      if (this.out.size === 0) this.finish()
      return
    }
    const job = (await queue.getJob(id)) as Job<JobData> | undefined
    // It may have ended between the two questions; whoever asks next will see.
    if (job === undefined && (await store.done([id])).length === 0 && this.out.has(id)) return this.add([range])
    if (job?.failedReason === undefined || !this.out.has(id) || !(await job.isFailed())) return
    await queue.remove(id)
    const refusal = unpackRefusal(job.failedReason)
    if (refusal !== undefined) return this.fail(receiveError(refusal))
    this.settle(id)
    await this.divide(range, job.failedReason)
  }

  /** What several workers could not finish. */
  private async divide({ from, to }: ItemRange, reason: string): Promise<void> {
    const { batch, listener } = this.pieces
    const middle = Math.ceil((from + to) / 2)
    if (to - from > 1)
      return this.hand([
        { from, to: middle },
        { from: middle, to },
      ])
    const error = sendError(
      new EdgeError('runner/died', `the workers that ran item ${from} died: ${reason}; run it by itself to see why`, { item: from }),
    )
    listener.onRows({ from, to, rows: new Float64Array(batch.width).fill(Number.NaN), failures: [{ item: from, error }] })
    if (this.out.size === 0) this.finish()
  }

  /** Gives jobs to the workers, except for those whose rows are there already. */
  private async hand(ranges: readonly ItemRange[]): Promise<void> {
    const { batchId, store } = this.pieces
    for (const range of ranges) {
      const id = jobIdOf(batchId, range)
      this.out.set(id, range)
      this.ids.push(id)
    }
    const done = new Set(await store.done(ranges.map(range => jobIdOf(batchId, range))))
    await this.add(ranges.filter(range => !done.has(jobIdOf(batchId, range))))
    this.look([...done])
    if (this.out.size === 0) this.finish()
  }

  private async add(ranges: readonly ItemRange[]): Promise<void> {
    const { batchId, queue } = this.pieces
    await queue.addBulk(
      ranges.map(({ from, to }) => ({
        name: JOB_NAME,
        data: { batch: batchId, version, from, to },
        opts: { jobId: jobIdOf(batchId, { from, to }), removeOnComplete: true, removeOnFail: { age: 3600 } },
      })),
    )
  }

  private settle(id: string): void {
    this.out.delete(id)
    this.heardAt = performance.now()
  }

  private async lookForWorkers(where: string): Promise<void> {
    if ((await this.pieces.queue.getWorkersCount()) > 0) this.heardAt = performance.now()
    else
      this.fail(
        new EdgeError('worker/none', `nobody works at ${where}; start a worker: peak-trade worker --redis URL`, { retryable: true }),
      )
  }
}

/** The jobs of a batch: always the same for the same batch, so that their names are. */
function cut(batch: JobBatch): ItemRange[] {
  const size = Math.max(1, Math.min(Math.floor(JOB_COST / batch.cost), Math.ceil(batch.items / LEAST_JOBS)))
  const queue = new RangeQueue(batch)
  const ranges: ItemRange[] = []
  for (let range = queue.take(size); range !== undefined; range = queue.take(size)) ranges.push(range)
  return ranges
}
