import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ConfigError, DataError } from '../../src/base/errors.ts'
import type { Bars } from '../../src/market/bars.ts'
import { normalizeBars } from '../../src/market/normalize.ts'
import type { NormalizeOptions } from '../../src/market/normalize-options.ts'
import type { Finding, FindingKind, QualityReport } from '../../src/market/quality.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const START = Date.UTC(2024, 0, 1)

type Row = [time: number, open: number, high: number, low: number, close: number, volume: number]

const row = (i: number, step = HOUR): Row => [START + i * step, 100 + i, 103 + i, 98 + i, 101 + i, 10 + i]
const rows = (length: number, step = HOUR): Row[] => Array.from({ length }, (_, i) => row(i, step))
const normalize = (input: Row[], options: Partial<NormalizeOptions> = {}) => normalizeBars(input, { symbol: 'TEST', ...options })
const columns = (bars: Bars) => [bars.time, bars.open, bars.high, bars.low, bars.close, bars.volume].map(column => [...column])
const transpose = (table: readonly Row[]) => [0, 1, 2, 3, 4, 5].map(k => table.map(r => r[k]))
const finding = (quality: QualityReport, kind: FindingKind): Finding | undefined => quality.findings.find(f => f.kind === kind)
const refusal = (code: string, message: RegExp) => expect.objectContaining({ code, message: expect.stringMatching(message) })

