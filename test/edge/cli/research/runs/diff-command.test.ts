import { expect, it } from 'vitest'
import { twoBacktests } from '../recorded.ts'

it('shows inputs and metrics that differ', async () => {
  const { research, first, second } = await twoBacktests()
  const { code, out } = await research('runs', 'diff', first.runId, second.runId)
  expect(code).toBe(0)
  expect(out).toMatch(/^\d+ inputs and \d+ metrics differ/)
  expect(out).toMatch(/^settings\.costs\.feeBps +0 +10$/m)
  const { metrics } = JSON.parse((await research('runs', 'diff', first.runId, second.runId, '--json')).out)
  const sharpe = metrics.find(({ name }: { name: string }) => name === 'sharpe')
  expect([sharpe.before, sharpe.after]).toEqual([first.summary.sharpe, second.summary.sharpe])
  expect((await research('runs', 'diff', first.runId, first.runId)).out).toBe('the same to the bit\n')
})
