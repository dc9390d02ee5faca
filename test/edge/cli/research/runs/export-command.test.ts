import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { twoBacktests } from '../recorded.ts'

it('writes runs', async () => {
  const { research, folder, first, second } = await twoBacktests()
  const [csv, lines] = [join(folder, 'runs.csv'), join(folder, 'runs.jsonl')]
  expect((await research('runs', 'export', csv, '--sort', 'createdAt', '--ascending', '--metrics', 'sharpe')).out).toBe(
    `wrote 2 runs to ${csv}\n`,
  )
  const rows = readFileSync(csv, 'utf8').trim().split('\n')
  expect(rows[0]).toMatch(/^id,type,.*,sharpe$/)
  expect(rows.slice(1).map(row => row.split(',')[0])).toEqual([first.runId, second.runId])
  await research('runs', 'export', lines, '--limit', '1')
  expect(JSON.parse(readFileSync(lines, 'utf8')).id).toBe(second.runId)
  expect((await research('runs', 'export', join(folder, 'runs.xls'))).code).toBe(2)
})
