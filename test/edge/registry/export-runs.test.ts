import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readParquet } from '../../../src/edge/files/parquet.ts'
import { exportRuns } from '../../../src/edge/registry/export-runs.ts'
import { memoryRunStore } from '../../../src/research/memory-run-store.ts'
import { makeRecord } from '../../contracts/run-store.ts'

const root = mkdtempSync(join(tmpdir(), 'peak-trade-export-'))
afterAll(() => rmSync(root, { recursive: true }))
const store = memoryRunStore()
const name = 'quoted "name", with\nlines'
store.add({
  record: makeRecord({ id: 'a', name, createdAt: 0, metrics: { sharpe: 0.1 + 0.2, bars: 5 }, symbols: ['A', 'B'], tags: ['x', 'y'] }),
})
store.add({ record: makeRecord({ id: 'b', createdAt: 1, metrics: { sharpe: Number.NaN, odd: Number.POSITIVE_INFINITY } }) })
store.add({ record: makeRecord({ id: 'c', type: 'sweep', createdAt: 2, metrics: { sharpe: -1 } }) })
const query = { sort: 'sharpe', limit: 1 }

describe('exportRuns', () => {
  it('writes CSV: a row per run, a column per metric, all pages', async () => {
    const path = join(root, 'runs.csv')
    expect(await exportRuns(store, query, path)).toBe(3)
    const [header, ...rest] = readFileSync(path, 'utf8').split('\n')
    expect(header).toMatch(/^id,type,name,created,status,.*,durationMs,bars,trials,sharpe,metric\.bars,odd$/)
    expect(rest.join('\n')).toContain('a,backtest,"quoted ""name"", with\nlines",1970-01-01T00:00:00.000Z,ok')
    expect(rest.join('\n')).toContain('"{""fast"":5,""slow"":20}"')
    // Duration, bars, trials, and the metrics: Sharpe ratio, bars, odd.
    const ends = (text: string) => text.trimEnd().match(/,12\.5,1000,1,.*$/gm)
    expect(ends(rest.join('\n'))).toEqual([',12.5,1000,1,0.30000000000000004,5,', ',12.5,1000,1,-1,,', ',12.5,1000,1,,,Infinity'])
  })

  it('writes Parquet', async () => {
    const path = join(root, 'runs.parquet')
    expect(await exportRuns(store, query, path, { metrics: ['sharpe'] })).toBe(3)
    const { columns } = await readParquet(path)
    expect(columns.id).toEqual(['a', 'c', 'b'])
    expect(columns.sharpe).toEqual(Float64Array.of(0.1 + 0.2, -1, Number.NaN))
    expect(columns.symbols).toEqual(['A B', 'BTC/EUR', 'BTC/EUR'])
    expect(Object.keys(columns)).not.toContain('odd')
  })

  it('writes JSON that any program reads', async () => {
    await exportRuns(store, query, join(root, 'runs.json'))
    const whole = JSON.parse(readFileSync(join(root, 'runs.json'), 'utf8')) as { id: string; metrics: object }[]
    expect(whole.map(({ id }) => id)).toEqual(['a', 'c', 'b'])
    expect(whole[2].metrics).toEqual({ sharpe: null, odd: null })
    await exportRuns(store, query, join(root, 'runs.jsonl'), { top: 2 })
    const lines = readFileSync(join(root, 'runs.jsonl'), 'utf8').trimEnd().split('\n')
    expect(lines.map(line => JSON.parse(line).id)).toEqual(['a', 'c'])
  })

  it('writes a table in Markdown', async () => {
    expect(await exportRuns(store, { sort: 'sharpe' }, join(root, 'runs.md'), { top: 1, metrics: ['sharpe'] })).toBe(1)
    const text = readFileSync(join(root, 'runs.md'), 'utf8')
    expect(text).toContain('0.30')
    expect(text).not.toContain('| c ')
  })

  it('writes files for no runs at all', async () => {
    const nothing = { strategies: ['none'] }
    for (const ending of ['csv', 'json', 'jsonl', 'md', 'parquet'])
      expect(await exportRuns(store, nothing, join(root, `empty.${ending}`))).toBe(0)
    expect(JSON.parse(readFileSync(join(root, 'empty.json'), 'utf8'))).toEqual([])
    expect(readFileSync(join(root, 'empty.jsonl'), 'utf8')).toBe('')
    expect(await exportRuns(store, {}, join(root, 'empty.csv'), { top: 0 })).toBe(0)
  })

  it('refuses what it cannot write, and leaves nothing half', async () => {
    const before = readdirSync(root)
    await expect(exportRuns(store, {}, join(root, 'runs.xls'))).rejects.toMatchObject({ code: 'export/format' })
    await expect(exportRuns(store, {}, join(root, 'x.csv'), { top: -1 })).rejects.toMatchObject({ code: 'export/top' })
    await expect(exportRuns(store, { typ: 1 } as never, join(root, 'x.csv'))).rejects.toMatchObject({ code: 'run-query/unknown' })
    await expect(exportRuns(store, {}, join(root, 'none', 'x.csv'))).rejects.toMatchObject({ code: 'file/missing' })
    expect(readdirSync(root)).toEqual(before)
  })
})
