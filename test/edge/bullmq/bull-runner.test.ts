import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { Redis } from 'ioredis'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { bullRunner } from '../../../src/edge/bullmq/bull-runner.ts'
import { type RunningWorker, startWorker } from '../../../src/edge/bullmq/start-worker.ts'
import { runSweep } from '../../../src/edge/jobs/run-sweep.ts'
import { runWalkForward } from '../../../src/edge/jobs/run-walk-forward.ts'
import { syntheticBars } from '../../../src/market/synthetic.ts'
import { sweep } from '../../../src/research/sweep.ts'
import { walkForward } from '../../../src/research/walk-forward.ts'
import { MaCrossover } from '../../../src/strategies/library/ma-crossover.ts'
import { bitsOf } from '../jobs/bits.ts'
import { end, freePort, line, redisPath, startRedis, type TestRedis, withoutRedis } from './redis.ts'

const bars = syntheticBars({ seed: 4, length: 3000 })
const grid = { fast: Array.from({ length: 40 }, (_, k) => 2 + k), slow: Array.from({ length: 50 }, (_, k) => 50 + 3 * k) }
const module = new URL('../jobs/failing-strategies.ts', import.meta.url).href
const main = fileURLToPath(new URL('../../../src/edge/cli/main.ts', import.meta.url))

