import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { redisServer } from '../../../scripts/redis.ts'

export const redisPath = redisServer()

/** For the title of tests that need a Redis. */
export const withoutRedis = redisPath === undefined ? ' (skipped: no redis-server; apt-get install redis-server, or set REDIS_SERVER)' : ''

/** A Redis of its own, which keeps nothing. */
export interface TestRedis {
  readonly url: string
  readonly port: number
  stop(): Promise<void>
}

export async function startRedis(extra: readonly string[] = []): Promise<TestRedis> {
  const port = await freePort()
  const folder = mkdtempSync(join(tmpdir(), 'redis-'))
  const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder, ...extra]
  const server = spawn(redisPath as string, options, { stdio: ['ignore', 'pipe', 'inherit'] })
  await line(server, /Ready to accept connections/)
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    async stop() {
      await end(server, 'SIGTERM')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Settles when a process has ended. */
export async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill(signal)
  await ended
}

/** Settles when a process has said something. */
export function line(child: ChildProcess, wanted: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    const listen = (chunk: Buffer) => {
      said += chunk.toString()
      if (wanted.test(said)) resolve(said)
    }
    child.stdout?.on('data', listen)
    child.stderr?.on('data', listen)
    child.once('exit', code => reject(new Error(`it ended with code ${code} before it said ${wanted}: ${said}`)))
  })
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  return port
}
