import { describe, expect, it } from 'vitest'
import { DataError } from '../../src/base/errors.ts'
import { CsvCells, readNumberText, UnclosedQuote } from '../../src/market/csv-cells.ts'

const cells = (text: string, headers: readonly string[] = ['a', 'b']) => {
  const reader = new CsvCells({ delimiter: 44, headers, kinds: new Uint8Array(headers.length), firstRow: 2, source: 'x.csv' })
  return { reader, bytes: new TextEncoder().encode(text) }
}

it('text that is a number, nothing, or neither', () => {
  expect(['1', '-0', '.5', '1e3', '+2.'].map(readNumberText)).toEqual([1, -0, 0.5, 1000, 2])
  expect(['', 'NaN', 'NULL', 'n/a', '-'].map(readNumberText)).toEqual(Array(5).fill(Number.NaN))
  expect(['Infinity', '-inf'].map(readNumberText)).toEqual([Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])
  expect(['x', '1,5', '0x1', '1 2', '１'].map(readNumberText)).toEqual(Array(5).fill(undefined))
})

describe('a record', () => {
  it.each([
    ['a,b\nc', ['a', 'b'], 4],
    ['a,b\r\nc', ['a', 'b'], 5],
    [' a , "b" \n', ['a', 'b'], 10],
    ['"a ""b"", c\n",d', ['a "b", c\n', 'd'], 16],
    ['"",', ['', ''], 4],
    ['ü,日本', ['ü', '日本'], 10],
  ])('%j', (text, expected, next) => {
    const { reader, bytes } = cells(text)
    expect(reader.readRecord(bytes, 0)).toEqual({ cells: expected, next })
  })

  it('with a quote that never closes is an error of its own kind, named like all data errors', () => {
    const { reader, bytes } = cells('"abc')
    expect(() => reader.read(bytes, 0)).toThrow(UnclosedQuote)
    try {
      reader.read(bytes, 0)
    } catch (error) {
      expect(error).toBeInstanceOf(DataError)
      expect(error).toMatchObject({ name: 'DataError', code: 'csv/quote', details: { row: 2, source: 'x.csv' } })
    }
  })
})

it('errors name file, row, column, value and remedy', () => {
  const { reader, bytes } = cells('1,2,3\n')
  reader.row = 5
  expect(reader.widthError(bytes, 0).message).toBe(
    'x.csv, row 7: has 3 cells, the header has 2; quote cells that contain the delimiter, or check the delimiter',
  )
  expect(reader.numberError('abc', 1)).toMatchObject({ code: 'csv/number', details: { row: 7, column: 'b', value: 'abc' } })
  expect(reader.timeError('abc', 'a number')).toMatchObject({ code: 'time/format', details: { row: 7 } })
  expect(reader.place()).toEqual({ firstRow: 2, source: 'x.csv' })
})
