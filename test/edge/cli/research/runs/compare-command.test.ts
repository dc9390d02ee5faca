import { expect, it } from 'vitest'
import { twoBacktests } from '../recorded.ts'

it('shows what differs, and who is best', async () => {
  const { research, first, second } = await twoBacktests()
  const { code, out } = await research('runs', 'compare', first.runId, second.runId)
  expect(code).toBe(0)
  expect(out).toMatch(/^params\.fast +5 +10$/m)
  expect(out).not.toContain('params.slow')
  const better = first.summary.sharpe > second.summary.sharpe ? /^sharpe +\S+ \* +\S+$/m : /^sharpe +\S+ +\S+ \*$/m
  expect(out).toMatch(better)
  expect(JSON.parse((await research('runs', 'compare', first.runId, second.runId, '--json')).out).ids).toEqual([first.runId, second.runId])
  expect((await research('runs', 'compare', first.runId)).code).toBe(2)
})
