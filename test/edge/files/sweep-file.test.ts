import { mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readCsv } from '../../../src/edge/files/csv.ts'
import { readParquet } from '../../../src/edge/files/parquet.ts'
import { writeSweep } from '../../../src/edge/files/sweep-file.ts'
import { syntheticBars } from '../../../src/market/synthetic.ts'
import { sweep } from '../../../src/research/sweep.ts'
import { Breakout } from '../../../src/strategies/library/breakout.ts'

const folder = mkdtempSync(join(tmpdir(), 'peak-trade-'))
const result = sweep(Breakout, syntheticBars({ seed: 1, length: 400 }), {
  grid: { lookback: [10, 30, 300], side: ['both', 'long'] },
  settings: { 'exits.stopLoss': [null, 0.02] },
  minTrades: 3,
})

it.each(['csv', 'parquet', 'CSV'])('reads back from .%s', async ending => {
  const path = join(folder, `sweep.${ending}`)
  await writeSweep(path, result)
  const { columns, length } = ending === 'parquet' ? await readParquet(path) : await readCsv(path, { columns: 'all' } as never)
  expect(length).toBe(12)
  expect(Object.keys(columns)).toEqual(['lookback', 'side', 'exits.stopLoss', ...Object.keys(result.metrics), 'score'])
  expect([...columns.side]).toEqual(result.params.side)
  const numbers = (name: string) =>
    Array.from(columns[name] as ArrayLike<number | string>, value => (value === '' ? Number.NaN : Number(value)))
  expect(numbers('lookback')).toEqual(result.params.lookback)
  expect(numbers('exits.stopLoss')).toEqual(result.variants['exits.stopLoss'].map(value => value ?? Number.NaN))
  expect(numbers('sharpe')).toEqual([...result.metrics.sharpe])
  expect(numbers('score')).toEqual([...result.score])
})

it('refuses another ending, and leaves nothing behind', async () => {
  await expect(writeSweep(join(folder, 'sweep.xlsx'), result)).rejects.toMatchObject({ code: 'sweep/format' })
  await expect(writeSweep(join(folder, 'missing', 'sweep.csv'), result)).rejects.toMatchObject({ code: 'file/missing' })
  expect(readdirSync(folder).filter(name => name.includes('tmp') || name.includes('xlsx'))).toEqual([])
})
