import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Column } from '../../src/base/column.ts'
import { CsvParser, parseCsv } from '../../src/market/csv.ts'
import { normalizeBars } from '../../src/market/normalize.ts'

const HEADER = 'time,open,high,low,close,volume'
const ROW = '2024-01-02,10,12,9,11,500'
const file = (...lines: string[]) => `${[HEADER, ...lines].join('\n')}\n`
const numbers = (column: unknown) => [...(column as Column)]

/** The error that reading a text ends with. */
function failure(text: string | Uint8Array, options = {}): unknown {
  try {
    parseCsv(text, options)
  } catch (error) {
    return error
  }
  return undefined
}

describe('numbers', () => {
  /** A double in one of the ways people and programs write it. */
  const written = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map(value => value.toExponential()),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map(value => value.toPrecision(17)),
    fc.tuple(fc.double({ min: -1e7, max: 1e7, noNaN: true }), fc.nat({ max: 20 })).map(([value, digits]) => value.toFixed(digits)),
    fc.tuple(fc.bigInt({ min: -(10n ** 25n), max: 10n ** 25n }), fc.nat({ max: 30 })).map(([digits, point]) => withPoint(digits, point)),
    fc.constantFrom('0', '-0', '0.0', '-0.00', '007', '5.', '.5', '+5', '1e5', '1E-3', '-.5e+2', '9007199254740993', '9007199254740992.5'),
    fc.constantFrom('999999999', '1000000000', '999999999.99', '99999999.999', '123456.78', '1000000.12', '0.000000000000000000000001'),
  )

  it('are the doubles nearest to what is written, bit for bit', () => {
    fc.assert(
      fc.property(fc.array(written, { minLength: 1, maxLength: 40 }), texts => {
        // Some rows are the last column, some are not, and the volume has none after it.
        const { columns } = parseCsv(file(...texts.map(text => `2024-01-02,${text},1,1,1,${text}`)))
        for (const column of ['open', 'volume']) {
          for (const [i, value] of numbers(columns[column]).entries()) {
            if (!Object.is(value, Number(texts[i]))) throw new Error(`${texts[i]} became ${value} in ${column}`)
          }
        }
      }),
      { numRuns: 2000 },
    )
  })

  it('are NaN where a cell is empty or says that nothing is known', () => {
    const { columns } = parseCsv(file(...['', 'NaN', 'null', 'NA', 'n/a', ' ', '""'].map(cell => `2024-01-02,${cell},1,1,1,`)))
    expect(numbers(columns.open)).toEqual(Array(7).fill(Number.NaN))
    expect(numbers(columns.volume)).toEqual(Array(7).fill(Number.NaN))
  })

  it('refuses text, naming row, column, value and remedy', () => {
    expect(failure(file(ROW, '2024-01-03,10,abc,9,11,500'), { source: 'prices.csv' })).toMatchObject({
      name: 'DataError',
      code: 'csv/number',
      message: 'prices.csv, row 3: column "high": "abc" is not a number; write it like 1234.5, or leave the cell empty',
      details: { row: 3, column: 'high', value: 'abc', source: 'prices.csv' },
    })
    for (const text of ['1.2.3', '12a', '--5', '1e', '$5', '5%', '0x10', '1 2', '1_000']) {
      expect(failure(file(`2024-01-02,${text},1,1,1,1`))).toMatchObject({ code: 'csv/number', details: { row: 2, value: text } })
    }
  })

  it('knows decimal commas and thousands separators for what they are', () => {
    const comma = failure('time;open;high;low;close\n2024-01-02;1,5;2;1;1\n')
    expect(comma).toMatchObject({ code: 'csv/decimal-comma', details: { row: 2, column: 'open', value: '1,5' } })
    expect(failure('time;open;high;low;close\n2024-01-02;1,500;2;1;1\n')).toMatchObject({ code: 'csv/decimal-comma' })
    expect(failure('time;open;high;low;close\n2024-01-02;1.234,56;2;1;1\n')).toMatchObject({ code: 'csv/decimal-comma' })
    expect(failure(file('2024-01-02,"1,234.50",2,1,1,1'))).toMatchObject({ code: 'csv/number', message: /thousands/ })
  })
})

