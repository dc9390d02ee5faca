import { expect, it } from 'vitest'
import { ThreadCrew } from '../../../src/edge/bullmq/thread-crew.ts'
import { shareBatch } from '../../../src/edge/jobs/job-thread.ts'
import { sweepBatch } from '../jobs/batches.ts'

it('works on several batches with few threads', async () => {
  const crew = new ThreadCrew(2)
  const batches = [5, 10, 20].map(fast => shareBatch(sweepBatch('ma_crossover', 'fast', [fast])))
  const one = { from: 0, to: 1 }
  const alone: Float64Array[] = []
  for (const batch of batches) alone.push((await crew.run(batch, one)).rows)
  expect(new Set(alone.map(rows => rows[0])).size).toBe(3)
  const pairs = await Promise.all([crew.run(batches[0], one), crew.run(batches[2], one)])
  expect(pairs.map(({ rows }) => rows)).toEqual([alone[0], alone[2]])
  await crew.close()
})

it('passes on what a batch cannot start with, and goes on', async () => {
  const crew = new ThreadCrew(1)
  await expect(crew.run({ ...sweepBatch('ma_crossover', 'fast', [5]), task: 'no' }, { from: 0, to: 1 })).rejects.toMatchObject({
    code: 'runner/task',
  })
  expect((await crew.run(shareBatch(sweepBatch('ma_crossover', 'fast', [5])), { from: 0, to: 1 })).failures).toEqual([])
  await crew.close()
})
