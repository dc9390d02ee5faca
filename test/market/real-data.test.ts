import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseCsv } from '../../src/market/csv.ts'
import { normalizeBars } from '../../src/market/normalize.ts'
import type { NormalizeOptions } from '../../src/market/normalize-options.ts'

const folder = new URL('../../../shared/data/', import.meta.url)
const MIN = 60_000

function load(name: string, options: Partial<NormalizeOptions> = {}) {
  return normalizeBars(parseCsv(readFileSync(new URL(`${name}.csv`, folder)), { source: `${name}.csv` }), { symbol: name, ...options })
}

/** Cells of a file, read in the simplest way. */
function cells(name: string): string[][] {
  const text = readFileSync(new URL(`${name}.csv`, folder), 'utf8').replace(/^\uFEFF/, '')
  return text
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map(line => line.split(','))
}

const refusal = (code: string, message: RegExp) => expect.objectContaining({ code, message: expect.stringMatching(message) })

describe.skipIf(!existsSync(folder))('normalizeBars on real files', () => {
  it.each([
    ['si-default', '1d', 'stocks', 502],
    ['si-spx', '1d', 'stocks', 8111],
    ['si-msft', '1d', 'stocks', 8111],
    ['si-longest', '1d', 'stocks', 15_821],
    ['si-mismatch', '1d', 'stocks', 502],
    ['si-penny', '1d', 'stocks', 533],
    ['si-toobig', '1d', '24/7', 1246],
    ['si-bitcoin', '1d', '24/7', 1246],
    ['si-intraday', '1m', 'stocks', 1564],
    ['goog-daily', '1d', 'stocks', 2148],
  ])('%s is %s bars of a %s market', (name, timeframe, calendar, length) => {
    const { bars, quality } = load(name)
    expect(bars).toMatchObject({ timeframe, calendar, length })
    expect(quality).toMatchObject({ rows: length, timeframeFrom: 'inferred', calendarFrom: 'inferred' })
    const rows = cells(name)
    const sorted = [...bars.close].sort((a, b) => a - b)
    expect(sorted).toEqual(rows.map(row => Number(row[4])).sort((a, b) => a - b))
    for (let i = 1; i < length; i++) if (!(bars.time[i] > bars.time[i - 1])) expect.unreachable()
  })

  it('si-longest comes newest first', () => {
    const { bars, quality } = load('si-longest')
    expect(bars.time[0]).toBe(Date.UTC(1950, 0, 3))
    expect(bars.close[0]).toBe(16.66)
    expect(quality.order).toBe('descending')
    // Row 2 is the last bar, so the bar after 9/11 stands this far up.
    expect(quality.findings).toMatchObject([{ kind: 'gap', count: 1, examples: [{ time: Date.UTC(2001, 8, 17) }] }])
    expect(cells('si-longest')[quality.findings[0].examples[0].row - 2][0]).toBe('2001-09-17')
  })

  it('si-mismatch is put in order, and its wrong date found', () => {
    const { bars, quality } = load('si-mismatch')
    const rows = cells('si-mismatch')
    expect(quality).toMatchObject({ order: 'unsorted', missingBars: 250 })
    expect(quality.findings.map(finding => finding.kind)).toEqual(['order', 'gap'])
    // The one date in 2016 is a misprint: alone a year before all others.
    expect(rows[quality.findings[0].examples[0].row - 2][0]).toBe('1/18/2016')
    const closes = new Map(rows.map(row => [Date.parse(`${row[0]} UTC`), Number(row[4])]))
    for (let i = 0; i < bars.length; i++) expect(bars.close[i]).toBe(closes.get(bars.time[i]))
  })

  it('si-intraday has sessions, not gaps', () => {
    const { bars, quality } = load('si-intraday', { gaps: 'reject' })
    expect(bars.time[1] - bars.time[0]).toBe(MIN)
    expect(quality).toMatchObject({ missingBars: 0, clean: true })
  })

  it('si-msft has volume 0 in its first years and closed for 9/11', () => {
    const { bars, quality } = load('si-msft')
    expect(bars.volume[0]).toBe(0)
    expect(quality.findings.map(finding => [finding.kind, finding.count])).toEqual([['gap', 1]])
    expect(quality.findings[0].examples[0].time).toBe(Date.UTC(2001, 8, 17))
    expect(quality.missingBars).toBe(4)
  })

  it('si-toobig keeps its digits', () => {
    expect(load('si-toobig').bars.close[1245]).toBe(Number(cells('si-toobig')[1245][4]))
    expect(load('si-toobig').bars.close[1245]).toBeGreaterThan(3e14)
  })

  it('si-zeros has no price', () => {
    expect(() => load('si-zeros')).toThrow(refusal('bars/price', /^si-zeros\.csv: row 2 \(2017-01-03\): open is 0;/))
    expect(() => load('si-zeros', { badPrices: 'drop' })).toThrow(refusal('bars/empty', /no row of si-zeros is fit/))
  })

  it('si-bad has rows without a time', () => {
    expect(() => load('si-bad')).toThrow(refusal('time/missing', /row 202/))
  })
})

