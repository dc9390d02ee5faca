import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatName, parseTimes, readStampText } from '../../src/market/parse-time.ts'
import type { RawColumn } from '../../src/market/raw-table.ts'
import { StampReader } from '../../src/market/stamp-reader.ts'
import { mixedZones, timeError } from '../../src/market/time-error.ts'

const DAY = Date.UTC(2024, 0, 2)
const read = (values: RawColumn, options = {}) => [...parseTimes(values, options).time]

function failure(values: RawColumn, options = {}): unknown {
  try {
    parseTimes(values, options)
  } catch (error) {
    return error
  }
  return undefined
}

describe('numbers', () => {
  it.each([
    ['seconds', 1e-3],
    ['milliseconds', 1],
    ['microseconds', 1e3],
    ['nanoseconds', 1e6],
  ])('%s, told by their size, as numbers, bigints and text', (unit, factor) => {
    const times = [DAY, DAY + 60_000, Date.UTC(2035, 0, 1)]
    const values = times.map(ms => ms * factor)
    for (const column of [Float64Array.from(values), values, values.map(BigInt), values.map(value => BigInt(value).toString())]) {
      expect(read(column)).toEqual(times)
      expect(parseTimes(column).format).toBe(`${unit} since 1970`)
    }
  })

  it('that are milliseconds already are not copied', () => {
    const column = Float64Array.of(DAY, DAY + 1)
    expect(parseTimes(column).time).toBe(column)
  })

  it('parts of a unit and times before 1970', () => {
    expect(read([1_704_153_600.5, 1_704_153_600.123])).toEqual([DAY + 500, DAY + 123])
    expect(read([-1_000_000_000, 1_704_153_600])).toEqual([-1e12, DAY])
    expect(read([-631_152_000_000, 0, 86_400_000, DAY])).toEqual([-631_152_000_000, 0, 86_400_000, DAY])
    expect(read(['1704153600123456789'])).toEqual([1_704_153_600_123.457])
  })

  it('a unit that is given is believed', () => {
    expect(read([0, 60_000], { unit: 'ms' })).toEqual([0, 60_000])
    expect(read([0, 60], { unit: 's' })).toEqual([0, 60_000])
    expect(read([20_240_102], { unit: 's' })).toEqual([20_240_102_000])
  })

  it('eight digits that are dates', () => {
    expect(read([20_240_102, 20_240_229])).toEqual([DAY, Date.UTC(2024, 1, 29)])
    expect(parseTimes(['20240102']).format).toBe('YYYYMMDD, read as UTC')
    expect(failure([20_240_102, 20_230_229])).toMatchObject({ code: 'time/impossible', details: { row: 2 } })
  })

  it('of two units in one column are refused where the unit changes', () => {
    const ms = [DAY, DAY + 60_000]
    expect(failure([...ms, (DAY + 120_000) * 1e3], { firstRow: 2 })).toMatchObject({ code: 'time/mixed-units', details: { row: 4 } })
    expect(failure([DAY * 1e3, ...ms])).toMatchObject({ code: 'time/mixed-units', details: { row: 2 } })
    expect(failure([1_704_153_600, DAY])).toMatchObject({ code: 'time/mixed-units', message: /milliseconds.*seconds/ })
    // A real history that starts in 1970 is one of one unit.
    expect(read(Array.from({ length: 700 }, (_, i) => i * 30 * 86_400_000))[699]).toBe(699 * 30 * 86_400_000)
  })

  it('that are no times', () => {
    expect(failure([DAY, Number.NaN])).toMatchObject({ code: 'time/missing', details: { row: 2 } })
    expect(failure(Float64Array.of(DAY, Number.POSITIVE_INFINITY))).toMatchObject({ code: 'time/missing' })
    expect(failure([20_240_102_093_000])).toMatchObject({ code: 'time/range' })
    expect(failure([DAY, '2024-01-02'])).toMatchObject({ code: 'time/format', details: { row: 2 } })
    expect(failure([DAY, null])).toMatchObject({ code: 'time/missing', details: { row: 2 } })
  })
})

