import { mkdtempSync, writeFileSync } from 'node:fs'
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

it('times and columns that have to be explained', async () => {
  const text = 'Date,Open,High,Low,Settle\n1/2/2024,10,12,9,11\n2/2/2024,11,12,9,10\n'
  writeFileSync(join(folder, 'explained.csv'), text)
  const options = { columns: { close: 'Settle' }, calendar: 'stocks' } as const
  const { bars } = await readBars(join(folder, 'explained.csv'), { ...options, time: { dateOrder: 'dmy' } })
  expect([...bars.time]).toEqual([Date.UTC(2024, 1, 1), Date.UTC(2024, 1, 2)])
  expect([...bars.close]).toEqual([11, 10])
  await expect(readBars(join(folder, 'explained.csv'), options)).rejects.toMatchObject({ code: 'time/ambiguous' })
  writeFileSync(join(folder, 'early.csv'), 'time,open,high,low,close\n0,1,1,1,1\n60000,1,1,1,1\n')
  const early = await readBars(join(folder, 'early.csv'), { time: { unit: 'ms' }, timeframe: '1m' })
  expect([...early.bars.time]).toEqual([0, 60_000])
})

it('another ending is refused', async () => {
  await expect(readBars('prices.xlsx')).rejects.toThrow('ends in ".xlsx"; prices are read from')
})