describe.skipIf(!existsSync(folder))('normalizeBars on the rest of si-bad.csv', () => {
  const rows = existsSync(folder) ? cells('si-bad').filter(row => row[0] !== '') : []
  const number = (cell: string) => (cell === '' ? Number.NaN : Number(cell))
  const table = (volume: (cell: string) => number) => ({
    columns: {
      ...Object.fromEntries(['date', 'open', 'high', 'low', 'close'].map((name, k) => [name, rows.map(row => row[k])])),
      volume: rows.map(row => volume(row[5])),
    },
    length: rows.length,
    source: 'si-bad.csv',
    firstRow: 2,
  })
  const raw = (options: Partial<NormalizeOptions>) => normalizeBars(table(number), { symbol: 'BAD', ...options })

  it('names its defects one after the other', () => {
    const rowOf = (test: (row: string[]) => boolean) => rows.findIndex(test) + 2
    const inconsistent = rowOf(row => number(row[4]) < number(row[3]))
    expect(() => raw({})).toThrow(refusal('bars/inconsistent', new RegExp(`^si-bad\\.csv: row ${inconsistent} \\(`)))
    const negative = rowOf(row => row[1].startsWith('-'))
    expect(() => raw({ inconsistent: 'repair' })).toThrow(
      refusal('bars/price', new RegExp(`row ${negative} \\(2018-05-31\\): open is -263.16;`)),
    )
    const volume = rowOf(row => row[5].startsWith('-'))
    expect(() => raw({ inconsistent: 'repair', badPrices: 'drop' })).toThrow(
      refusal('bars/volume', new RegExp(`row ${volume} \\(2018-06-06\\): volume is -64874192;`)),
    )
  })

  it('gives bars once its negative volume is corrected', () => {
    const { bars, quality } = normalizeBars(
      table(cell => Math.abs(number(cell))),
      { symbol: 'BAD', badPrices: 'drop', inconsistent: 'drop' },
    )
    const usable = rows.filter(row => {
      const [open, high, low, close] = row.slice(1, 5).map(number)
      return Math.min(open, high, low, close) > 0 && high >= Math.max(open, close) && low <= Math.min(open, close)
    })
    expect(usable.length).toBeLessThan(rows.length - 50)
    expect(bars.length).toBe(new Set(usable.map(row => row[0])).size)
    const count = (kind: string) => quality.findings.find(finding => finding.kind === kind)?.count ?? 0
    expect(count('bad-price') + count('inconsistent')).toBe(rows.length - usable.length)
    expect(count('duplicate')).toBe(usable.length - bars.length)
    expect(count('spike') + count('gap')).toBeGreaterThan(0)
  })
})
