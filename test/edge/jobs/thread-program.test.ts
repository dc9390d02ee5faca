import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { afterEach, expect, it } from 'vitest'
import { shareBatch } from '../../../src/edge/jobs/job-thread.ts'
import { backtest } from '../../../src/engine/backtest.ts'
import { syntheticBars } from '../../../src/market/synthetic.ts'
import type { JobBatch } from '../../../src/research/job-runner.ts'
import { sweepMetrics } from '../../../src/research/sweep-table.ts'
import { MaCrossover } from '../../../src/strategies/library/ma-crossover.ts'
import { sweepBatch } from './batches.ts'

const bars = syntheticBars({ seed: 6, length: 300 })
let worker: Worker

afterEach(() => worker.terminate())

async function answers(batch: JobBatch, ranges: { from: number; to: number }[]) {
  const { task, work, data, width } = shareBatch(batch)
  const mark = new Int32Array(new SharedArrayBuffer(4))
  const program = new URL('../../../src/edge/jobs/thread-program.ts', import.meta.url)
  worker = new Worker(program, { workerData: { task, work, data, width, mark } })
  const found = []
  for (const range of ranges) {
    worker.postMessage(range)
    found.push((await once(worker, 'message'))[0])
  }
  expect(mark[0]).toBe('refused' in found[0] ? 0 : -1)
  return found
}

it('answers each part with its rows, and with the failures in it', async () => {
  const ranges = [
    { from: 1, to: 2 },
    { from: 0, to: 3 },
  ]
  const [second, all] = await answers(sweepBatch('ma_crossover', 'fast', [5, 10, 60]), ranges)
  const numbers = (fast: number) => {
    const { summary } = backtest(MaCrossover, bars, { params: { fast } })
    return sweepMetrics.map(name => summary[name])
  }
  expect(second).toMatchObject({ from: 1, to: 2, rows: Float64Array.from(numbers(10)), failures: [] })
  expect(all.rows).toEqual(Float64Array.from([...numbers(5), ...numbers(10), ...Array<number>(6).fill(Number.NaN)]))
  expect(all.failures).toMatchObject([{ item: 2, error: { message: expect.stringContaining('fast must be smaller than slow') } }])
})

it('answers that its batch cannot be run', async () => {
  const [answer] = await answers({ ...sweepBatch('ma_crossover', 'fast', [5]), task: 'nothing' }, [{ from: 0, to: 1 }])
  expect(answer.refused).toMatchObject({ name: 'ConfigError', code: 'runner/task' })
})
