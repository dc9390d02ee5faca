import { expect, it } from 'vitest'
import { inlineRunner } from '../../../src/edge/jobs/inline-runner.ts'
import type { RowPart } from '../../../src/research/job-runner.ts'
import { sweepBatch } from './batches.ts'

const batch = sweepBatch(
  'ma_crossover',
  'fast',
  Array.from({ length: 48 }, (_, k) => k + 2),
)

it('hands over what is asked for, in order', async () => {
  const seen: number[] = []
  const onRows = ({ from, to }: RowPart) => {
    for (let item = from; item < to; item++) seen.push(item)
  }
  await inlineRunner().run(batch, { onRows })
  expect(seen).toEqual(Array.from({ length: 48 }, (_, k) => k))
  seen.length = 0
  await inlineRunner().run({ ...batch, ranges: [{ from: 7, to: 9 }] }, { onRows })
  expect(seen).toEqual([7, 8])
})

it('lets timers have their turn', async () => {
  let turns = 0
  const timer = setInterval(() => turns++, 1)
  // Parts of a tenth of a second in all.
  const slow = { ...batch, cost: 1e9 }
  await inlineRunner().run(
    { ...slow, ranges: Array.from({ length: 60 }, (_, k) => ({ from: k % 48, to: (k % 48) + 1 })) },
    { onRows: wait },
  )
  clearInterval(timer)
  expect(turns).toBeGreaterThan(5)
})

function wait(): void {
  const until = performance.now() + 2
  while (performance.now() < until);
}