describe('normalizeBars, inputs', () => {
  const table = rows(5)
  const [time, open, high, low, close, volume] = transpose(table)

  it.each([
    ['tuples', table],
    ['tuples with more values', table.map(r => [...r, 'ignored', 7])],
    ['row objects', table.map(([time, open, high, low, close, volume]) => ({ time, open, high, low, close, volume }))],
    [
      'row objects of text',
      table.map(([t, o, h, l, c, v]) => ({
        Date: new Date(t).toISOString(),
        o: String(o),
        h: ` ${h} `,
        l: `${l}`,
        c: `${c}e0`,
        v: `${v}`,
      })),
    ],
    ['row objects with Date', table.map(([t, Open, High, Low, Close, Volume]) => ({ Date: new Date(t), Open, High, Low, Close, Volume }))],
    ['an object of arrays', { time, open, high, low, close, volume }],
    [
      'an object of Float64Arrays',
      {
        time: Float64Array.from(time),
        open: Float64Array.from(open),
        high: Float64Array.from(high),
        low: Float64Array.from(low),
        close: Float64Array.from(close),
        volume: Float64Array.from(volume),
      },
    ],
    ['an object with other fields', { symbol: 'X', length: 5, time, open, high, low, close, volume }],
    [
      'a table',
      {
        columns: { Timestamp: time.map(t => t / 1000), Open: open, High: high, Low: low, Close: close, Volume: volume.map(BigInt) },
        length: 5,
      },
    ],
    [
      'a table with times already read',
      { columns: { t: Float64Array.from(time), o: open, h: high, l: low, c: close, v: volume }, length: 5, timeFormat: 'by the reader' },
    ],
  ])('reads %s', (_, input) => {
    const { bars, quality } = normalizeBars(input as never, { symbol: 'TEST' })
    expect(columns(bars)).toEqual(transpose(table))
    expect(bars).toMatchObject({ symbol: 'TEST', timeframe: '1h', calendar: '24/7', length: 5 })
    expect(quality).toMatchObject({ clean: true, rows: 5, bars: 5, order: 'ascending', firstTime: START, lastTime: START + 4 * HOUR })
    expect(quality.findings).toEqual([])
  })

  it('freezes the bars', () => {
    expect(Object.isFrozen(normalize(table).bars)).toBe(true)
  })

  it('takes over Float64Arrays in which nothing has to change, and copies where something has', () => {
    const given = {
      time: Float64Array.from(time),
      open: Float64Array.from(open),
      high: Float64Array.from(high),
      low: Float64Array.from(low),
      close: Float64Array.from(close),
      volume: Float64Array.from(volume),
    }
    expect(normalizeBars(given, { symbol: 'TEST' }).bars.close).toBe(given.close)
    const torn = { ...given, high: Float64Array.from(high, h => h - 2.5), volume: Float64Array.of(1, Number.NaN, 1, 1, 1) }
    const before = structuredClone(torn)
    const { bars } = normalizeBars(torn, { symbol: 'TEST', inconsistent: 'repair' })
    expect(torn).toEqual(before)
    expect([...bars.high]).toEqual(close)
  })

  it('keeps symbols of any script', () => {
    for (const symbol of ['比特币/元', 'ΑΒΓ', '🚀', 'a b', '__proto__']) expect(normalizeBars(table, { symbol }).bars.symbol).toBe(symbol)
  })

  it('keeps huge and tiny prices to the last bit', () => {
    const extreme: Row[] = [
      [START, 1e-12, 3e-12, 1e-13, 2e-12, 0],
      [START + HOUR, 1.7e308, 1.79e308, 1e-300, 5e-324, 1e308],
    ]
    expect(columns(normalize(extreme, { inconsistent: 'repair' }).bars).slice(4)).toEqual([
      [2e-12, 5e-324],
      [0, 1e308],
    ])
  })

  it('puts date and time of day together', () => {
    const input = { Date: ['2024.01.02', '2024.01.02'], Time: ['09:30', '09:31'], Open: [1, 1], High: [1, 1], Low: [1, 1], Close: [1, 1] }
    const { bars, quality } = normalizeBars(input, { symbol: 'TEST' })
    expect([...bars.time]).toEqual([Date.UTC(2024, 0, 2, 9, 30), Date.UTC(2024, 0, 2, 9, 31)])
    expect(quality.columns.time).toBe('Date + Time')
    expect(quality.unusedColumns).toEqual([])
  })

  it('passes on how to read times', () => {
    const input = { Date: ['1/2/2024', '2/2/2024', '3/2/2024'], O: [1, 1, 1], H: [1, 1, 1], L: [1, 1, 1], C: [1, 1, 1] }
    expect(normalizeBars(input, { symbol: 'TEST', time: { dateOrder: 'dmy' } }).bars.time[0]).toBe(Date.UTC(2024, 1, 1))
    expect(() => normalizeBars(input, { symbol: 'TEST' })).toThrow(DataError)
  })

  it.each([
    ['no rows', [], 'bars/empty', /no rows for TEST/],
    [
      'a header only',
      { columns: { time: [], open: [], high: [], low: [], close: [] }, length: 0, source: 'a.csv' },
      'bars/empty',
      /^a\.csv: there are no rows/,
    ],
    ['nothing', null, 'bars/input', /cannot be made of null/],
    ['text', 'time,open', 'bars/input', /cannot be made of string time,open/],
    ['an object without columns', { a: 1 }, 'bars/input', /no columns/],
    [
      'columns of different length',
      { time: [1, 2], open: [1], high: [1, 1], low: [1, 1], close: [1, 1] },
      'bars/length',
      /"open" has 1 values/,
    ],
    ['tuples that are too short', [[START, 1, 1, 1]], 'bars/row', /row 0 has 4 values/],
    ['ragged tuples', [row(0), row(1).slice(0, 5)], 'bars/row', /row 1 has 5 values, row 0 has 6/],
    ['tuples and objects', [row(0), { time: 1 }], 'bars/row', /row 1 is an object/],
    ['objects and tuples', [{ time: 1 }, row(0)], 'bars/row', /row 1 is an array/],
    ['numbers as rows', [1, 2], 'bars/row', /row 0 is number 1/],
    ['text in a price', [row(0), [START + HOUR, 1, '1,5', 1, 1, 1]], 'bars/number', /row 1, high: "1,5" is not a number/],
    ['hexadecimal', [row(0), [START + HOUR, '0x10', 20, 1, 1, 1]], 'bars/number', /row 1, open: "0x10"/],
    ['an object in a price', [row(0), [START + HOUR, {}, 20, 1, 1, 1]], 'bars/number', /row 1, open: a object/],
  ])('refuses %s', (_, input, code, message) => {
    expect(() => normalizeBars(input as never, { symbol: 'TEST' })).toThrow(refusal(code as string, message as RegExp))
    expect(() => normalizeBars(input as never, { symbol: 'TEST' })).toThrow(DataError)
  })
})

