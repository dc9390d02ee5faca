import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { describe, expect, it } from 'vitest'
import { checkAddress, connectionOf, openRedis, showAddress } from '../../../src/edge/bullmq/redis-address.ts'
import { redisPath, startRedis, withoutRedis } from './redis.ts'

it('shows an address without its secrets', () => {
  expect(showAddress('rediss://anna:geheim@host:6380/1')).toBe('rediss://host:6380/1')
  expect(showAddress('redis://localhost:6379/')).toBe('redis://localhost:6379')
})

it('refuses what is no address, without repeating it', () => {
  for (const url of ['', 'localhost:6379', 'http://x', 'redis://', 'anna:geheim@host'])
    expect(() => checkAddress({ url })).toThrow(
      expect.objectContaining({ code: 'redis/url', message: expect.not.stringContaining('geheim') }),
    )
  expect(() => checkAddress({ url: 'redis://x', queue: 'a:b' })).toThrow(expect.objectContaining({ code: 'redis/queue' }))
  expect(checkAddress({ url: 'redis://x' })).toEqual({ url: 'redis://x', queue: 'jobs' })
})

it('comes back more and more slowly', () => {
  const { retryStrategy, maxRetriesPerRequest } = connectionOf('redis://x')
  expect([1, 5, 1000].map(retryStrategy)).toEqual([100, 500, 2000])
  expect(maxRetriesPerRequest).toBeNull()
})

it('does not wait for somebody who says nothing', async () => {
  const sockets: Socket[] = []
  const server = createServer(socket => sockets.push(socket)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  const start = performance.now()
  await expect(openRedis(`redis://127.0.0.1:${port}`)).rejects.toMatchObject({ code: 'redis/unreachable' })
  expect(performance.now() - start).toBeLessThan(8000)
  for (const socket of sockets) socket.destroy()
  server.close()
})

describe.skipIf(redisPath === undefined)(`with a Redis${withoutRedis}`, () => {
  it('takes the password, and says when it is wrong', async () => {
    const redis = await startRedis(['--requirepass', 'geheim'])
    const client = await openRedis(redis.url.replace('//', '//:geheim@'))
    expect(await client.ping()).toBe('PONG')
    client.disconnect()
    const failed = await openRedis(redis.url.replace('//', '//:falsch@')).catch(error => error)
    expect(failed).toMatchObject({ code: 'redis/unreachable', message: expect.stringMatching(/WRONGPASS|NOAUTH/) })
    expect(`${failed.stack} ${failed.message}`).not.toContain('falsch')
    await redis.stop()
  })
})
