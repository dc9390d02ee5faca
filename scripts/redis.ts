import { existsSync } from 'node:fs'

/** The Redis to test with: the environment variable `REDIS_SERVER`, or where distributions put it. */
export function redisServer(): string | undefined {
  const candidates = [process.env.REDIS_SERVER, '/usr/bin/redis-server', '/usr/local/bin/redis-server', '/opt/homebrew/bin/redis-server']
  return candidates.find(path => path !== undefined && path !== '' && existsSync(path))
}