describe('calendar times', () => {
  it.each([
    ['2024-01-02', DAY],
    ['2024-1-2', DAY],
    ['2024/01/02', DAY],
    ['2024.01.02 09:30', DAY + 34_200_000],
    ['2024-01-02 9:30', DAY + 34_200_000],
    ['2024-01-02T09:30', DAY + 34_200_000],
    ['2024-01-02 09:30:15', DAY + 34_215_000],
    ['2024-01-02T09:30:15.25', DAY + 34_215_250],
    ['2024-01-02T09:30:15.123456789', DAY + 34_215_123.456789],
    ['2024-01-02T09:30:15Z', DAY + 34_215_000],
    ['2024-01-02t09:30:15z', DAY + 34_215_000],
    ['2024-01-02 09:30:15 UTC', DAY + 34_215_000],
    ['2024-01-02T09:30:15+01:00', DAY + 30_615_000],
    ['2024-01-02T09:30:15 -0530', DAY + 54_015_000],
    ['2024-01-02T09:30:15+01', DAY + 30_615_000],
    ['2024-01-02T24:00', DAY + 86_400_000],
    ['20240102', DAY],
    ['20240102 093015', DAY + 34_215_000],
    ['20240102T09:30', DAY + 34_200_000],
    ['  2024-01-02  ', DAY],
    ['0001-01-01', -62_135_596_800_000],
    ['9999-12-31', 253_402_214_400_000],
    ['1969-12-31T23:59:59.999Z', -1],
  ])('%s', (text, expected) => {
    expect(read([text])).toEqual([expected])
  })

  it('any moment, as Date writes it', () => {
    fc.assert(
      fc.property(fc.array(fc.date({ min: new Date(-62e12), max: new Date(253e12), noInvalidDate: true }), { minLength: 1 }), dates => {
        expect(read(dates.map(date => date.toISOString()))).toEqual(dates.map(Number))
        expect(read(dates)).toEqual(dates.map(Number))
      }),
    )
  })

  it.each([
    '2023-02-29',
    '2024-02-30',
    '2024-13-01',
    '2024-00-10',
    '2024-04-31',
    '1900-02-29',
    '2024-01-02T25:00',
    '2024-01-02T24:01',
    '2024-01-02T09:60',
    '2024-01-02T09:30:60',
    '2024-01-02T09:30+16:00',
  ])('%s does not exist', text => {
    expect(failure(['2024-01-01', text], { firstRow: 2, source: 'a.csv' })).toMatchObject({
      name: 'DataError',
      code: 'time/impossible',
      details: { row: 3, value: `"${text}"` },
      message: /^a\.csv, row 3: .* does not exist/,
    })
  })

  it.each(['', '  ', null, undefined])('nothing (%j) is missing', value => {
    expect(failure(['2024-01-01', value])).toMatchObject({ code: 'time/missing', details: { row: 2 } })
  })

  it.each([
    'yesterday',
    '2024',
    '2024-01',
    '2024-01-02x',
    '2024-01-02T',
    '2024-01-02T9',
    '2024-01-02T09:30:15.',
    '2024-01/02',
    '１2024-01-02',
    '2024-01-02Z',
    '9'.repeat(7),
  ])('%s is not a time', text => {
    expect(failure(['2024-01-01', text])).toMatchObject({ code: 'time/format', details: { row: 2 } })
  })

  it('zones on all rows or on none', () => {
    expect(parseTimes(['2024-01-02', '2024-01-02 09:30']).format).toBe('ISO 8601 without zone, read as UTC')
    expect(parseTimes(['2024-01-02T00:00Z', '2024-01-02T00:00+01:00']).format).toBe('ISO 8601, zone as written')
    expect(failure(['2024-01-02T00:00', '2024-01-02T00:01Z'])).toMatchObject({ code: 'time/mixed-zones', details: { row: 2 } })
    expect(failure(['2024-01-02T00:00Z', '2024-01-02'], { firstRow: 2 })).toMatchObject({ code: 'time/mixed-zones', details: { row: 3 } })
  })

  it('one kind of value in a column', () => {
    expect(failure(['2024-01-02', DAY])).toMatchObject({ code: 'time/format', details: { row: 2 } })
    expect(failure([new Date(DAY), '2024-01-02'])).toMatchObject({ code: 'time/format', details: { row: 2 } })
    expect(failure([new Date(Number.NaN)])).toMatchObject({ code: 'time/impossible', details: { row: 1 } })
    expect(failure(['2024-01-02', '1/3/2024'])).toMatchObject({ code: 'time/format', details: { row: 2 } })
    expect(failure(['2024-01-02', '20240103'])).toMatchObject({ code: 'time/format', details: { row: 2 } })
  })
})

