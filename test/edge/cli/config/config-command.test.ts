import { expect, it } from 'vitest'
import { run } from '../run.ts'

it('lists its commands, each with an example', async () => {
  const { code, out } = await run('config', '--help')
  expect(code).toBe(0)
  for (const command of ['init', 'validate', 'explain']) {
    expect(out).toMatch(new RegExp(`^ +${command} `, 'm'))
    expect((await run('config', command, '--help')).out).toContain(`peak-trade config ${command}`)
  }
})
