import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { JobProgress } from '../../../src/edge/jobs/rate.ts'
import { runBatch } from '../../../src/edge/jobs/run-batch.ts'
import type { ItemRange, JobBatch, JobRunner } from '../../../src/research/job-runner.ts'

const batch: JobBatch = { task: 'sweep', work: { any: 1 }, data: {}, items: 10, width: 2, cost: 1, modules: [] }
const boom = { name: 'StrategyError', code: 'a/b', message: 'boom', details: {} }

/** Gives every item its number, backwards, in parts of two; `bad` ones fail. */
function counting(bad: readonly number[] = [], asked: ItemRange[] = []): JobRunner {
  return {
    name: 'counting',
    async run({ ranges = [] }, { onRows }) {
      for (const range of [...ranges].reverse()) {
        asked.push(range)
        for (let to = range.to; to > range.from; to -= 2) {
          const from = Math.max(range.from, to - 2)
          const items = Array.from({ length: to - from }, (_, k) => from + k)
          const failures = items.filter(item => bad.includes(item)).map(item => ({ item, error: boom }))
          onRows({
            from,
            to,
            rows: Float64Array.from(items.flatMap(item => (bad.includes(item) ? [Number.NaN, Number.NaN] : [item, -item]))),
            failures,
          })
        }
      }
    },
  }
}

const whole = Float64Array.from({ length: 20 }, (_, k) => (k % 2 === 0 ? k / 2 : -(k - 1) / 2))

it('puts rows where they belong, in whatever order they come', async () => {
  const seen: JobProgress[] = []
  const { rows, failures } = await runBatch(batch, counting(), { onProgress: progress => seen.push(progress) })
  expect(rows).toEqual(whole)
  expect(failures).toEqual([])
  expect(seen.map(({ done }) => done)).toEqual([2, 4, 6, 8, 10])
  expect(seen.at(-1)).toMatchObject({ total: 10, etaMs: 0 })
})

it('throws the first failure, or collects all of them', async () => {
  await expect(runBatch(batch, counting([3, 7]), {})).rejects.toMatchObject({ name: 'StrategyError', code: 'a/b' })
  const { rows, failures } = await runBatch(batch, counting([3, 7]), { onFailure: 'collect' })
  expect(failures.map(({ item }) => item)).toEqual([3, 7])
  expect(rows[6]).toBeNaN()
  expect(rows[8]).toBe(4)
})

it('says so when a runner leaves something out', async () => {
  const lazy: JobRunner = {
    name: 'lazy',
    run: async (_, { onRows }) => onRows({ from: 0, to: 3, rows: new Float64Array(6), failures: [] }),
  }
  await expect(runBatch(batch, lazy, {})).rejects.toThrow('runner "lazy" ended with 3 of 10 items')
})

it('a checkpoint keeps what was done, and what failed only as long as it is to be collected', async () => {
  const checkpoint = join(mkdtempSync(join(tmpdir(), 'batch-')), 'a.ckpt')
  // Backwards: 8 and 9, 6 and 7 with the failure.
  await expect(runBatch(batch, counting([7]), { checkpoint })).rejects.toThrow('boom')
  const asked: ItemRange[] = []
  await expect(runBatch(batch, counting([7], asked), { checkpoint })).rejects.toThrow('boom')
  expect(asked).toEqual([{ from: 7, to: 8 }])
  expect((await runBatch(batch, counting([5], asked), { checkpoint, onFailure: 'collect' })).failures.map(({ item }) => item)).toEqual([
    5, 7,
  ])
  expect(asked.slice(1)).toEqual([{ from: 0, to: 6 }])
  const size = readFileSync(checkpoint).length
  expect((await runBatch(batch, counting([], asked), { checkpoint, onFailure: 'collect' })).failures).toHaveLength(2)
  expect(asked).toHaveLength(2)
  expect(readFileSync(checkpoint)).toHaveLength(size)
  expect((await runBatch(batch, counting([], asked), { checkpoint })).rows).toEqual(whole)
})
