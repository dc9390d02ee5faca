import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { exitCodes } from '../../../src/edge/cli/command.ts'
import { runCli } from '../../../src/edge/cli/run-cli.ts'
import { freePort, line, redisPath, startRedis, withoutRedis } from '../bullmq/redis.ts'

const main = fileURLToPath(new URL('../../../src/edge/cli/main.ts', import.meta.url))

async function run(...argv: string[]) {
  let out = ''
  let error = ''
  const code = await runCli(['worker', ...argv], {
    out: text => {
      out += text
    },
    error: text => {
      error += text
    },
  })
  return { code, out, error }
}

describe('peak-trade worker', () => {
  it('says what is wrong with its flags', async () => {
    expect(await run('--redis', 'redis://x', '--concurrency', 'many')).toMatchObject({
      code: exitCodes.input,
      error: expect.stringContaining('--concurrency is "many"'),
    })
    expect(await run('--redis', 'redis://x', '--lease', '0')).toMatchObject({ code: exitCodes.input })
    expect(await run('--redis', 'x:geheim@y')).toMatchObject({ code: exitCodes.input, error: expect.not.stringContaining('geheim') })
  })

  it('says that there is no Redis', async () => {
    const { code, error } = await run('--redis', `redis://:geheim@127.0.0.1:${await freePort()}`)
    expect(code).toBe(exitCodes.edge)
    expect(error).toMatch(
      /^error: there is no Redis to talk to at redis:\/\/127\.0\.0\.1:\d+: ECONNREFUSED; start redis-server or correct the address\n$/,
    )
  })

  it.skipIf(redisPath === undefined)(`runs until SIGTERM${withoutRedis}`, async () => {
    const redis = await startRedis()
    const child = spawn(process.execPath, [main, 'worker', '--redis', redis.url, '--queue', 'q', '--concurrency', '2'], { stdio: 'pipe' })
    await line(child, /queue q at redis:\/\/127\.0\.0\.1:\d+, 2 threads/)
    const said = line(child, /ended by SIGTERM/)
    const ended = once(child, 'exit')
    child.kill('SIGTERM')
    await said
    expect(await ended).toEqual([0, null])
    await redis.stop()
  })
})
