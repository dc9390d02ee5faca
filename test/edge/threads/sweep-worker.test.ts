import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { afterEach, expect, it } from 'vitest'
import { threadBars } from '../../../src/edge/threads/thread-bars.ts'
import { backtest } from '../../../src/engine/backtest.ts'
import { syntheticBars } from '../../../src/market/synthetic.ts'
import { sweepMetrics } from '../../../src/research/sweep-table.ts'
import { MaCrossover } from '../../../src/strategies/library/ma-crossover.ts'

const bars = syntheticBars({ seed: 6, length: 300 })
const params = { length: 3, names: ['fast'], values: [[5, 10, 60]] }
const plan = { length: 3, form: 'grid', params, settings: { length: 3, names: [], values: [] } }
let worker: Worker

afterEach(() => worker.terminate())

async function answers(id: string, jobs: { from: number; to: number }[], numbers: unknown = sweepMetrics) {
  const program = new URL('../../../src/edge/threads/sweep-worker.ts', import.meta.url)
  worker = new Worker(program, { workerData: { strategy: { id }, bars: threadBars(bars), settings: {}, plan, numbers } })
  const found = []
  for (const job of jobs) {
    worker.postMessage(job)
    found.push((await once(worker, 'message'))[0])
  }
  return found
}

it('answers each job with its numbers, run by run, or with an error', async () => {
  const [second, first, third] = await answers('ma_crossover', [
    { from: 1, to: 2 },
    { from: 0, to: 2 },
    { from: 2, to: 3 },
  ])
  const numbers = (fast: number) => {
    const { summary } = backtest(MaCrossover, bars, { params: { fast } })
    return sweepMetrics.map(name => summary[name])
  }
  expect(second).toEqual({ from: 1, to: 2, names: sweepMetrics, values: Float64Array.from(numbers(10)) })
  expect(first).toEqual({ from: 0, to: 2, names: sweepMetrics, values: Float64Array.from([...numbers(5), ...numbers(10)]) })
  expect(third.error.message).toContain('fast must be smaller than slow')
})

it('answers that its strategy is not there', async () => {
  const [answer] = await answers('nothing', [{ from: 0, to: 1 }])
  expect(answer.error).toMatchObject({ name: 'ConfigError', code: 'strategy/unknown' })
})

it('answers with whole summaries', async () => {
  const [answer] = await answers('ma_crossover', [{ from: 0, to: 2 }], 'summary')
  const summaries = [5, 10].map(fast => backtest(MaCrossover, bars, { params: { fast } }).summary)
  expect(answer.names).toEqual(Object.keys(summaries[0]))
  expect([...answer.values]).toEqual(summaries.flatMap(summary => Object.values(summary)))
})