describe('layout', () => {
  const expected = { time: [Date.UTC(2024, 0, 2), Date.UTC(2024, 0, 3)], open: [10, 11], high: [12, 13], low: [9, 10], close: [11, 12] }
  const lines = ['time,open,high,low,close,volume', '2024-01-02,10,12,9,11,500', '2024-01-03,11,13,10,12,700']
  const check = (text: string | Uint8Array, options = {}) => {
    const table = parseCsv(text, options)
    expect(table.length).toBe(2)
    for (const [name, values] of Object.entries(expected)) expect(numbers(table.columns[name])).toEqual(values)
    expect(numbers(table.columns.volume)).toEqual([500, 700])
  }

  it.each([
    ['LF', lines.join('\n')],
    ['LF and an end of line at the end', `${lines.join('\n')}\n`],
    ['CRLF', `${lines.join('\r\n')}\r\n`],
    ['CRLF without one at the end', lines.join('\r\n')],
    ['a byte order mark', `\uFEFF${lines.join('\n')}\n`],
    ['empty lines at the end', `${lines.join('\n')}\n\n\r\n  \n`],
    ['semicolons', lines.join('\n').replaceAll(',', ';')],
    ['tabs', lines.join('\n').replaceAll(',', '\t')],
    ['bars', lines.join('\n').replaceAll(',', '|')],
    ['spaces around cells', lines.join('\n').replaceAll(',', ' , ')],
    ['spaces before lines', lines.map(line => `  ${line}`).join('\n')],
    ['quotes', lines.map(line => line.replace(/[^,]+/g, cell => `"${cell}"`)).join('\n')],
    ['quotes and spaces', lines.map(line => line.replace(/[^,]+/g, cell => ` "${cell}" `)).join('\n')],
    ['a delimiter at the end of each line', lines.map(line => `${line},`).join('\n')],
  ])('%s', (_, text) => {
    check(text)
    check(new TextEncoder().encode(text))
    check(Buffer.from(text))
  })

  it('a delimiter and a header that are given', () => {
    check(lines.join('\n').replaceAll(',', '^'), { delimiter: '^' })
    check(lines.slice(1).join('\n'), { header: false })
    const named = parseCsv('10,2024-01-02,12,9,11\n', { header: false, names: ['open', 'time', 'high', 'low', 'close'] })
    expect(numbers(named.columns.open)).toEqual([10])
    expect(named.firstRow).toBe(1)
    // Six columns are those of bars; what an exchange puts behind them is not read.
    expect(Object.keys(parseCsv('1704153600000,10,12,9,11,5,1704153659999,x\n', { header: false }).columns)).toHaveLength(6)
  })

  it('skips columns that bars do not need, whatever is in them', () => {
    const table = parseCsv(
      'Date,Note,Open,High,Low,Close,Adj Close\n2024-01-02,"a ""b"", c\nd",10,12,9,11,n.a.\n2024-01-03,x,11,13,10,12,?\n',
    )
    expect(Object.keys(table.columns)).toEqual(['Date', 'Open', 'High', 'Low', 'Close'])
    expect(numbers(table.columns.Close)).toEqual([11, 12])
  })

  it('reads any columns that are asked for: numbers where all cells are, else text', () => {
    const text = 'date,name,x,__proto__\n2024-01-02,"Möbius, ""A""",1.5,7\n2024-01-03,日本,,8\n'
    const { columns, timeFormat } = parseCsv(text, { columns: 'all' })
    expect(numbers(columns.date)).toEqual([Date.UTC(2024, 0, 2), Date.UTC(2024, 0, 3)])
    expect(columns.name).toEqual(['Möbius, "A"', '日本'])
    expect(numbers(columns.x)).toEqual([1.5, Number.NaN])
    expect(Object.keys(columns)).toEqual(['date', 'name', 'x', '__proto__'])
    expect(timeFormat).toBe('ISO 8601 without zone, read as UTC')
    expect(Object.keys(parseCsv(text, { columns: ['x'] }).columns)).toEqual(['x'])
    expect(() => parseCsv(text, { columns: ['nam'] })).toThrow('there is no column "nam"; did you mean "name"?')
  })

  it('finds columns by a mapping', () => {
    const { columns } = parseCsv('time,open,high,low,close,settle\n2024-01-02,1,2,0.5,x,1.5\n', { columns: { close: 'settle' } })
    expect(numbers(columns.settle)).toEqual([1.5])
    expect(columns.close).toBeUndefined()
  })

  it('leaves date and time of day in two columns to normalizeBars', () => {
    const { bars } = normalizeBars(
      parseCsv('<DATE>\t<TIME>\t<OPEN>\t<HIGH>\t<LOW>\t<CLOSE>\n20240102\t09:30:00\t1\t2\t1\t2\n20240102\t09:31:00\t2\t3\t2\t3\n'),
      {
        symbol: 'X',
      },
    )
    expect([...bars.time]).toEqual([Date.UTC(2024, 0, 2, 9, 30), Date.UTC(2024, 0, 2, 9, 31)])
  })
})

