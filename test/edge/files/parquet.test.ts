import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { describe, expect, it } from 'vitest'
import { readParquet, writeParquet } from '../../../src/edge/files/parquet.ts'
import { normalizeBars } from '../../../src/market/normalize.ts'
import { syntheticBars } from '../../../src/market/synthetic.ts'

const folder = mkdtempSync(join(tmpdir(), 'peak-trade-'))
const path = (name: string) => join(folder, name)

it('bars come back to the same bits, Unicode path and all', async () => {
  const bars = syntheticBars({ seed: 1, length: 5000 })
  await writeParquet(path('kurse-€.parquet'), bars)
  const back = normalizeBars(await readParquet(path('kurse-€.parquet')), { symbol: bars.symbol })
  expect(back.bars).toEqual(bars)
  expect(back.quality.clean).toBe(true)
})

it('columns of numbers and texts, NaN and infinities included', async () => {
  const data = { x: Float64Array.of(1, Number.NaN, -0, Number.POSITIVE_INFINITY, 5e-324), name: ['a', 'ü', '', 'd', 'e'] }
  await writeParquet(path('mixed.parquet'), data)
  const { columns, length } = await readParquet(path('mixed.parquet'))
  expect(length).toBe(5)
  expect([...(columns.x as Float64Array)]).toEqual([...data.x])
  expect(columns.name).toEqual(data.name)
  expect(Object.keys((await readParquet(path('mixed.parquet'), { columns: ['x'] })).columns)).toEqual(['x'])
})

it('0 and -0 stay what they are in a column that has many of both', async () => {
  const x = Float64Array.from({ length: 3000 }, (_, i) => (i % 3 === 0 ? -0 : i % 3 === 1 ? 0 : 1.5))
  await writeParquet(path('zeros.parquet'), { x })
  expect((await readParquet(path('zeros.parquet'))).columns.x).toEqual(x)
})

it('files of other tools: nullable columns, 64-bit integers, timestamps, row groups', async () => {
  const time = [Date.UTC(2024, 0, 1), Date.UTC(2024, 0, 2), Date.UTC(2024, 0, 3)]
  const buffer = parquetWriteBuffer({
    columnData: [
      { name: 'date', data: time.map(ms => new Date(ms)), type: 'TIMESTAMP' },
      { name: 'open', data: [1, 2, 3], type: 'DOUBLE' },
      { name: 'high', data: [2, 3, 4], type: 'DOUBLE' },
      { name: 'low', data: [1, 1, 2], type: 'DOUBLE' },
      { name: 'close', data: [1.5, 2.5, 3.5], type: 'DOUBLE' },
      { name: 'volume', data: [10n, 20n, 30n], type: 'INT64' },
    ],
    rowGroupSize: 2,
  })
  writeFileSync(path('foreign.parquet'), new Uint8Array(buffer))
  const { bars } = normalizeBars(await readParquet(path('foreign.parquet')), { symbol: 'X', timeframe: '1d' })
  expect([...bars.time]).toEqual(time)
  expect([...bars.volume]).toEqual([10, 20, 30])
  expect([...bars.close]).toEqual([1.5, 2.5, 3.5])
})

describe('refuses', () => {
  it('a truncated, a foreign and a missing file, each with one sentence', async () => {
    await writeParquet(path('whole.parquet'), syntheticBars({ seed: 1, length: 100 }))
    const bytes = readFileSync(path('whole.parquet'))
    writeFileSync(path('cut.parquet'), bytes.subarray(0, bytes.length - 50))
    writeFileSync(path('text.parquet'), 'Date,Open\n')
    await expect(readParquet(path('cut.parquet'))).rejects.toMatchObject({ name: 'DataError', code: 'parquet/corrupt' })
    await expect(readParquet(path('text.parquet'))).rejects.toMatchObject({ code: 'parquet/corrupt' })
    await expect(readParquet(path('whol.parquet'))).rejects.toThrow('did you mean "whole.parquet"?')
  })

  it('a column that is not there, suggesting the nearest', async () => {
    await writeParquet(path('one.parquet'), { close: Float64Array.of(1) })
    await expect(readParquet(path('one.parquet'), { columns: ['clos'] })).rejects.toThrow('no column "clos"; did you mean "close"?')
  })

  it('columns of different length, and writes nothing', async () => {
    await expect(writeParquet(path('uneven.parquet'), { a: Float64Array.of(1), b: Float64Array.of(1, 2) })).rejects.toThrow(
      'column "b" has 2 rows, "a" has 1',
    )
    await expect(writeParquet(path('uneven.parquet'), {})).rejects.toThrow('no columns')
    expect(readdirSync(folder)).not.toContain('uneven.parquet')
  })
})
