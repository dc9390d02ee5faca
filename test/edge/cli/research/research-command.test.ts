import { expect, it } from 'vitest'
import { run } from '../run.ts'

it('lists its commands', async () => {
  const { code, out } = await run('research', '--help')
  expect(code).toBe(0)
  for (const command of ['sweep', 'walkforward', 'montecarlo', 'stress', 'runs', 'report', 'reproduce'])
    expect(out).toMatch(new RegExp(`^ +${command} `, 'm'))
})

it('suggests the command that was meant', async () => {
  const { code, error } = await run('research', 'walkforwards')
  expect(code).toBe(2)
  expect(error).toContain('walkforward')
})

it.each(['sweep', 'walkforward', 'montecarlo', 'stress'])('%s has help with an example', async command => {
  const { out } = await run('research', command, '--help')
  expect(out).toContain(`peak-trade research ${command} --data`)
})