describe('refuses', () => {
  it.each([
    ['short rows', file(ROW, '2024-01-03,10,12,9'), 'csv/columns', 3, 'has 4 cells, the header has 6'],
    ['long rows', file(`${ROW},1`), 'csv/columns', 2, 'has 7 cells, the header has 6'],
    ['empty lines between rows', file(ROW, '', ROW), 'csv/columns', 3, 'is empty and more rows follow'],
    ['a quote that never closes', file(ROW, '2024-01-03,"10,12,9,11,500'), 'csv/quote', 3, 'never closed'],
    ['text behind a quote', file('2024-01-03,"10"x,12,9,11,500'), 'csv/quote', 2, '"x" follows a closing quote'],
    ['a header that is missing', `${ROW}\n${ROW}\n`, 'csv/header', 1, 'pass header: false'],
    ['a name used twice', `time,open,open\n${ROW}\n`, 'csv/header', 1, 'has "open" twice'],
    ['dates that do not exist', file(ROW, '2023-02-30,10,12,9,11,500'), 'time/impossible', 3, '2023-02-30'],
    ['times that are missing', file(ROW, ',10,12,9,11,500'), 'time/missing', 3, 'fill it in'],
    ['other words for times', file(ROW, 'soon,10,12,9,11,500'), 'time/format', 3, 'soon'],
    ['a zone on some rows', file(ROW, '2024-01-03T00:00Z,10,12,9,11,500'), 'time/mixed-zones', 3, 'has a zone'],
    ['dates among numbers', file('1704153600000,1,1,1,1,1', '2024-01-03,1,1,1,1,1'), 'time/format', 3, '2024-01-03'],
    ['numbers among dates', file(ROW, '1704153600000,1,1,1,1,1'), 'time/format', 3, '1704153600000'],
  ])('%s', (_, text, code, row, message) => {
    expect(failure(text)).toMatchObject({ name: 'DataError', code, details: { row } })
    expect(() => parseCsv(text)).toThrow(message)
  })

  it.each([
    ['nothing', '', 'csv/empty'],
    ['a byte order mark alone', '\uFEFF', 'csv/empty'],
    ['blanks', ' \r\n \n', 'csv/empty'],
    ['a header alone', `${HEADER}\n`, 'csv/no-rows'],
    ['a header alone without end of line', HEADER, 'csv/no-rows'],
    ['lines that end with CR alone', `${HEADER}\r${ROW}\r`, 'csv/encoding'],
    ['UTF-16', Buffer.from(`\uFEFF${HEADER}\n`, 'utf16le'), 'csv/encoding'],
    ['UTF-16 without mark', Buffer.from(`${HEADER}\n`, 'utf16le'), 'csv/encoding'],
    ['gzip', Uint8Array.of(0x1f, 0x8b, 8, 0), 'csv/encoding'],
    ['Parquet', Buffer.from('PAR1xxxx'), 'csv/encoding'],
    ['a spreadsheet', Buffer.from('PK\u0003\u0004xx'), 'csv/encoding'],
    ['prices without a time', 'open,high,low,close\n1,1,1,1\n', 'bars/column'],
  ])('%s', (_, text, code) => {
    expect(failure(text)).toMatchObject({ name: 'DataError', code })
  })

  it('options that make no sense', () => {
    for (const delimiter of ['', ',,', '5', '.', '"', '\n', 'é']) {
      expect(failure(file(ROW), { delimiter })).toMatchObject({ name: 'ConfigError', code: 'csv/delimiter' })
    }
    expect(failure(ROW, { header: false, names: ['time', 'time'] })).toMatchObject({ name: 'ConfigError', code: 'csv/names' })
  })
})

