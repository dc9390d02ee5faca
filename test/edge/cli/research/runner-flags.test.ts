import { expect, it } from 'vitest'
import { runnerFrom } from '../../../../src/edge/cli/research/runner-flags.ts'

it('leaves the choice open, takes what is named, and counts threads', async () => {
  expect(await runnerFrom({})).toBeUndefined()
  expect(await runnerFrom({ runner: 'inline' })).toBe('inline')
  expect(await runnerFrom({ threads: 3 })).toMatchObject({ name: '3 threads' })
  expect(await runnerFrom({ redis: 'redis://localhost:1', queue: 'mine' })).toMatchObject({ name: 'bullmq' })
})

it.each([
  [{ redis: 'redis://localhost:1', runner: 'threads' }, /--redis/],
  [{ redis: 'redis://localhost:1', threads: 2 }, /--redis/],
  [{ queue: 'mine' }, /--queue/],
  [{ runner: 'inline', threads: 2 }, /--threads/],
  [{ threads: 0 }, /threads is 0/],
  [{ redis: 'http://localhost' }, /redis:\/\//],
] as const)('refuses %j', async (options, message) => {
  await expect(runnerFrom(options)).rejects.toThrow(message)
})
