import type { Redis } from 'ioredis'
import { ConfigError, EdgeError } from '../../base/errors.ts'
import { type Bull, loadBull } from './load-bull.ts'

/**
 * Where Redis is, and in which queue of it the work waits.
 */
export interface RedisAddress {
  /** Such as `redis://localhost:6379` or `rediss://user:password@host:6380/1`. The password is never printed. */
  readonly url: string
  /** Workers and runners meet in a queue by its name. Default `jobs`. */
  readonly queue?: string | undefined
}

/** How long a connection may take before it counts as none. */
const CONNECT_MS = 3000

/** The same without user and password, for people. */
export function showAddress(url: string): string {
  const { protocol, host, pathname } = parse(url)
  return `${protocol}//${host}${pathname === '/' ? '' : pathname}`
}

/** @throws {@link ConfigError} `redis/url` for what is no address of a Redis, `redis/queue` for a name with a colon. */
export function checkAddress({ url, queue = 'jobs' }: RedisAddress): { readonly url: string; readonly queue: string } {
  parse(url)
  if (!/^[\w.-]+$/.test(queue))
    throw new ConfigError('redis/queue', `a queue cannot be called "${queue}"; use letters, digits, dots, - and _`, { queue })
  return { url, queue }
}

function parse(url: string): URL {
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  if (parsed !== undefined && ['redis:', 'rediss:'].includes(parsed.protocol) && parsed.host !== '') return parsed
  // It may hold a password, so it is not repeated.
  throw new ConfigError(
    'redis/url',
    'the address of Redis is not one; write it like redis://localhost:6379 or rediss://user:password@host:6380',
  )
}

/** What BullMQ opens its connections with. */
export interface BullConnection {
  url: string
  maxRetriesPerRequest: null
  retryStrategy: (times: number) => number
}

/** What the connections of BullMQ are made of: it opens several, and they come back by themselves. */
export function connectionOf(url: string): BullConnection {
  return { url, maxRetriesPerRequest: null, retryStrategy: backOff }
}

/**
 * A connection that is known to work; later it comes back by itself.
 *
 * @throws Rejects with {@link EdgeError} `redis/unreachable`, within a few seconds.
 */
export async function openRedis(url: string, bull?: Bull): Promise<Redis> {
  const { ioredis } = bull ?? (await loadBull())
  let open = false
  let why = 'no answer'
  const client = new ioredis.Redis(url, {
    lazyConnect: true,
    connectTimeout: CONNECT_MS,
    maxRetriesPerRequest: null,
    retryStrategy: times => (open ? backOff(times) : null),
  })
  client.on('error', (error: Error & { readonly code?: string }) => {
    why = error.code ?? error.message
  })
  try {
    await withTimeout(
      client.connect().then(() => client.ping()),
      CONNECT_MS + 1000,
    )
    open = true
    return client
  } catch (error) {
    client.disconnect()
    throw new EdgeError(
      'redis/unreachable',
      `there is no Redis to talk to at ${showAddress(url)}: ${why}; start redis-server or correct the address`,
      { address: showAddress(url), retryable: true },
      error,
    )
  }
}

function backOff(times: number): number {
  return Math.min(100 * times, 2000)
}

async function withTimeout<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer')), ms)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
