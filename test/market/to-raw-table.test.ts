import { describe, expect, it } from 'vitest'
import { DataError } from '../../src/base/errors.ts'
import { type BarsInput, toRawTable } from '../../src/market/to-raw-table.ts'

/** Code and message of the refusal. */
function refused(input: unknown): string {
  try {
    toRawTable(input as BarsInput)
  } catch (error) {
    if (error instanceof DataError) return `${error.code}: ${error.message}`
    throw error
  }
  return 'nothing was refused'
}

describe('toRawTable', () => {
  it('gives a table back as it is', () => {
    const table = { columns: { Date: ['2024-01-02'], Close: [1] }, length: 1, source: 'a.csv', firstRow: 2 }
    expect(toRawTable(table)).toBe(table)
  })

  it('takes an object of columns without a copy and leaves out what is no column', () => {
    const close = Float32Array.of(1, 2)
    const time = [1, 2]
    const table = toRawTable({ time, close, symbol: 'ACME' } as unknown as BarsInput)
    expect(table.length).toBe(2)
    expect(Object.keys(table.columns)).toEqual(['time', 'close'])
    expect(table.columns.time).toBe(time)
    expect(table.columns.close).toBe(close)
  })

  it('takes an object with a column that is called columns', () => {
    expect(toRawTable({ time: [1], columns: [2] })).toEqual({ columns: { time: [1], columns: [2] }, length: 1 })
  })

  it('turns tuples into columns by their place, with volume or without', () => {
    expect(
      toRawTable([
        [1, 2, 3, 4, 5, 6],
        [7, 8, 9, 10, 11, 12],
      ]),
    ).toEqual({ columns: { time: [1, 7], open: [2, 8], high: [3, 9], low: [4, 10], close: [5, 11], volume: [6, 12] }, length: 2 })
    expect(Object.keys(toRawTable([[1, 2, 3, 4, 5]]).columns)).toEqual(['time', 'open', 'high', 'low', 'close'])
    // What exchanges put behind the volume is not asked for.
    expect(Object.keys(toRawTable([[1, 2, 3, 4, 5, 6, 7, 8]]).columns)).toEqual(['time', 'open', 'high', 'low', 'close', 'volume'])
  })

  it('turns row objects into columns, with holes where a row lacks a value', () => {
    expect(toRawTable([{ time: 'a', 'Schluß 終値': 1 }, { time: 'b' }])).toEqual({
      columns: { time: ['a', 'b'], 'Schluß 終値': [1, undefined] },
      length: 2,
    })
  })

  it('makes an empty table of no rows', () => {
    expect(toRawTable([])).toEqual({ columns: {}, length: 0 })
    expect(toRawTable({ time: [], close: [] }).length).toBe(0)
  })

  it('refuses columns of different length, naming the one', () => {
    expect(refused({ time: [1, 2], close: [1] })).toContain('bars/length: column "close" has 1 values, the table has 2')
    expect(refused({ columns: { time: [1] }, length: 3 })).toContain('bars/length: column "time" has 1 values, the table has 3')
  })

  it.each([
    [null, 'bars/input: bars cannot be made of null'],
    [5, 'bars/input: bars cannot be made of number 5'],
    ['prices.csv', 'bars/input: bars cannot be made of string prices.csv'],
    [{}, 'bars/input: the object has no columns'],
    [Float64Array.of(1, 2), 'bars/input: the object has no columns'],
    [[1, 2], 'bars/row: row 0 is number 1'],
    [[null], 'bars/row: row 0 is null'],
    [[[1, 2, 3, 4]], 'bars/row: row 0 has 4 values'],
    [
      [
        [1, 2, 3, 4, 5],
        [1, 2],
      ],
      'bars/row: row 1 has 2 values, row 0 has 5',
    ],
    [[[1, 2, 3, 4, 5], { time: 1 }], 'bars/row: row 1 is an object, row 0 has 5 values'],
    [[{ time: 1 }, [1, 2, 3, 4, 5]], 'bars/row: row 1 is an array, row 0 is an object'],
    [[{ time: 1 }, null], 'bars/row: row 1 is null, row 0 is an object'],
  ])('refuses %j', (input, message) => {
    expect(refused(input)).toContain(message)
  })
})
