import { afterEach, expect, it } from 'vitest'
import { shareBatch } from '../../../src/edge/jobs/job-thread.ts'
import { LastingThread } from '../../../src/edge/jobs/lasting-thread.ts'
import { sweepBatch } from './batches.ts'

let thread: LastingThread

afterEach(() => thread.close())

it('what waited behind a guilty item is run in the next thread', async () => {
  thread = new LastingThread(shareBatch(sweepBatch('Sometimes', 'mood', ['well', 'exit', 'well', 'well'])))
  const [first, second] = await Promise.all([thread.run({ from: 0, to: 2 }), thread.run({ from: 2, to: 4 })])
  expect(first.failures.map(({ item, error }) => [item, error.code])).toEqual([[1, 'runner/died']])
  expect(first.rows.slice(0, 6)).toEqual(second.rows.slice(0, 6))
  expect(first.rows.slice(6)).toEqual(new Float64Array(6).fill(Number.NaN))
  expect(second.failures).toEqual([])
  expect(second.rows.some(Number.isNaN)).toBe(false)
})

it('gives up on a module that ends every thread while it is loaded', async () => {
  const batch = sweepBatch('Anything', 'mood', [1])
  const module = `data:text/javascript,${encodeURIComponent('process.exit(3)')}`
  thread = new LastingThread(shareBatch({ ...batch, work: { ...(batch.work as object), strategy: { module } } }))
  await expect(thread.run({ from: 0, to: 1 })).rejects.toMatchObject({
    code: 'runner/died',
    message: expect.stringContaining('before it ran anything'),
  })
})

it('rejects what it has not done when it is closed', async () => {
  thread = new LastingThread(shareBatch(sweepBatch('Endless', 'rhythm', [1])))
  const running = expect(thread.run({ from: 0, to: 1 })).rejects.toThrow('over')
  await thread.close(new Error('over'))
  await running
  await expect(thread.run({ from: 0, to: 1 })).rejects.toThrow('over')
})