describe.skipIf(redisPath === undefined)(`bullRunner${withoutRedis}`, () => {
  let redis: TestRedis
  let workers: RunningWorker[] = []
  let children: ChildProcess[] = []

  beforeAll(async () => {
    redis = await startRedis()
  })

  afterEach(async () => {
    await Promise.all(workers.map(worker => worker.close()))
    await Promise.all(children.map(child => end(child, 'SIGKILL')))
    workers = []
    children = []
  })

  afterAll(() => redis?.stop())

  const work = async (options: object = {}) =>
    workers.push(await startWorker({ url: redis.url, concurrency: 2, leaseMs: 1000, ...options }))
  const spawnWorker = async () => {
    const child = spawn(process.execPath, [main, 'worker', '--redis', redis.url, '--lease', '0.5'], { stdio: ['ignore', 'pipe', 'pipe'] })
    children.push(child)
    await line(child, /queue jobs/)
    return child
  }

  it('gives the bits of one thread, and leaves only the prices behind', async () => {
    await work()
    const result = await runSweep<typeof MaCrossover>({ id: 'ma_crossover' }, bars, { grid, runner: bullRunner({ url: redis.url }) })
    const want = sweep(MaCrossover, bars, { grid })
    expect(result).toEqual(want)
    expect(bitsOf(result.metrics)).toEqual(bitsOf(want.metrics))
    const client = new Redis(redis.url)
    expect((await client.keys('peak-trade:*')).filter(key => !/^peak-trade:(data|jobs):/.test(key))).toEqual([])
    expect((await client.keys('peak-trade:jobs:*')).filter(key => /-\d+-\d+/.test(key))).toEqual([])
    client.disconnect()
  })

  it('does walk-forward tests, too', async () => {
    await work()
    const asked = { grid, train: Math.floor(bars.length / 2), test: Math.floor(bars.length / 5) }
    const runner = bullRunner({ url: redis.url })
    const result = await runWalkForward<typeof MaCrossover>({ id: 'ma_crossover' }, bars, { ...asked, runner })
    expect(result).toEqual(walkForward(MaCrossover, bars, asked))
  })

  it('says which combination failed, on a worker that lives on', async () => {
    await work()
    const runner = bullRunner({ url: redis.url })
    const { failures, metrics } = await runSweep({ module, name: 'Sometimes' }, bars, {
      grid: { mood: ['well', 'throw', 'exit', 'well'] },
      runner,
      onFailure: 'collect',
    })
    expect(failures?.map(({ index, code }) => [index, code])).toEqual([
      [1, 'strategy/threw'],
      [2, 'runner/died'],
    ])
    expect(Array.from(metrics.trades, Number.isNaN)).toEqual([false, true, true, false])
    await expect(runSweep({ module, name: 'Sometimes' }, bars, { grid: { mood: ['throw'] }, runner })).rejects.toMatchObject({
      code: 'strategy/threw',
    })
  })

  it('goes on where a runner that was ended had stopped', async () => {
    const queue = 'resumed'
    await work({ queue })
    const controller = new AbortController()
    const seen: number[] = []
    const options = { grid, runner: bullRunner({ url: redis.url, queue }) }
    const first = runSweep<typeof MaCrossover>({ id: 'ma_crossover' }, bars, {
      ...options,
      signal: controller.signal,
      onProgress: ({ done }) => {
        if (done > 600) controller.abort(new Error('enough'))
      },
    })
    await expect(first).rejects.toThrow('enough')
    await Promise.all(workers.map(worker => worker.close()))
    const client = new Redis(redis.url)
    const kept = await client.keys('peak-trade:rows:*')
    expect(kept.length).toBeGreaterThan(5)
    workers = []
    const again = runSweep<typeof MaCrossover>({ id: 'ma_crossover' }, bars, { ...options, onProgress: ({ done }) => seen.push(done) })
    while (seen.length === 0) await new Promise(resolve => setTimeout(resolve, 20))
    // Rows that are there come without any worker.
    expect(seen[0]).toBeGreaterThan(0)
    await work({ queue })
    expect((await again).metrics).toEqual(sweep(MaCrossover, bars, { grid }).metrics)
    expect(await client.exists(kept)).toBe(0)
    client.disconnect()
  })

  it('gives the same bits while one of two workers is killed, ten times', { timeout: 240_000 }, async () => {
    const want = bitsOf(sweep(MaCrossover, bars, { grid }).metrics)
    const crew = [await spawnWorker(), await spawnWorker()]
    let kills = 0
    for (let round = 0; round < 10; round++) {
      let killed: Promise<void> | undefined
      const onProgress = ({ done, total }: { done: number; total: number }) => {
        if (killed !== undefined || done < (total * (round + 1)) / 13) return
        killed = end(crew[round % 2], 'SIGKILL')
        kills++
      }
      const result = await runSweep<typeof MaCrossover>({ id: 'ma_crossover' }, bars, {
        grid,
        runner: bullRunner({ url: redis.url }),
        onProgress,
      })
      expect(bitsOf(result.metrics)).toEqual(want)
      await killed
      crew[round % 2] = await spawnWorker()
    }
    expect(kills).toBe(10)
  })

  it('halves a job that takes workers with it, until the guilty combination is alone', { timeout: 120_000 }, async () => {
    // A worker whose thread cannot be blamed: the whole process goes.
    const program = fileURLToPath(new URL('./mortal-worker.ts', import.meta.url))
    let stop = false
    let deaths = 0
    const keepAlive = async () => {
      while (!stop) {
        const child = spawn(process.execPath, [program, redis.url], { stdio: ['ignore', 'inherit', 'inherit'] })
        children.push(child)
        await once(child, 'exit')
        deaths++
      }
    }
    const alive = keepAlive()
    const { failures, metrics } = await runSweep<typeof MaCrossover>({ id: 'ma_crossover' }, bars, {
      grid: { fast: Array.from({ length: 40 }, (_, k) => 2 + k), slow: [50, 60] },
      runner: bullRunner({ url: redis.url, queue: 'mortal' }),
      onFailure: 'collect',
    })
    stop = true
    await Promise.all(children.map(child => end(child, 'SIGKILL')))
    await alive
    expect(failures?.map(({ index, code }) => [index, code])).toEqual([[7, 'runner/died']])
    expect([...metrics.trades.keys()].filter(k => Number.isNaN(metrics.trades[k]))).toEqual([7])
    expect(deaths).toBeGreaterThan(3)
  })

  it('refuses work of another version', async () => {
    const runner = bullRunner({ url: redis.url, queue: 'refused' })
    const client = new Redis(redis.url)
    const running = runSweep({ id: 'ma_crossover' }, bars, { grid: { fast: [5] }, runner })
    let key = ''
    while (key === '') {
      key = (await client.keys('peak-trade:refused:*-0-1'))[0] ?? ''
      await new Promise(resolve => setTimeout(resolve, 20))
    }
    await client.hset(key, 'data', JSON.stringify({ ...JSON.parse((await client.hget(key, 'data')) as string), version: '99.0.0' }))
    await work({ queue: 'refused' })
    await expect(running).rejects.toMatchObject({ code: 'worker/version', message: expect.stringContaining('the work was made by 99.0.0') })
    client.disconnect()
  })

  it('says within seconds that nobody is there', async () => {
    const nowhere = `redis://user:geheim@127.0.0.1:${await freePort()}`
    const start = performance.now()
    const failed = await runSweep({ id: 'ma_crossover' }, bars, { grid: { fast: [5] }, runner: bullRunner({ url: nowhere }) }).catch(
      error => error,
    )
    expect(performance.now() - start).toBeLessThan(8000)
    expect(failed).toMatchObject({ code: 'redis/unreachable', retryable: true, message: expect.stringContaining('ECONNREFUSED') })
    expect(`${failed.stack} ${JSON.stringify(failed)}`).not.toContain('geheim')
    const patient = bullRunner({ url: redis.url, queue: 'empty', patienceMs: 500 })
    await expect(runSweep({ id: 'ma_crossover' }, bars, { grid: { fast: [5] }, runner: patient })).rejects.toMatchObject({
      code: 'worker/none',
    })
  })

  it('ends with an error when Redis goes away', async () => {
    const own = await startRedis()
    const running = runSweep({ id: 'ma_crossover' }, bars, { grid: { fast: [5] }, runner: bullRunner({ url: own.url, patienceMs: 1500 }) })
    setTimeout(() => void own.stop(), 500)
    await expect(running).rejects.toMatchObject({ code: 'redis/lost', retryable: true })
  })
})