describe('normalizeBars, options', () => {
  it.each([
    ['no symbol', {}, 'bars/symbol', /need a symbol/],
    ['an empty symbol', { symbol: ' ' }, 'bars/symbol', /need a symbol/],
    ['an unknown option', { symbol: 'A', duplicate: 'last' }, 'bars/option', /no option "duplicate"; did you mean "duplicates"\?/],
    ['an unknown choice', { symbol: 'A', gaps: 'full' }, 'bars/option', /gaps is "full", it must be one of keep, fill, reject/],
    ['an unknown calendar', { symbol: 'A', calendar: 'forex' }, 'bars/option', /calendar is "forex"/],
    ['an unknown timeframe', { symbol: 'A', timeframe: '7q' }, 'timeframe/unknown', /"7q"/],
    [
      'a mapping to nowhere',
      { symbol: 'A', columns: { close: 'cloze' } },
      'bars/column',
      /"cloze", which is not in the data; did you mean "close"\?/,
    ],
  ])('refuses %s', (_, options, code, message) => {
    expect(() => normalizeBars(rows(3), options as never)).toThrow(refusal(code, message))
    expect(() => normalizeBars(rows(3), options as never)).toThrow(ConfigError)
  })

  it('takes a single bar when the timeframe is given', () => {
    const { bars, quality } = normalize(rows(1), { timeframe: '4h' })
    expect(bars).toMatchObject({ length: 1, timeframe: '4h', calendar: '24/7' })
    expect(quality).toMatchObject({ clean: true, timeframeFrom: 'given', calendarFrom: 'assumed' })
    expect(() => normalize(rows(1))).toThrow(refusal('bars/timeframe', /one bar does not tell/))
  })

  it('refuses a timeframe that is longer than the steps', () => {
    expect(() => normalize(rows(10), { timeframe: '4h' })).toThrow(
      refusal('bars/timeframe', /step between bars is 1 hour, less than the timeframe 4h/),
    )
  })
})

describe('normalizeBars, order', () => {
  it('turns descending rows without a finding', () => {
    const { bars, quality } = normalize(rows(6).reverse())
    expect(columns(bars)).toEqual(transpose(rows(6)))
    expect(quality).toMatchObject({ clean: true, order: 'descending' })
  })

  it('sorts shuffled rows into the same bars, and says so', () => {
    const sorted = rows(40)
    fc.assert(
      fc.property(fc.shuffledSubarray(sorted, { minLength: sorted.length }), shuffled => {
        const { bars, quality } = normalize(shuffled)
        expect(columns(bars)).toEqual(transpose(sorted))
        const misplaced = shuffled.filter((r, i) => shuffled.slice(0, i).some(earlier => earlier[0] > r[0])).length
        if (quality.order === 'unsorted') expect(finding(quality, 'order')).toMatchObject({ count: misplaced, action: 'sorted' })
        else expect(quality.clean).toBe(true)
      }),
    )
  })

  it('names the row of the source after sorting', () => {
    const input = [row(3), row(0), row(9), row(1), row(2)]
    const { quality } = normalizeBars(
      {
        columns: Object.fromEntries(['time', 'open', 'high', 'low', 'close', 'volume'].map((name, k) => [name, input.map(r => r[k])])),
        length: 5,
        firstRow: 2,
      },
      { symbol: 'TEST' },
    )
    expect(finding(quality, 'gap')?.examples).toEqual([{ row: 4, time: row(9)[0], detail: expect.stringContaining('5') }])
  })
})

describe('normalizeBars, duplicates', () => {
  const twice = (): Row[] => [row(0), [...row(1)], [row(1)[0], 50, 60, 40, 55, 5], row(2)]

  it('keeps the last by default, the first when asked', () => {
    expect(columns(normalize(twice()).bars)[4]).toEqual([101, 55, 103])
    expect(columns(normalize(twice(), { duplicates: 'first' }).bars)[4]).toEqual([101, 102, 103])
  })

  it('says which row went and what differs', () => {
    expect(finding(normalize(twice()).quality, 'duplicate')).toEqual({
      kind: 'duplicate',
      action: 'dropped',
      count: 1,
      examples: [{ row: 1, time: row(1)[0], detail: 'row 2 stays: open 50 instead of 101' }],
    })
    const same = normalize([row(0), row(1), row(1), row(2)], { duplicates: 'first' }).quality
    expect(finding(same, 'duplicate')?.examples[0]).toMatchObject({ row: 2, detail: 'same values as row 1, which stays' })
  })

  it('rejects them when asked, with both rows', () => {
    expect(() => normalize(twice(), { duplicates: 'reject' })).toThrow(
      refusal('bars/duplicate', /rows 1 and 2 both have the time 2024-01-01 01:00;/),
    )
  })

  it('means the order of the source, also in a descending one', () => {
    expect(columns(normalize(twice().reverse()).bars)[4]).toEqual([101, 102, 103])
    expect(normalize(twice().reverse()).quality.order).toBe('descending')
  })
})

