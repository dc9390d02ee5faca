import { expect, it } from 'vitest'
import { twoBacktests } from '../recorded.ts'

it('shows everything of a run', async () => {
  const { research, second, file } = await twoBacktests()
  const { code, out } = await research('runs', 'show', second.runId)
  expect(code).toBe(0)
  expect(out.split('\n')[0]).toBe(second.runId)
  expect(out).toContain(file)
  expect(out).toMatch(/trials +1; 2 of ma_crossover on these prices so far/)
  expect(out).toMatch(/parameters\n +fast +10\n/)
  expect(out).toMatch(/costs\.feeBps +10\n/)
  expect(JSON.parse((await research('runs', 'show', second.runId, '--json')).out)).toMatchObject({
    id: second.runId,
    trialsSoFar: 2,
    children: 0,
  })
})
