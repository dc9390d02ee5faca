import { expect, it } from 'vitest'
import { emptyHome, twoBacktests } from '../recorded.ts'

it('lists, filters and sorts', async () => {
  const { research, first, second } = await twoBacktests()
  const ids = async (...argv: string[]) =>
    JSON.parse((await research('runs', ...argv, '--json')).out).runs.map(({ id }: { id: string }) => id)
  expect(await ids('list')).toEqual([second.runId, first.runId])
  expect(await ids('--ascending')).toEqual([first.runId, second.runId])
  expect(await ids('--tag', 'early')).toEqual([first.runId])
  expect(await ids('--type', 'sweep')).toEqual([])
  expect(await ids('--limit', '1')).toEqual([second.runId])
  const better = first.summary.sharpe > second.summary.sharpe ? first : second
  expect((await ids('--sort', 'sharpe'))[0]).toBe(better.runId)
  expect(await ids('--where', `sharpe>=${better.summary.sharpe}`)).toEqual([better.runId])
  const { out } = await research('runs', '--limit', '1')
  expect(out).toContain('1 of 2 runs')
  expect((await research('runs', '--text', 'zzz')).out).toBe('no runs\n')
})

it('says that nothing was recorded, and what cannot be sorted', async () => {
  const { research } = emptyHome()
  const { code, error } = await research('runs')
  expect(code).toBe(3)
  expect(error).toMatch(/nothing has been recorded/)
  expect((await (await twoBacktests()).research('runs', '--limit', '0')).code).toBe(2)
})
