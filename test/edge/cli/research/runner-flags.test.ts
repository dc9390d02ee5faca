import { expect, it } from 'vitest'
import { placeFrom, referenceTo, runnerFrom } from '../../../../src/edge/cli/research/runner-flags.ts'
import { MaCrossover } from '../../../../src/strategies/library/ma-crossover.ts'

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

it('says where a strategy can be loaded, and runs one without a name only here', async () => {
  const strategy = MaCrossover
  expect(referenceTo('ma_crossover', { strategy, module: undefined })).toEqual({ id: 'ma_crossover' })
  expect(referenceTo('mine.ts', { strategy, module: undefined })).toBeUndefined()
  const module = { url: 'file:///mine.ts', name: 'Mine' }
  const reference = referenceTo('mine.ts', { strategy, module })
  expect(reference).toEqual({ module: 'file:///mine.ts', name: 'Mine' })
  expect(await placeFrom({}, { strategy, reference })).toMatchObject({ runner: 'inline' })
  expect(await placeFrom({ threads: 2 }, { strategy, reference })).toMatchObject({ runner: { name: '2 threads' } })
  expect(await placeFrom({}, { strategy, reference: { id: 'ma_crossover' } })).toMatchObject({ runner: undefined })
  expect(await placeFrom({ runner: 'inline' }, { strategy, reference: undefined })).toBeUndefined()
  for (const elsewhere of [{ threads: 2 }, { runner: 'threads' }, { checkpoint: 'x' }] as const)
    await expect(placeFrom(elsewhere, { strategy, reference: undefined })).rejects.toThrow(/export the class/)
})
