import { expect, it } from 'vitest'
import { twoBacktests } from '../recorded.ts'

it('ranks, all together or per field', async () => {
  const { research, first, second } = await twoBacktests()
  const best = [first, second].sort((a, b) => b.summary.sharpe - a.summary.sharpe).map(({ runId }) => runId)
  const { tables } = JSON.parse((await research('runs', 'top', '--by', 'sharpe', '--per', 'strategy', '--json')).out)
  expect(tables).toHaveLength(1)
  expect([tables[0].key, tables[0].runs]).toEqual(['ma_crossover', 2])
  expect(tables[0].best.map(({ id }: { id: string }) => id)).toEqual(best)
  expect((await research('runs', 'top', '--per', 'strategy')).out).toContain('strategy ma_crossover, 2 runs')
  expect((await research('runs', 'top', '--by', 'unheardOf')).out).toBe('no run has a known unheardOf\n')
  expect((await research('runs', 'top', '--per', 'moon')).code).toBe(2)
})
