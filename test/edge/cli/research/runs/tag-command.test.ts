import { expect, it } from 'vitest'
import { twoBacktests } from '../recorded.ts'

it('puts tags on and takes them off', async () => {
  const { research, first } = await twoBacktests()
  const { out } = await research('runs', 'tag', first.runId, '--add', 'keep', '--add', 'b', '--remove', 'early', '--json')
  expect(JSON.parse(out)).toEqual({ runId: first.runId, tags: ['b', 'keep'] })
  expect(JSON.parse((await research('runs', '--tag', 'keep', '--json')).out).total).toBe(1)
  const { code, error } = await research('runs', 'tag', first.runId)
  expect(code).toBe(2)
  expect(error).toContain('--add')
})