describe('times', () => {
  const times = (cells: readonly string[], options = {}) => parseCsv(file(...cells.map(cell => `${cell},1,1,1,1,1`)), options)

  it.each([
    [['1704153600', '1704153660'], 'seconds since 1970'],
    [['1704153600000', '1704153660000'], 'milliseconds since 1970'],
    [['1704153600000000', '1704153660000000'], 'microseconds since 1970'],
    [['1704153600000000000', '1704153660000000000'], 'nanoseconds since 1970'],
    [['2024-01-02T00:00:00.000Z', '2024-01-02T00:01:00.000Z'], 'ISO 8601, zone as written'],
    [['2024-01-02T01:00:00+01:00', '2024-01-01T19:01:00-0500'], 'ISO 8601, zone as written'],
    [['2024-01-02 00:00', '2024-01-02 00:01:00'], 'ISO 8601 without zone, read as UTC'],
    [['1/2/2024 0:00', '1/2/2024 0:01'], 'M/D/Y with time, read as UTC'],
    [['20240102 000000', '20240102 000100'], 'YYYYMMDD with time, read as UTC'],
  ])('%j', (cells, format) => {
    const table = times(cells, { dateOrder: 'mdy' })
    expect(table.timeFormat).toBe(format)
    expect(numbers(table.columns.time)).toEqual([Date.UTC(2024, 0, 2), Date.UTC(2024, 0, 2, 0, 1)])
  })

  it('within one hour, where most of a stamp is not read again, are those of Date.parse', () => {
    const stamp = fc
      .tuple(fc.nat({ max: 3 }), fc.nat({ max: 59 }), fc.nat({ max: 59 }), fc.nat({ max: 999 }))
      .map(([hour, minute, second, ms]) => {
        const time = Date.UTC(2024, 1, 28, 22) + hour * 3_600_000 + minute * 60_000 + second * 1000 + ms
        return new Date(time).toISOString()
      })
    fc.assert(
      fc.property(
        fc.array(stamp, { minLength: 1, maxLength: 30 }),
        fc.constantFrom(16, 19, 23),
        fc.constantFrom('Z', ''),
        (all, width, zone) => {
          const cells = all.map(text => text.slice(0, width) + zone)
          expect(numbers(times(cells).columns.time)).toEqual(cells.map(cell => Date.parse(zone === '' ? `${cell}Z` : cell)))
        },
      ),
    )
  })

  it('of the same hour are checked as well', () => {
    for (const bad of ['2024-01-02T05:60:00Z', '2024-01-02T05:00:61Z', '2024-01-02T05:5x:00Z', '2024-01-02T05:00:00.000']) {
      expect(failure(file('2024-01-02T05:00:00Z,1,1,1,1,1', '2024-01-02T05:01:00Z,1,1,1,1,1', `${bad},1,1,1,1,1`))).toMatchObject({
        details: { row: 4 },
      })
    }
    expect(numbers(times(['2024-01-02T24:00:00Z', '2024-01-03T00:01:00Z']).columns.time)[0]).toBe(Date.UTC(2024, 0, 3))
    expect(failure(file('2024-01-02T24:00:00Z,1,1,1,1,1', '2024-01-02T24:30:00Z,1,1,1,1,1'))).toMatchObject({ code: 'time/impossible' })
  })
})

it('a comma behind the seconds is a delimiter, not a decimal comma', () => {
  expect(numbers(parseCsv(file('2024-01-02 00:00:00,5,5,5,5,5')).columns.time)).toEqual([Date.UTC(2024, 0, 2)])
})

describe('a text in pieces', () => {
  const rows = Array.from({ length: 400 }, (_, i) => {
    const time = new Date(Date.UTC(2024, 0, 1) + i * 60_000).toISOString()
    return `${time},"note ${i}, with\n""quotes""",${i}.25,${i}.5,${i}.125,${i},${i * 1000}`
  })
  const bytes = new TextEncoder().encode(`time,note,open,high,low,close,volume\n${rows.join('\n')}\n`)
  const options = { columns: ['time', 'note', 'open', 'volume'] }

  it('gives what the whole gives, wherever it is cut', () => {
    const whole = parseCsv(bytes, options)
    expect(whole.length).toBe(400)
    fc.assert(
      fc.property(fc.integer({ min: 1500, max: 12_000 }), size => {
        const parser = new CsvParser(options, bytes.length)
        let [from, to] = [0, size]
        for (;;) {
          const isLast = to >= bytes.length
          const used = parser.push(bytes.slice(from, to), isLast)
          if (isLast) break
          from += used
          to = Math.max(to, from) + size
        }
        expect(parser.finish()).toEqual(whole)
      }),
      { numRuns: 60 },
    )
  })
})

