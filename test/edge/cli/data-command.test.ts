import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { run } from './run.ts'
import { syntheticCsv } from './synthetic-csv.ts'

let folder: string
let file: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'peak-trade-'))
  file = join(folder, 'preise-€.csv')
  writeFileSync(file, syntheticCsv())
})

describe('data check', () => {
  it('exits 0 on clean data', async () => {
    const { code, out } = await run('data', 'check', file)
    expect(code).toBe(0)
    expect(out).toContain('600 bars')
  })

  it('lists everything it found, and exits 1', async () => {
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n')
    const broken = [
      lines[0],
      lines[2],
      lines[1],
      lines[2],
      ...lines.slice(3, 50),
      ...lines.slice(60, 100),
      '2024-02-20T00:00:00Z,1,2,3,1,1',
    ]
    writeFileSync(file, broken.join('\n'))
    const { code, out } = await run('data', 'check', file, '--json')
    expect(code).toBe(1)
    const kinds = JSON.parse(out).findings.map((finding: { kind: string }) => finding.kind)
    expect(kinds).toEqual(expect.arrayContaining(['duplicate', 'gap']))
  })

  it('exits 2 on what is no data at all', async () => {
    writeFileSync(file, '')
    expect((await run('data', 'check', file)).code).toBe(2)
    expect((await run('data', 'check', folder)).code).toBe(2)
  })
})