describe('normalizeBars, prices', () => {
  const withPrice = (column: number, value: number): Row[] => {
    const table = rows(4)
    table[2][column] = value
    return table
  }

  it.each([
    [1, Number.NaN, /row 2 \(2024-01-01 02:00\): open is missing; .*badPrices: 'drop'/],
    [2, Number.POSITIVE_INFINITY, /high is infinite/],
    [3, 0, /low is 0;/],
    [4, -3, /close is -3;/],
  ])('rejects or drops a bad price in column %i', (column, value, message) => {
    expect(() => normalize(withPrice(column, value))).toThrow(refusal('bars/price', message))
    const { bars, quality } = normalize(withPrice(column, value), { badPrices: 'drop' })
    expect([...bars.open]).toEqual([100, 101, 103])
    expect(finding(quality, 'bad-price')).toMatchObject({ count: 1, action: 'dropped', examples: [{ row: 2 }] })
    expect(finding(quality, 'gap')).toMatchObject({ count: 1 })
  })

  it('names row, column and value for programs', () => {
    const bad = {
      columns: { Date: ['2024-01-01', '2024-01-02'], Open: [1, 1], High: [2, 2], Low: [1, 1], 'Close/Last': ['1', '-4'] },
      length: 2,
      firstRow: 2,
      source: 'x.csv',
    }
    try {
      normalizeBars(bad, { symbol: 'TEST' })
      expect.unreachable()
    } catch (error) {
      expect(error).toMatchObject({ code: 'bars/price', details: { row: 3, column: 'Close/Last', value: -4, time: Date.UTC(2024, 0, 2) } })
      expect(String(error)).toContain('x.csv: row 3 (2024-01-02): Close/Last is -4')
    }
  })

  it('refuses data of which nothing is left', () => {
    const none = rows(3).map(r => [r[0], 0, 0, 0, 0, 0] as Row)
    expect(() => normalize(none, { badPrices: 'drop' })).toThrow(refusal('bars/empty', /no row of TEST is fit/))
  })

  it.each([
    ['open over high', [110, 103, 98, 101], [110, 98]],
    ['close under low', [100, 103, 98, 90], [103, 90]],
    ['high and low swapped', [100, 98, 103, 101], [103, 98]],
  ])('rejects, drops or repairs %s', (_, [open, high, low, close], [top, bottom]) => {
    const table = rows(3)
    table[1] = [START + HOUR, open, high, low, close, 1]
    expect(() => normalize(table)).toThrow(refusal('bars/inconsistent', /row 1 .*inconsistent: 'repair' or 'drop'/))
    expect(normalize(table, { inconsistent: 'drop' }).bars.length).toBe(2)
    const { bars, quality } = normalize(table, { inconsistent: 'repair' })
    expect([bars.open[1], bars.high[1], bars.low[1], bars.close[1]]).toEqual([open, top, bottom, close])
    expect(finding(quality, 'inconsistent')).toMatchObject({ count: 1, action: 'repaired' })
  })

  it('always repairs what single precision did, and nothing larger', () => {
    const table = rows(3)
    table[1] = [START + HOUR, 100, Math.fround(100.1), 99, 100.1, 1]
    if (table[1][2] >= table[1][4]) table[1][2] = 100.1 * (1 - 6e-8)
    const { bars, quality } = normalize(table)
    expect(bars.high[1]).toBe(100.1)
    expect(finding(quality, 'rounding')).toMatchObject({ count: 1, action: 'repaired' })
    table[1][2] = 100.1 * (1 - 2e-6)
    expect(() => normalize(table)).toThrow(refusal('bars/inconsistent', /./))
  })

  it('gives bars in order, finite and consistent, whatever came', () => {
    const price = fc.oneof(fc.double({ min: 1, max: 200, noNaN: true }), fc.constantFrom(Number.NaN, 0, -1, Number.POSITIVE_INFINITY))
    const anyRow = fc.tuple(fc.integer({ min: 0, max: 60 }), price, price, price, price, fc.constantFrom(0, 1.5, Number.NaN))
    fc.assert(
      fc.property(
        fc.array(anyRow, { minLength: 1, maxLength: 40 }),
        fc.constantFrom('repair', 'drop'),
        fc.constantFrom('keep', 'fill'),
        (list, inconsistent, gaps) => {
          const table = list.map(([k, ...rest]) => [START + k * HOUR, ...rest] as Row)
          const usable = table.filter(r => r.slice(1, 5).every(p => p > 0 && p < Number.POSITIVE_INFINITY))
          fc.pre(usable.length > 0)
          let bars: Bars
          try {
            bars = normalize(table, { timeframe: '1h', calendar: '24/7', badPrices: 'drop', inconsistent, gaps } as NormalizeOptions).bars
          } catch (error) {
            // Nothing left, or so few bars so far apart that filling would invent nearly everything.
            const sparse = Math.max(...table.map(r => r[0])) - Math.min(...table.map(r => r[0])) > 10 * HOUR
            expect(error).toMatchObject({
              code: inconsistent === 'drop' && !(gaps === 'fill' && sparse) ? 'bars/empty' : expect.stringMatching(/^bars\/(empty|gap)$/),
            })
            expect(inconsistent === 'drop' || gaps === 'fill').toBe(true)
            return
          }
          if (inconsistent === 'repair' && gaps === 'keep') expect(bars.length).toBe(new Set(usable.map(r => r[0])).size)
          if (gaps === 'fill') expect(bars.time[bars.length - 1] - bars.time[0]).toBe((bars.length - 1) * HOUR)
          for (let i = 0; i < bars.length; i++) {
            if (i > 0) expect(bars.time[i]).toBeGreaterThan(bars.time[i - 1])
            expect(bars.low[i]).toBeGreaterThan(0)
            expect(bars.low[i]).toBeLessThanOrEqual(Math.min(bars.open[i], bars.close[i]))
            expect(bars.high[i]).toBeGreaterThanOrEqual(Math.max(bars.open[i], bars.close[i]))
            expect(bars.high[i]).toBeLessThan(Number.POSITIVE_INFINITY)
            expect(bars.volume[i]).toBeGreaterThanOrEqual(0)
          }
          const again = normalizeBars(bars as never, { symbol: 'TEST', timeframe: '1h' })
          expect(columns(again.bars)).toEqual(columns(bars))
        },
      ),
    )
  })
})

