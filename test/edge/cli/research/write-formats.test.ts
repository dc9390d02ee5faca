import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { expect, it } from 'vitest'
import { writeFormats } from '../../../../src/edge/cli/research/write-formats.ts'

const report = { title: 'Found', subtitle: 'today', blocks: [] }

it('writes what is asked for', async () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'peak-trade-')), 'new')
  const names = async (format: 'md' | 'html' | 'both') => (await writeFormats(folder, report, format)).map(path => basename(path))
  expect(await names('md')).toEqual(['report.md'])
  expect(await names('html')).toEqual(['report.html'])
  expect(await names('both')).toEqual(['report.html', 'report.md'])
  expect(readFileSync(join(folder, 'report.md'), 'utf8')).toContain('# Found')
  expect(readFileSync(join(folder, 'report.html'), 'utf8')).toContain('<!doctype html>')
  writeFileSync(join(folder, 'file'), '')
  await expect(writeFormats(join(folder, 'file'), report, 'md')).rejects.toMatchObject({ name: 'EdgeError' })
})
