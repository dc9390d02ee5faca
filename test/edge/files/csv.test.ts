import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isBars, readCsv, writeCsv } from '../../../src/edge/files/csv.ts'
import { parseCsv } from '../../../src/market/csv.ts'
import { formatCsv } from '../../../src/market/format-csv.ts'
import { normalizeBars } from '../../../src/market/normalize.ts'
import { syntheticBars } from '../../../src/market/synthetic.ts'

const folder = mkdtempSync(join(tmpdir(), 'peak-trade-'))
const path = (name: string) => join(folder, name)
const write = (name: string, text: string | Uint8Array) => {
  writeFileSync(path(name), text)
  return path(name)
}

describe('a CSV file', () => {
  it('of bars comes back to the same bits, also when it is larger than a piece', async () => {
    const bars = syntheticBars({ seed: 1, length: 40_000 })
    await writeCsv(path('kurse €.csv'), bars)
    expect(readFileSync(path('kurse €.csv')).length).toBeGreaterThan(3 * 2 ** 20)
    const table = await readCsv(path('kurse €.csv'))
    expect(table.source).toBe('kurse €.csv')
    expect(normalizeBars(table, { symbol: bars.symbol, timeframe: bars.timeframe, calendar: bars.calendar }).bars).toEqual(bars)
  })

  it('of columns comes back', async () => {
    const data = { name: ['a', 'b, "c"', 'ü'], x: Float64Array.of(1, Number.NaN, -0) }
    await writeCsv(path('columns.csv'), data)
    const { columns } = await readCsv(path('columns.csv'), { columns: 'all' })
    expect(columns).toEqual(data)
    await expect(writeCsv(path('uneven.csv'), { a: ['x'], b: [] })).rejects.toThrow('column "b" has 0 values')
    expect(readdirSync(folder)).not.toContain('uneven.csv')
  })

  it('is what parseCsv makes of it, wherever the pieces end', async () => {
    // Records of many lengths, quoted line ends among them, one longer than a piece, and one longer than the room before a piece.
    const rows = Array.from(
      { length: 30_000 },
      (_, i) => `${1_704_153_600_000 + i * 60_000},"n${'\n'.repeat(i % 60)}${i}",${i / 4},1,1,1,${i}`,
    )
    rows.splice(100, 0, `${1_704_153_600_000 + 99.5 * 60_000},"${'long '.repeat(300_000)}",1,1,1,1,1`)
    rows.splice(20_000, 0, `${1_704_153_600_000 + 19_998.5 * 60_000},"${'longer\n'.repeat(500_000)}",1,1,1,1,1`)
    const text = `time,note,open,high,low,close,volume\r\n${rows.join('\r\n')}`
    const file = write('pieces.csv', text)
    for (const columns of [{}, 'all'] as const) {
      expect(await readCsv(file, { columns })).toEqual(parseCsv(text, { columns, source: 'pieces.csv' }))
    }
  })

  it('with an error in a late piece names the row', async () => {
    const lines = formatCsv(syntheticBars({ seed: 1, length: 50_000 })).split('\n')
    lines[45_000] = lines[45_000].replace(/,[^,]*$/, ',oops')
    await expect(readCsv(write('late.csv', lines.join('\n')))).rejects.toMatchObject({
      code: 'csv/number',
      message: /^late\.csv, row 45001: column "volume": "oops"/,
      details: { row: 45_001 },
    })
    const open = write('open.csv', `${lines.slice(0, 40_000).join('\n')}\n"never closed`)
    await expect(readCsv(open)).rejects.toMatchObject({ name: 'DataError', code: 'csv/quote', details: { row: 40_001 } })
  })
})

describe('refuses', () => {
  it.each([
    ['nothing', '', 'file/empty'],
    ['blanks', '\n\n', 'csv/empty'],
    ['a header', 'time,open,high,low,close\n', 'csv/no-rows'],
    ['another kind of file', Uint8Array.of(0x1f, 0x8b, 8, 0), 'csv/encoding'],
  ])('%s', async (name, content, code) => {
    await expect(readCsv(write(`${name}.csv`, content))).rejects.toMatchObject({ code })
  })

  it('a file that is missing, and one above the limit', async () => {
    await expect(readCsv(path('kurse.csv'))).rejects.toMatchObject({ code: 'file/missing' })
    const file = write('size.csv', 'time,open,high,low,close\n2024-01-02,1,1,1,1\n')
    await expect(readCsv(file, { maxBytes: 10 })).rejects.toMatchObject({ code: 'file/too-large' })
    expect((await readCsv(file, { maxBytes: 1000 })).length).toBe(1)
  })
})

it('bars are told from columns', () => {
  expect(isBars(syntheticBars({ seed: 1, length: 2 }))).toBe(true)
  expect(isBars({ symbol: ['a'], timeframe: ['b'] })).toBe(false)
})
