import { expect, it } from 'vitest'
import { run } from '../../run.ts'

const commands = ['list', 'show', 'compare', 'diff', 'top', 'tag', 'export', 'trials']

it('lists its commands', async () => {
  const { code, out } = await run('research', 'runs', '--help')
  expect(code).toBe(0)
  for (const command of commands) expect(out).toMatch(new RegExp(`^ +${command} `, 'm'))
})

it.each(commands)('%s has help with an example', async command => {
  expect((await run('research', 'runs', command, '--help')).out).toContain(`peak-trade research runs ${command} `)
})
