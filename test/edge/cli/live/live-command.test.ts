import { expect, it } from 'vitest'
import { run } from '../run.ts'

it('lists its commands, and says that live is locked', async () => {
  const { code, out } = await run('live', '--help')
  expect([code, out]).toEqual([0, expect.stringMatching(/live itself is locked in this version[\s\S]*^ +map [\s\S]*^ +gates /m)])
})