describe('real files', () => {
  it('AAPL of the sample datasets', () => {
    const text = readFileSync(createRequire(import.meta.url).resolve('@observablehq/sample-datasets/aapl.csv'), 'utf8')
    const table = parseCsv(text)
    const rows = text
      .trim()
      .split('\n')
      .slice(1)
      .map(line => line.split(','))
    expect(table.length).toBe(1260)
    expect(numbers(table.columns.Date)).toEqual(rows.map(row => Date.parse(row[0])))
    for (const [k, name] of ['Date', 'Open', 'High', 'Low', 'Close', '', 'Volume'].entries()) {
      if (k > 0 && name !== '') expect(numbers(table.columns[name])).toEqual(rows.map(row => Number(row[k])))
    }
  })

  const folder = new URL('../../../shared/data/', import.meta.url)
  describe.skipIf(!existsSync(folder))('of shared/data', () => {
    it.each([
      ['si-default.csv', 502, '2017-01-03', '2018-12-31'],
      ['si-bitcoin.csv', 1246, '2017-08-16', '2021-01-12'],
      ['si-msft.csv', 8111, '1990-01-02', '2022-03-10'],
      ['si-spx.csv', 8111, '1990-01-02', '2022-03-10'],
      ['si-longest.csv', 15_821, '2012-11-15', '1950-01-03'],
      ['si-intraday.csv', 1564, '2020-12-15T09:30', '2020-12-18T16:00'],
      ['si-mismatch.csv', 502, '2017-01-03', '2017-07-31'],
      ['si-penny.csv', 533, '2018-12-21', '2021-02-03'],
      ['si-zeros.csv', 200, '2017-01-03', '2017-10-17'],
      ['si-toobig.csv', 1246, '2017-08-16', '2021-01-12'],
      ['goog-daily.csv', 2148, '2004-08-19', '2013-03-01'],
    ])('%s', (name, length, first, last) => {
      const text = readFileSync(new URL(name, folder), 'utf8').replace('\uFEFF', '')
      const table = parseCsv(readFileSync(new URL(name, folder)))
      const lines = text
        .trim()
        .split(/\r?\n/)
        .map(line => line.split(','))
      expect(table.length).toBe(length)
      const [times, ...others] = Object.values(table.columns).map(numbers)
      const utc = (date: string) => Date.parse(date.includes('T') ? `${date}Z` : date)
      expect([times[0], times[length - 1]]).toEqual([utc(first), utc(last)])
      for (const [k, column] of others.entries())
        expect(column).toEqual(lines.slice(1).map(line => (line[k + 1] === '' ? Number.NaN : Number(line[k + 1]))))
    })

    it('si-bad.csv, which has a row without a date', () => {
      expect(failure(readFileSync(new URL('si-bad.csv', folder)))).toMatchObject({ code: 'time/missing', details: { row: 202 } })
    })

    it('ffn-closes.csv, which has no bars', () => {
      const { columns, length } = parseCsv(readFileSync(new URL('ffn-closes.csv', folder)), { columns: 'all' })
      expect(length).toBe(2517)
      expect(Object.keys(columns)).toEqual(['Date', 'AAPL', 'MSFT', 'C'])
      expect(numbers(columns.Date)[0]).toBe(Date.UTC(2004, 2, 10))
      expect(numbers(columns.C)[2516]).toBe(49.57)
    })
  })
})

function withPoint(digits: bigint, point: number): string {
  const text = String(digits < 0n ? -digits : digits).padStart(point + 1, '0')
  const whole = text.slice(0, text.length - point)
  return `${digits < 0n ? '-' : ''}${whole}${point === 0 ? '' : `.${text.slice(text.length - point)}`}`
}