describe('day and month', () => {
  it('are told by a part above 12 anywhere in the column', () => {
    expect(read(['1/2/2024', '1/13/2024'])).toEqual([DAY, Date.UTC(2024, 0, 13)])
    expect(read(['2/1/2024', '13/1/2024'])).toEqual([DAY, Date.UTC(2024, 0, 13)])
    expect(parseTimes(['1/2/2024', '1/13/2024']).format).toBe('M/D/Y, read as UTC')
    expect(parseTimes(['13.1.2024 9:30']).format).toBe('D.M.Y with time, read as UTC')
    expect(parseTimes(['13-01-2024']).format).toBe('D-M-Y, read as UTC')
  })

  it('are ambiguous when nothing tells, unless both readings are the same', () => {
    expect(failure(['1/2/2024', '3/4/2024'])).toMatchObject({ code: 'time/ambiguous', message: /dateOrder: 'mdy' or dateOrder: 'dmy'/ })
    expect(read(['1/2/2024', '3/4/2024'], { dateOrder: 'mdy' })).toEqual([DAY, Date.UTC(2024, 2, 4)])
    expect(read(['1/2/2024', '3/4/2024'], { dateOrder: 'dmy' })).toEqual([Date.UTC(2024, 1, 1), Date.UTC(2024, 3, 3)])
    expect(read(['1/1/2024', '2/2/2024'])).toEqual([Date.UTC(2024, 0, 1), Date.UTC(2024, 1, 2)])
  })

  it('that contradict each other are told with the row', () => {
    expect(failure(['13/1/2024', '1/13/2024'])).toMatchObject({ code: 'time/impossible', details: { row: 2 }, message: /D\/M\/Y/ })
    expect(failure(['1/13/2024'], { dateOrder: 'dmy' })).toMatchObject({ code: 'time/impossible', details: { row: 1 } })
    expect(failure(['1/2/2024', '1/13/2024', 'x'])).toMatchObject({ code: 'time/format', details: { row: 3 } })
  })

  it('years of two digits are 1969 to 2068', () => {
    expect(read(['01/03/17', '01/13/17', '01/02/69', '01/02/68'])).toEqual([
      Date.UTC(2017, 0, 3),
      Date.UTC(2017, 0, 13),
      Date.UTC(1969, 0, 2),
      Date.UTC(2068, 0, 2),
    ])
  })

  it('time of day, also of twelve hours', () => {
    expect(read(['1/13/2024 9:30 PM', '1/13/2024 12:00 am', '1/13/2024 12:00:01PM'])).toEqual(
      [21.5, 0, 12].map((hours, i) => Date.UTC(2024, 0, 13) + hours * 3_600_000 + (i === 2 ? 1000 : 0)),
    )
    expect(failure(['1/13/2024 13:00 PM'])).toMatchObject({ code: 'time/impossible' })
  })

  it('any date, in any order that tells', () => {
    fc.assert(
      fc.property(
        fc.array(fc.date({ min: new Date('1970-01-01'), max: new Date('2068-12-31'), noInvalidDate: true }), { minLength: 1 }),
        fc.constantFrom('mdy' as const, 'dmy' as const),
        fc.constantFrom('/', '.', '-'),
        (dates, dateOrder, separator) => {
          const days = dates.map(date => Math.floor(Number(date) / 86_400_000) * 86_400_000)
          const texts = days.map(day => {
            const date = new Date(day)
            const parts = [date.getUTCMonth() + 1, date.getUTCDate()]
            return [...(dateOrder === 'mdy' ? parts : parts.reverse()), date.getUTCFullYear()].join(separator)
          })
          expect(read(texts, { dateOrder })).toEqual(days)
        },
      ),
    )
  })
})

it('no times are no times', () => {
  expect(parseTimes([])).toEqual({ time: new Float64Array(0), format: 'no times' })
  expect(parseTimes(new Float64Array(0)).format).toBe('no times')
})

it('the parts that the CSV reader shares', () => {
  expect(readStampText(new StampReader(), '2024-01-02', 0, {})).toBe(DAY)
  expect(() => readStampText(new StampReader(), '', 3, { firstRow: 2 })).toThrow('row 5')
  expect(formatName('ISO 8601', true, false)).toBe('ISO 8601, zone as written')
  expect(mixedZones(0, 'x', true, {}).code).toBe('time/mixed-zones')
  expect(timeError('time/format', 1, 'x'.repeat(100), 'is long', {}).message).toHaveLength(`row 2: time "${'x'.repeat(60)}" is long`.length)
})
