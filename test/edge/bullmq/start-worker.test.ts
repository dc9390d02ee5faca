import { appendFileSync, copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bullRunner } from '../../../src/edge/bullmq/bull-runner.ts'
import { startWorker } from '../../../src/edge/bullmq/start-worker.ts'
import { runSweep } from '../../../src/edge/jobs/run-sweep.ts'
import { syntheticBars } from '../../../src/market/synthetic.ts'
import { freePort, redisPath, startRedis, type TestRedis, withoutRedis } from './redis.ts'

const bars = syntheticBars({ seed: 4, length: 300 })

it('refuses what makes no sense before it asks anybody', async () => {
  const url = `redis://127.0.0.1:${await freePort()}`
  for (const concurrency of [0, 1.5]) await expect(startWorker({ url, concurrency })).rejects.toMatchObject({ code: 'worker/concurrency' })
  for (const leaseMs of [0, Number.NaN]) await expect(startWorker({ url, leaseMs })).rejects.toMatchObject({ code: 'worker/lease' })
  await expect(startWorker({ url: 'x' })).rejects.toMatchObject({ code: 'redis/url' })
  await expect(startWorker({ url })).rejects.toMatchObject({ code: 'redis/unreachable' })
})

describe.skipIf(redisPath === undefined)(`startWorker${withoutRedis}`, () => {
  let redis: TestRedis
  // Beside the tests, so that a copied module finds what it imports.
  const folder = mkdtempSync(fileURLToPath(new URL('../jobs/tmp-', import.meta.url)))

  beforeAll(async () => {
    redis = await startRedis()
  })

  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true })
    await redis?.stop()
  })

  it('tells its start and each batch in a line', async () => {
    const lines: string[] = []
    const worker = await startWorker({ url: redis.url, onEvent: line => lines.push(line) })
    const runner = bullRunner({ url: redis.url })
    await runSweep({ id: 'ma_crossover' }, bars, { grid: { fast: [5, 10, 20] }, runner })
    await runSweep({ id: 'ma_crossover' }, bars, { grid: { fast: [5] }, runner })
    await worker.close()
    expect(lines).toEqual([
      expect.stringMatching(/^worker of peak-trade \S+: queue jobs at redis:\/\/127\.0\.0\.1:\d+, 1 thread$/),
      expect.stringMatching(/^batch [0-9a-f]{8}: sweep, 3 items$/),
      expect.stringMatching(/^batch [0-9a-f]{8}: sweep, 1 items$/),
    ])
  })

  it('refuses a module whose text is another one here', async () => {
    const file = join(folder, 'strategies.ts')
    copyFileSync(fileURLToPath(new URL('../jobs/failing-strategies.ts', import.meta.url)), file)
    const source = fileURLToPath(new URL('../../../src/', import.meta.url))
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll('../../../src/', source))
    const reference = { module: pathToFileURL(file).href, name: 'EveryOther' }
    const running = runSweep(reference, bars, { grid: { rhythm: [1, 2] }, runner: bullRunner({ url: redis.url, queue: 'own' }) }).catch(
      error => error,
    )
    await new Promise(resolve => setTimeout(resolve, 1500))
    appendFileSync(file, '// changed\n')
    const worker = await startWorker({ url: redis.url, queue: 'own' })
    expect(await running).toMatchObject({ code: 'worker/source', message: expect.stringContaining('is another text on') })
    await worker.close()
  })
})
