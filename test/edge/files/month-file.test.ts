import { mkdtempSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { describeMonth, readMonth, writeMonth } from '../../../src/edge/files/month-file.ts'
import { readParquet, writeParquet } from '../../../src/edge/files/parquet.ts'

const from = Date.UTC(2024, 0)
const to = Date.UTC(2024, 1)
const newPath = () => join(mkdtempSync(join(tmpdir(), 'peak-trade-')), '2024-01.parquet')
const month = (length = 1000) => {
  const column = (of: (i: number) => number) => Float64Array.from({ length }, (_, i) => of(i))
  // Numbers that do not survive carelessness.
  const columns = {
    time: column(i => from + i * 60_000),
    open: column(i => 0.1 + i / 3),
    high: column(() => 1e300),
    low: column(() => 5e-324),
    close: column(i => 1 / (i + 1)),
    volume: column(i => (i % 2 === 0 ? 0 : -0)),
  }
  const covered: [number, number][] = [[from, to]]
  return { exchange: 'kraken', symbol: 'BTC/EUR', timeframe: '1m', month: '2024-01', covered, complete: true, fetchedAt: 7, columns }
}

describe('a month of bars', () => {
  it('reads back to the same bits, and says what it is', async () => {
    const path = newPath()
    const written = month()
    await writeMonth(path, written)
    const read = await readMonth(path)
    expect(read).toMatchObject({
      exchange: 'kraken',
      symbol: 'BTC/EUR',
      timeframe: '1m',
      month: '2024-01',
      bars: 1000,
      covered: [[from, to]],
      complete: true,
      fetchedAt: 7,
    })
    for (const [name, column] of Object.entries(written.columns)) expect(Object.is(read?.columns[name as 'open'][1], column[1])).toBe(true)
    expect(read?.columns).toEqual(written.columns)
    const { columns: _, ...description } = read ?? { columns: undefined }
    expect(await describeMonth(path)).toEqual(description)
    // Any other reader of Parquet can use it.
    expect((await readParquet(path)).length).toBe(1000)
  })

  it('may be empty, and may not be there', async () => {
    const path = newPath()
    expect(await readMonth(path)).toBeUndefined()
    expect(await describeMonth(path)).toBeUndefined()
    await writeMonth(path, month(0))
    expect(await readMonth(path)).toMatchObject({ bars: 0, complete: true })
  })

  it('is refused when it was changed, cut, or is something else', async () => {
    const path = newPath()
    const corrupt = () =>
      expect(readMonth(path)).rejects.toMatchObject({
        code: 'cache/corrupt',
        message: expect.stringContaining('delete it and fetch again'),
      })
    await writeMonth(path, month())
    const bytes = readFileSync(path)
    const changed = Buffer.from(bytes)
    changed[2000] ^= 1
    writeFileSync(path, changed)
    await corrupt()
    writeFileSync(path, bytes)
    truncateSync(path, bytes.length - 100)
    await corrupt()
    writeFileSync(path, '')
    await corrupt()
    await writeParquet(path, month().columns)
    await corrupt()
    await writeMonth(path, { ...month(), month: '2024-02' })
    await corrupt()
  })
})
