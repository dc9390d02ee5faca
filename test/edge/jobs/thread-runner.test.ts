import { expect, it } from 'vitest'
import { threadRunner } from '../../../src/edge/jobs/thread-runner.ts'
import type { RowPart } from '../../../src/research/job-runner.ts'
import { sweepBatch } from './batches.ts'

it('refuses a number of threads that is none', () => {
  for (const threads of [0, -1, 1.5, Number.NaN])
    expect(() => threadRunner({ threads })).toThrow(expect.objectContaining({ code: 'runner/threads' }))
})

it('hands every item over once, and only those that are asked for', async () => {
  const periods = Array.from({ length: 40 }, (_, k) => k + 2)
  for (const main of [true, false]) {
    const seen: number[] = []
    const onRows = ({ from, to, rows }: RowPart) => {
      expect(rows).toHaveLength((to - from) * 6)
      for (let item = from; item < to; item++) seen.push(item)
    }
    const batch = sweepBatch('ma_crossover', 'fast', periods)
    await threadRunner({ threads: 2, main }).run(
      {
        ...batch,
        ranges: [
          { from: 3, to: 5 },
          { from: 20, to: 31 },
        ],
      },
      { onRows },
    )
    expect(seen.sort((a, b) => a - b)).toEqual([3, 4, ...Array.from({ length: 11 }, (_, k) => 20 + k)])
    await threadRunner({ threads: 2, main }).run({ ...batch, ranges: [] }, { onRows: () => expect.unreachable() })
  }
})

it('passes on what its listener throws, and what a batch cannot start with', async () => {
  const onRows = () => {
    throw new Error('no room')
  }
  const batch = sweepBatch('ma_crossover', 'fast', [5, 10])
  for (const main of [true, false]) {
    await expect(threadRunner({ threads: 2, main }).run(batch, { onRows })).rejects.toThrow('no room')
    await expect(threadRunner({ threads: 2, main }).run({ ...batch, task: 'swepe' }, { onRows })).rejects.toThrow('did you mean "sweep"?')
    await expect(threadRunner({ threads: 2, main }).run(sweepBatch('Nobody', 'fast', [1]), { onRows })).rejects.toMatchObject({
      code: 'strategy/module',
    })
  }
})

it('ends at once when it is told to, also in the middle of an item that never ends', async () => {
  const controller = new AbortController()
  const running = threadRunner({ threads: 1 }).run(sweepBatch('Endless', 'rhythm', [1, 2]), {
    onRows: () => expect.unreachable(),
    signal: controller.signal,
  })
  setTimeout(() => controller.abort(new Error('enough')), 1500)
  await expect(running).rejects.toThrow('enough')
})
