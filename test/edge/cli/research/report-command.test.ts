import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { emptyHome } from './recorded.ts'

it('reports a sweep again, as pages or as text', async () => {
  const { ran, research, folder } = emptyHome()
  const report = join(folder, 'first')
  const { runId } = await ran('sweep', '--grid', 'fast=5,10', '--grid', 'slow=20,40', '--report', report)
  const again = join(folder, 'again')
  expect((await research('report', '--run', runId.slice(0, 20), '--report', again)).code).toBe(0)
  for (const name of ['report.md', 'report.html'])
    expect(readFileSync(join(again, name), 'utf8')).toBe(readFileSync(join(report, name), 'utf8'))
  const page = join(folder, 'page')
  await research('report', '--run', runId, '--report', page, '--format', 'html')
  expect(readdirSync(page)).toEqual(['report.html'])
  expect((await research('report', '--run', runId)).out).toBe(readFileSync(join(report, 'report.md'), 'utf8'))
})

it('reports and repeats paths of trades as they were', async () => {
  const { ran, research, folder } = emptyHome()
  const report = join(folder, 'first')
  const { runId } = await ran('montecarlo', '--of', 'trades', '--params', 'fast=3,slow=10', '--paths', '10', '--report', report)
  expect((await research('report', '--run', runId)).out).toBe(readFileSync(join(report, 'report.md'), 'utf8'))
  expect((await research('reproduce', runId)).out).toContain('the same to the bit')
})
