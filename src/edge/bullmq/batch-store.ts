import { deserialize, serialize } from 'node:v8'
import { crc32 } from 'node:zlib'
import type { Redis } from 'ioredis'
import { EdgeError } from '../../base/errors.ts'
import { fingerprint } from '../../base/fingerprint.ts'
import type { ItemFailure, ItemRange, JobBatch, RowPart } from '../../research/job-runner.ts'
import { hashModule, identifyBatch } from '../jobs/batch-identity.ts'

/** Everything of this library in a Redis begins with it. */
export const PREFIX = 'peak-trade'

/** Seconds that data, batches and rows live after they were last used: a producer may come back until then. */
const LIFETIME = 24 * 3600

/** A batch as it lies in Redis: its columns are elsewhere, once for all batches that use them. */
export interface StoredBatch extends Omit<JobBatch, 'data' | 'ranges'> {
  readonly dataId: string
  readonly columns: readonly string[]
  /** What the text of each module must hash to. */
  readonly sources: readonly string[]
}

/** Batches, their columns and their rows in a Redis. */
export class BatchStore {
  private readonly redis: Redis

  constructor(redis: Redis) {
    this.redis = redis
  }

  /** Stores a batch and returns its name: the same for the same work on every machine. */
  async put(batch: JobBatch): Promise<string> {
    const { data, ranges: _, ...rest } = batch
    const id = fingerprint(await identifyBatch(batch))
    const dataId = fingerprint(data)
    await this.putData(dataId, data)
    const sources = await Promise.all(batch.modules.map(hashModule))
    const stored: StoredBatch = { ...rest, dataId, columns: Object.keys(data), sources }
    await this.redis.set(`${PREFIX}:batch:${id}`, serialize(stored), 'EX', LIFETIME)
    return id
  }

  /** @throws Rejects with {@link EdgeError} `bullmq/expired` when it is not there. */
  async get(id: string): Promise<StoredBatch> {
    const bytes = await this.redis.getBuffer(`${PREFIX}:batch:${id}`)
    if (bytes === null) throw expired(`batch ${id}`)
    return deserialize(bytes) as StoredBatch
  }

  /** The columns of a batch, in memory that threads share. */
  async getData({ dataId, columns }: StoredBatch): Promise<JobBatch['data']> {
    const key = `${PREFIX}:data:${dataId}`
    const found: Record<string, Float64Array> = {}
    for (const name of columns) {
      const bytes = await this.redis.hgetBuffer(key, name)
      if (bytes === null) throw expired(`data ${dataId}`)
      const column = new Float64Array(new SharedArrayBuffer(bytes.length))
      new Uint8Array(column.buffer).set(bytes)
      found[name] = column
    }
    return found
  }

  async putRows(jobId: string, part: RowPart): Promise<void> {
    await this.redis.set(rowsKey(jobId), packRows(part), 'EX', LIFETIME)
  }

  /** The rows of a job, if it is done. */
  async getRows(jobId: string, range: ItemRange): Promise<RowPart | undefined> {
    const bytes = await this.redis.getBuffer(rowsKey(jobId))
    return bytes === null ? undefined : unpackRows(bytes, range)
  }

  async forgetRows(jobId: string): Promise<void> {
    await this.redis.unlink(rowsKey(jobId))
  }

  /** Which of the jobs are done. */
  async done(jobIds: readonly string[]): Promise<string[]> {
    if (jobIds.length === 0) return []
    const pipeline = this.redis.pipeline()
    for (const jobId of jobIds) pipeline.exists(rowsKey(jobId))
    const answers = (await pipeline.exec()) ?? []
    return jobIds.filter((_, k) => answers[k]?.[1] === 1)
  }

  /** Lets a batch and its data live on. */
  async refresh(id: string, data: JobBatch['data']): Promise<void> {
    await this.redis.expire(`${PREFIX}:batch:${id}`, LIFETIME)
    await this.redis.expire(`${PREFIX}:data:${fingerprint(data)}`, LIFETIME)
  }

  /** Forgets a batch and its rows; the data stays for the next one. */
  async remove(id: string, jobIds: readonly string[]): Promise<void> {
    const keys = [`${PREFIX}:batch:${id}`, ...jobIds.map(rowsKey)]
    for (let k = 0; k < keys.length; k += 500) await this.redis.unlink(...keys.slice(k, k + 500))
  }

  private async putData(dataId: string, data: JobBatch['data']): Promise<void> {
    const key = `${PREFIX}:data:${dataId}`
    const columns = Object.entries(data)
    // Less are there when somebody was killed while he stored them.
    if ((await this.redis.hlen(key)) !== columns.length)
      for (const [name, { buffer, byteOffset, byteLength }] of columns)
        await this.redis.hset(key, name, Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength))
    await this.redis.expire(key, LIFETIME)
  }
}

/** The name of a job: the same for the same part of the same batch, so that whoever comes again finds what is done. */
export function jobIdOf(batchId: string, { from, to }: ItemRange): string {
  return `${batchId}-${from}-${to}`
}

function rowsKey(jobId: string): string {
  return `${PREFIX}:rows:${jobId}`
}

/** Check sum, length of the failures, failures, rows: every bit of a number as it is. */
export function packRows({ rows, failures }: RowPart): Buffer {
  const reasons = Buffer.from(JSON.stringify(failures))
  const head = Buffer.alloc(8)
  head.writeUInt32LE(reasons.length, 4)
  const packed = Buffer.concat([head, reasons, new Uint8Array(rows.buffer, rows.byteOffset, rows.byteLength)])
  packed.writeUInt32LE(crc32(packed.subarray(4)), 0)
  return packed
}

/** @throws {@link EdgeError} `bullmq/rows` for rows that were damaged. */
export function unpackRows(packed: Buffer, range: ItemRange): RowPart {
  if (packed.length < 8 || crc32(packed.subarray(4)) !== packed.readUInt32LE(0))
    throw new EdgeError(
      'bullmq/rows',
      'the rows of a job were damaged in Redis; delete its keys that begin with peak-trade:rows and run it again',
    )
  const end = 8 + packed.readUInt32LE(4)
  const bytes = Uint8Array.from(packed.subarray(end))
  return { ...range, rows: new Float64Array(bytes.buffer), failures: JSON.parse(packed.toString('utf8', 8, end)) as ItemFailure[] }
}

function expired(what: string): EdgeError {
  return new EdgeError('bullmq/expired', `${what} is no longer in Redis; run it again (is its memory full, or was it restarted?)`, {
    retryable: true,
  })
}
