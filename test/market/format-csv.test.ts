import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Bars } from '../../src/market/bars.ts'
import { parseCsv } from '../../src/market/csv.ts'
import { formatBars, formatColumns, formatCsv, formatRows } from '../../src/market/format-csv.ts'
import { syntheticBars } from '../../src/market/synthetic.ts'

const columnOf = (values: readonly number[]) => Float64Array.from(values)

describe('bars', () => {
  it('as people would write them', () => {
    const bars: Bars = {
      ...syntheticBars({ seed: 1, length: 2 }),
      time: Float64Array.of(Date.UTC(2024, 0, 2), Date.UTC(2024, 0, 2, 0, 1, 30, 5)),
      open: Float64Array.of(1, 0.1),
      high: Float64Array.of(2, 1e21),
      low: Float64Array.of(-0, 5e-324),
      close: Float64Array.of(1.5, 100),
      volume: Float64Array.of(0, 12_345_678.9),
    }
    expect(formatCsv(bars)).toBe(
      'time,open,high,low,close,volume\n2024-01-02T00:00:00.000Z,1,2,-0,1.5,0\n2024-01-02T00:01:30.005Z,0.1,1e+21,5e-324,100,12345678.9\n',
    )
  })

  it('read back to the same bits', () => {
    const doubles = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 50 })
    const times = fc.oneof(
      fc.integer({ min: -62e12, max: 253e12 }),
      fc.integer({ min: 1e12, max: 2e12 }).map(ms => ms + 0.123046875),
      fc.integer({ min: 1e14, max: 2e15 }).map(us => us / 1000),
    )
    fc.assert(
      fc.property(doubles, fc.infiniteStream(times), (values, stream) => {
        const prices = columnOf(values)
        const time = columnOf([...stream.take(values.length)])
        const bars: Bars = {
          symbol: 'X',
          timeframe: '1m',
          calendar: '24/7',
          length: values.length,
          time,
          open: prices,
          high: prices,
          low: prices,
          close: prices,
          volume: prices,
        }
        const { columns } = parseCsv(formatCsv(bars))
        for (const [i, value] of values.entries()) {
          expect((columns.time as Float64Array)[i]).toBe(time[i])
          expect((columns.open as Float64Array)[i]).toBe(value)
          expect((columns.volume as Float64Array)[i]).toBe(value)
        }
      }),
    )
  })

  it('dates are those of Date', () => {
    const days = Array.from({ length: 20_000 }, (_, i) => -62_167_219_200_000 + i * 86_400_000 * 180)
    const bars = { ...syntheticBars({ seed: 1, length: 1 }), length: days.length, time: columnOf(days), open: columnOf(days) }
    const lines = formatCsv({ ...bars, high: bars.open, low: bars.open, close: bars.open, volume: bars.open })
      .split('\n')
      .slice(1, -1)
    expect(lines.map(line => line.split(',')[0])).toEqual(days.map(day => new Date(day).toISOString()))
  })

  it('in years that ISO 8601 has no four digits for are plain milliseconds', () => {
    const bars = { ...syntheticBars({ seed: 1, length: 1 }), time: Float64Array.of(253_402_300_800_000) }
    expect(formatCsv(bars).split('\n')[1]).toMatch(/^253402300800000,/)
  })

  it('come in pieces that make the whole, without any bars too', () => {
    const bars = syntheticBars({ seed: 1, length: 10_000 })
    expect([...formatBars(bars)].length).toBe(4)
    expect([...formatBars(bars)].join('')).toBe(formatCsv(bars))
    expect(formatCsv({ ...bars, length: 0 })).toBe('time,open,high,low,close,volume\n')
  })
})

describe('columns', () => {
  it('any numbers and texts read back', () => {
    const text = fc.string({ unit: 'grapheme' }).map(value => `t${value}`.replace(/\0/g, '').trim())
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.double(), text), { minLength: 1 }), rows => {
        const data = { 'x, "1"': columnOf(rows.map(([value]) => value)), name: rows.map(([, value]) => value) }
        const { columns } = parseCsv(formatColumns(data), { columns: 'all' })
        const known = rows.some(([value]) => !Number.isNaN(value))
        if (known) expect([...(columns['x, "1"'] as Float64Array)]).toEqual(rows.map(([value]) => value))
        expect(columns.name).toEqual(data.name)
      }),
    )
  })

  it('a single column has no empty lines', () => {
    expect(formatColumns({ x: Float64Array.of(1, Number.NaN) })).toBe('x\n1\nNaN\n')
    expect(formatColumns({ x: ['', 'a'] })).toBe('x\n""\na\n')
    expect([...formatRows({ x: [] })]).toEqual(['x\n'])
  })

  it('of different length, or none, are refused', () => {
    expect(() => formatColumns({ a: Float64Array.of(1), b: [] })).toThrow('column "b" has 0 values, "a" has 1')
    expect(() => formatColumns({})).toThrow('no columns')
  })
})
