import { hostname } from 'node:os'
import type { Job } from 'bullmq'
import { ConfigError } from '../../base/errors.ts'
import type { JobBatch } from '../../research/job-runner.ts'
import { version } from '../cli/version.ts'
import { hashModule } from '../jobs/batch-identity.ts'
import { BatchStore, PREFIX, type StoredBatch } from './batch-store.ts'
import { type JobData, packRefusal } from './job-data.ts'
import { loadBull } from './load-bull.ts'
import { checkAddress, connectionOf, openRedis, type RedisAddress, showAddress } from './redis-address.ts'
import { ThreadCrew } from './thread-crew.ts'

/**
 * Where to get work, and how much of it at once.
 */
export interface WorkerOptions extends RedisAddress {
  /** Jobs at the same time, each on a thread of its own. Default 1. */
  readonly concurrency?: number | undefined
  /** Milliseconds after which the jobs of a worker that is not heard of any more go to others. Default 5000. */
  readonly leaseMs?: number | undefined
  /** Is told in a line what happens: the start, each batch, a connection that is lost and comes back. */
  readonly onEvent?: ((line: string) => void) | undefined
}

/**
 * A worker that runs.
 */
export interface RunningWorker {
  /** Ends it when its jobs are done; waiting ones stay for others. */
  close(): Promise<void>
}

/** Batches that are kept in memory. */
const KEPT = 4

/**
 * Takes jobs of `bullRunner` from a Redis and runs them on threads, until it is closed: the same as `peak-trade worker`. A strategy by
 * module must lie at the same place as on the machine of the runner, with the same text.
 *
 * @throws Rejects with {@link ConfigError} `redis/url`, `redis/queue`, `worker/concurrency`, `worker/lease`; `EdgeError` `redis/unreachable`,
 * `bullmq/missing`.
 *
 * @example
 * ```ts
 * import { startWorker } from 'peak-trade/bullmq'
 *
 * const start = () => startWorker({ url: 'redis://localhost:6379', concurrency: 2, onEvent: console.log })
 * typeof start // 'function'
 * ```
 */
export async function startWorker(options: WorkerOptions): Promise<RunningWorker> {
  const { url, queue } = checkAddress(options)
  const { concurrency = 1, leaseMs = 5000, onEvent = () => undefined } = options
  if (!(Number.isInteger(concurrency) && concurrency >= 1))
    throw new ConfigError('worker/concurrency', `concurrency is ${concurrency}; it must be a whole number from 1`, { concurrency })
  if (!(leaseMs >= 200)) throw new ConfigError('worker/lease', `the lease is ${leaseMs} ms; it must be at least 200`, { leaseMs })
  const bull = await loadBull()
  const redis = await openRedis(url, bull)
  const crew = new ThreadCrew(concurrency)
  const batches = new BatchCache(new BatchStore(redis), onEvent)
  const process = async (job: Job<JobData>) => {
    try {
      checkVersion(job.data)
      const batch = await batches.get(job.data.batch)
      await batches.store.putRows(job.id as string, await crew.run(batch, job.data))
    } catch (error) {
      throw new bull.bullmq.UnrecoverableError(packRefusal(error))
    }
  }
  const worker = new bull.bullmq.Worker<JobData>(queue, process, {
    connection: connectionOf(url),
    prefix: PREFIX,
    concurrency,
    lockDuration: leaseMs,
    stalledInterval: Math.ceil(leaseMs / 2),
    maxStalledCount: 2,
  })
  let lost = false
  // It comes back by itself, so nobody has to hear of every attempt.
  worker.on('error', () => undefined)
  redis.on('close', () => {
    if (!lost) onEvent(`lost Redis at ${showAddress(url)}; trying again`)
    lost = true
  })
  redis.on('ready', () => {
    if (lost) onEvent('Redis is back')
    lost = false
  })
  await worker.waitUntilReady()
  onEvent(
    `worker of peak-trade ${version}: queue ${queue} at ${showAddress(url)}, ${concurrency} ${concurrency === 1 ? 'thread' : 'threads'}`,
  )
  return {
    async close() {
      await worker.close()
      await crew.close()
      redis.removeAllListeners('close')
      redis.disconnect()
    },
  }
}

function checkVersion(data: JobData): void {
  if (data.version === version) return
  throw new ConfigError(
    'worker/version',
    `the worker on ${hostname()} has peak-trade ${version}, the work was made by ${data.version}; install the same version on both`,
    { worker: version, work: data.version },
  )
}

/** Batches with their data, the last ones used. Data that several of them share is in memory once. */
class BatchCache {
  readonly store: BatchStore
  private readonly tell: (line: string) => void
  private readonly batches = new Map<string, Promise<JobBatch>>()
  private readonly data = new Map<string, Promise<JobBatch['data']>>()

  constructor(store: BatchStore, tell: (line: string) => void) {
    this.store = store
    this.tell = tell
  }

  get(id: string): Promise<JobBatch> {
    return remember(this.batches, id, () => this.load(id))
  }

  private async load(id: string): Promise<JobBatch> {
    const { dataId, columns, sources, ...rest } = await this.store.get(id)
    await checkSources(rest.modules, sources)
    const stored: StoredBatch = { ...rest, dataId, columns, sources }
    const data = await remember(this.data, dataId, () => this.store.getData(stored))
    this.tell(`batch ${id.slice(0, 8)}: ${rest.task}, ${rest.items.toLocaleString('en-US')} items`)
    return { ...rest, data }
  }
}

async function checkSources(modules: readonly string[], sources: readonly string[]): Promise<void> {
  for (const [k, module] of modules.entries()) {
    if ((await hashModule(module)) === sources[k]) continue
    throw new ConfigError(
      'worker/source',
      `${module} is another text on ${hostname()} than where the work was made; copy it there and restart the worker`,
      { module },
    )
  }
}

function remember<T>(cache: Map<string, Promise<T>>, id: string, load: () => Promise<T>): Promise<T> {
  const found = cache.get(id) ?? load()
  cache.delete(id)
  cache.set(id, found)
  // What failed may work later.
  found.catch(() => cache.delete(id))
  for (const oldest of cache.keys()) {
    if (cache.size <= KEPT) break
    cache.delete(oldest)
  }
  return found
}
