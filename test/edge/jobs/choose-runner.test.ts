import { expect, it } from 'vitest'
import { chooseRunner } from '../../../src/edge/jobs/choose-runner.ts'

it('takes threads for what is long', () => {
  expect(chooseRunner(undefined, { items: 10, cost: 1000 }).name).toBe('inline')
  expect(chooseRunner(undefined, { items: 100_000, cost: 100_000 }).name).toMatch(/^\d+ threads?$/)
  expect(chooseRunner('inline', { items: 100_000, cost: 100_000 }).name).toBe('inline')
  expect(chooseRunner('threads', { items: 1, cost: 1 }).name).toMatch(/^\d+ threads?$/)
})

it('takes a runner as it is, and nothing else', () => {
  const own = { name: 'own', run: async () => undefined }
  expect(chooseRunner(own, { items: 1, cost: 1 })).toBe(own)
  for (const wrong of ['inlin', null, 7, {}])
    expect(() => chooseRunner(wrong as 'inline', { items: 1, cost: 1 })).toThrow(expect.objectContaining({ code: 'runner/unknown' }))
})