describe('normalizeBars, volume', () => {
  it('is zero where there is no column, and the report says so', () => {
    const { bars, quality } = normalizeBars(
      rows(3).map(r => r.slice(0, 5)),
      { symbol: 'TEST' },
    )
    expect([...bars.volume]).toEqual([0, 0, 0])
    expect(quality.columns.volume).toBeUndefined()
    expect(finding(quality, 'no-volume')).toMatchObject({ action: 'zeroed', count: 3 })
  })

  it('is zero where a cell is empty, and the report says so', () => {
    const table = rows(3)
    table[1][5] = Number.NaN
    const { bars, quality } = normalize(table)
    expect([...bars.volume]).toEqual([10, 0, 12])
    expect(finding(quality, 'unknown-volume')).toMatchObject({ count: 1, action: 'zeroed', examples: [{ row: 1 }] })
  })

  it.each([-1, Number.POSITIVE_INFINITY])('is never %d', volume => {
    const table = rows(3)
    table[1][5] = volume
    expect(() => normalize(table, { badPrices: 'drop', inconsistent: 'drop' })).toThrow(refusal('bars/volume', /row 1 .*: volume is/))
  })
})

describe('normalizeBars, times', () => {
  it.each([
    ['before 1800', Date.UTC(1750, 0, 1)],
    ['behind 2200', Date.UTC(2210, 0, 1)],
  ])('refuses times %s, in a table whose times were read', (_, time) => {
    const [t, open, high, low, close] = transpose(rows(3))
    t[1] = time
    const table = { columns: { time: Float64Array.from(t), open, high, low, close }, length: 3, timeFormat: 'read' }
    expect(() => normalizeBars(table, { symbol: 'TEST' })).toThrow(refusal('bars/time', /row 1, time: .* lies outside of 1800–2200/))
  })

  it('refuses a missing time', () => {
    const table = rows(3)
    table[1][0] = Number.NaN
    expect(() => normalize(table)).toThrow(refusal('time/missing', /row 1/))
  })

  it('notes bars off the grid', () => {
    const table = rows(20)
    table[7][0] += 90_000
    const { quality } = normalize(table)
    expect(quality.offsetMs).toBe(0)
    expect(finding(quality, 'off-grid')).toMatchObject({
      count: 1,
      action: 'kept',
      examples: [{ row: 7, detail: expect.stringContaining('1.5 minutes') }],
    })
  })

  it('takes a common offset for a fact', () => {
    const { quality } = normalize(rows(20).map(r => [r[0] + 1_800_000, ...r.slice(1)] as Row))
    expect(quality).toMatchObject({ offsetMs: 1_800_000, clean: true })
  })
})

