import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { writeReport } from '../../../src/edge/files/write-report.ts'

const report = { title: 'Morning check', subtitle: 'BTC/EUR', blocks: [{ kind: 'text', text: 'All quiet.' }] } as const
const folder = mkdtempSync(join(tmpdir(), 'peak-trade-'))

it('makes the folder and writes both forms', async () => {
  const files = await writeReport(join(folder, 'a', 'b'), report)
  expect(files).toEqual([join(folder, 'a', 'b', 'report.html'), join(folder, 'a', 'b', 'report.md')])
  for (const file of files) expect(readFileSync(file, 'utf8')).toContain('All quiet.')
  expect(readdirSync(join(folder, 'a', 'b')).length).toBe(2)
})

it('a file in the way of the folder is one clear error', async () => {
  writeFileSync(join(folder, 'taken'), '')
  await expect(writeReport(join(folder, 'taken', 'x'), report)).rejects.toMatchObject({ name: 'EdgeError', code: 'file/missing' })
})
