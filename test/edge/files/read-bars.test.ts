import { mkdtempSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { writeCsv } from '../../../src/edge/files/csv.ts'
import { writeParquet } from '../../../src/edge/files/parquet.ts'
import { readBars } from '../../../src/edge/files/read-bars.ts'
import { syntheticBars } from '../../../src/market/synthetic.ts'

const folder = mkdtempSync(join(tmpdir(), 'peak-trade-'))
const bars = syntheticBars({ seed: 2, length: 500, symbol: 'prices' })

it('the same bars from CSV and Parquet', async () => {
  await writeCsv(join(folder, 'prices.csv'), bars)
  await writeParquet(join(folder, 'prices.PARQUET'), bars)
  expect((await readBars(join(folder, 'prices.csv'))).bars).toEqual(bars)
  expect((await readBars(join(folder, 'prices.PARQUET'))).bars).toEqual(bars)
})

it('real prices', async () => {
  const file = createRequire(import.meta.url).resolve('@observablehq/sample-datasets/aapl.csv')
  const { bars, quality } = await readBars(file, { symbol: 'AAPL' })
  expect(bars).toMatchObject({ length: 1260, timeframe: '1d', calendar: 'stocks', symbol: 'AAPL' })
  expect(new Date(bars.time[0]).toISOString()).toBe('2013-05-13T00:00:00.000Z')
  expect(quality.clean).toBe(true)
})

it('another ending is refused', async () => {
  await expect(readBars('prices.xlsx')).rejects.toThrow('ends in ".xlsx"; prices are read from')
})