describe('normalizeBars, gaps', () => {
  const holed = () => rows(12).filter((_, i) => ![3, 4, 5, 9].includes(i))

  it('keeps them by default and counts places and bars', () => {
    const { bars, quality } = normalize(holed())
    expect(bars.length).toBe(8)
    expect(quality).toMatchObject({ missingBars: 4, clean: false })
    expect(finding(quality, 'gap')).toMatchObject({
      count: 2,
      action: 'kept',
      examples: [
        { row: 3, time: row(6)[0] },
        { row: 6, time: row(10)[0] },
      ],
    })
  })

  it('fills them with flat bars at the close before', () => {
    const { bars, quality } = normalize(holed(), { gaps: 'fill' })
    expect([...bars.time]).toEqual(rows(12).map(r => r[0]))
    for (const column of ['open', 'high', 'low', 'close'] as const) expect([...bars[column].subarray(3, 6)]).toEqual([103, 103, 103])
    expect([...bars.volume]).toEqual([10, 11, 12, 0, 0, 0, 16, 17, 18, 0, 20, 21])
    expect(quality).toMatchObject({ bars: 12, rows: 8, missingBars: 4 })
    expect(finding(quality, 'gap')?.action).toBe('filled')
  })

  it('rejects them when asked', () => {
    expect(() => normalize(holed(), { gaps: 'reject' })).toThrow(
      refusal('bars/gap', /row 3: 3 bars are missing between 2024-01-01 02:00 and 2024-01-01 06:00;/),
    )
    expect(normalize(rows(12), { gaps: 'reject' }).bars.length).toBe(12)
  })

  it('does not invent a history out of one wrong time', () => {
    const table = rows(12)
    table[11][0] += 3 * 365 * DAY
    expect(() => normalize(table, { gaps: 'fill' })).toThrow(refusal('bars/gap', /mostly invention/))
  })
})

describe('normalizeBars, spikes', () => {
  it('reports a wrong quote and keeps it', () => {
    const table: Row[] = Array.from({ length: 200 }, (_, i) => {
      const close = 100 * Math.exp(0.001 * Math.sin(i * 1.7))
      return [START + i * HOUR, close, close * 1.01, close * 0.99, close, 1]
    })
    table[120] = [START + 120 * HOUR, 100, 1000, 99, 1000, 1]
    const { bars, quality } = normalize(table)
    expect(bars.close[120]).toBe(1000)
    expect(quality.findings).toEqual([
      {
        kind: 'spike',
        action: 'kept',
        count: 1,
        examples: [{ row: 120, time: START + 120 * HOUR, detail: expect.stringContaining('1000') }],
      },
    ])
  })
})

describe('normalizeBars, speed', () => {
  it('takes a million clean rows over at once', () => {
    const length = 1_000_000
    const column = (value: number) => new Float64Array(length).fill(value)
    const input = {
      time: Float64Array.from({ length }, (_, i) => START + i * 60_000),
      open: column(100),
      high: column(101),
      low: column(99),
      close: column(100),
      volume: column(1),
    }
    normalizeBars(input, { symbol: 'TEST' })
    const before = performance.now()
    const { bars } = normalizeBars(input, { symbol: 'TEST' })
    // 10 ms alone on the machine; the limit only catches a wrong order of magnitude.
    expect(performance.now() - before).toBeLessThan(200)
    expect(bars.time).toBe(input.time)
  })
})
