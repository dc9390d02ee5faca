import { expect, it } from 'vitest'
import { JobThread, shareBatch, ThreadDeath, threadArguments } from '../../../src/edge/jobs/job-thread.ts'
import { sweepBatch } from './batches.ts'

it('shares columns once', () => {
  const batch = sweepBatch('ma_crossover', 'fast', [5])
  const shared = shareBatch(batch)
  expect(shared).toEqual(batch)
  for (const column of Object.values(shared.data)) expect(column.buffer).toBeInstanceOf(SharedArrayBuffer)
  expect(shareBatch(shared).data.close).toBe(shared.data.close)
})

it('says which item it was running when it died', async () => {
  const thread = new JobThread(shareBatch(sweepBatch('Sometimes', 'mood', ['well', 'well', 'exit', 'well'])))
  expect((await thread.run({ from: 0, to: 2 })).ms).toBeGreaterThan(0)
  const death = await thread.run({ from: 1, to: 4 }).catch(error => error)
  expect(death).toBeInstanceOf(ThreadDeath)
  expect(death).toMatchObject({ item: 2, message: 'it ended with code 7' })
  await expect(thread.run({ from: 0, to: 1 })).rejects.toBe(death)
  await thread.close()
})

it('starts also from a program that was given as text', () => {
  expect(threadArguments(['--no-warnings', '--input-type=module', '--stack-size=2000'])).toEqual(['--no-warnings', '--stack-size=2000'])
  expect(threadArguments(['--input-type', 'module', '--no-warnings'])).toEqual(['--no-warnings'])
})
