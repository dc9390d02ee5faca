import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BatchStore, jobIdOf, packRows, unpackRows } from '../../../src/edge/bullmq/batch-store.ts'
import { sweepBatch } from '../jobs/batches.ts'
import { bitsOf } from '../jobs/bits.ts'
import { redisPath, startRedis, type TestRedis, withoutRedis } from './redis.ts'

const part = {
  from: 3,
  to: 5,
  rows: Float64Array.of(Number.NaN, -0, 5e-324, Number.MAX_VALUE),
  failures: [{ item: 3, error: { name: 'A', code: 'b/c', message: '– 💥', details: {} } }],
}
// A NaN with something in it.
new BigUint64Array(part.rows.buffer)[0] = 0x7ff8_0000_0000_0123n

it('rows keep every bit, and damage is found', () => {
  const packed = packRows(part)
  const back = unpackRows(packed, { from: 3, to: 5 })
  expect(back).toEqual(part)
  expect(bitsOf({ rows: back.rows })).toEqual(bitsOf({ rows: part.rows }))
  for (let at = 0; at < packed.length; at++) {
    const damaged = Buffer.from(packed)
    damaged[at] ^= 1
    expect(() => unpackRows(damaged, part)).toThrow(expect.objectContaining({ code: 'bullmq/rows' }))
  }
})

describe.skipIf(redisPath === undefined)(`BatchStore${withoutRedis}`, () => {
  let redis: TestRedis
  let client: Redis
  let store: BatchStore

  beforeAll(async () => {
    redis = await startRedis()
    client = new Redis(redis.url)
    store = new BatchStore(client)
  })

  afterAll(async () => {
    client?.disconnect()
    await redis?.stop()
  })

  it('keeps a batch and, once for all batches, its columns', async () => {
    const batch = sweepBatch('ma_crossover', 'fast', [5, 10])
    const id = await store.put(batch)
    expect(await store.put({ ...batch, ranges: [{ from: 0, to: 1 }] })).toBe(id)
    expect(await store.put(sweepBatch('ma_crossover', 'fast', [5, 11]))).not.toBe(id)
    expect(await client.keys('peak-trade:data:*')).toHaveLength(1)
    const { dataId: _, columns: __, sources, ...found } = await store.get(id)
    expect(sources).toEqual([])
    expect({ ...found, data: await store.getData(await store.get(id)) }).toEqual(batch)
    for (const key of await client.keys('*')) expect(await client.ttl(key)).toBeGreaterThan(80_000)
  })

  it('stores columns again of which some are missing', async () => {
    const batch = sweepBatch('ma_crossover', 'fast', [7])
    const id = await store.put(batch)
    const { dataId } = await store.get(id)
    await client.hdel(`peak-trade:data:${dataId}`, 'close')
    await expect(store.get(id).then(stored => store.getData(stored))).rejects.toMatchObject({ code: 'bullmq/expired' })
    await store.put(batch)
    expect((await store.getData(await store.get(id))).close).toEqual(batch.data.close)
    await expect(store.get('nothing')).rejects.toMatchObject({ code: 'bullmq/expired' })
  })

  it('knows which jobs are done, and forgets them', async () => {
    const [a, b] = [jobIdOf('x', { from: 3, to: 5 }), jobIdOf('x', { from: 5, to: 6 })]
    await store.putRows(a, part)
    expect(await store.done([a, b])).toEqual([a])
    expect(await store.done([])).toEqual([])
    expect(await store.getRows(a, part)).toEqual(part)
    expect(await store.getRows(b, part)).toBeUndefined()
    await store.remove('x', [a, b])
    expect(await store.done([a, b])).toEqual([])
  })
})
