import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DataError } from '../../src/base/errors.ts'
import type { RawColumn } from '../../src/market/raw-table.ts'
import { toNumbers } from '../../src/market/to-numbers.ts'

const place = { column: 'Close', firstRow: 2, source: 'a.csv: ' }
const read = (values: RawColumn) => [...toNumbers(values, place)]

describe('toNumbers', () => {
  it('passes doubles on and copies everything else', () => {
    const doubles = Float64Array.of(1, Number.NaN)
    expect(toNumbers(doubles, place)).toBe(doubles)
    expect(toNumbers([1, -2.5], place)).toEqual(Float64Array.of(1, -2.5))
    expect(read([])).toEqual([])
  })

  it('reads numbers as people and programs write them', () => {
    expect(read(['1234.5', ' 7 ', '-0.25', '+3', '.5', '5.', '1e3', '2.5E-2', 12n])).toEqual([1234.5, 7, -0.25, 3, 0.5, 5, 1000, 0.025, 12])
  })

  it('reads back every number that JavaScript writes', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }).map(value => value + 0)), values => {
        expect(read(values.map(String))).toEqual(values.map(value => (value === 0 ? 0 : value)))
      }),
    )
  })

  it.each([[''], ['  '], ['NaN'], ['nan'], ['null'], ['None'], ['NA'], ['N/A'], ['#N/A'], ['-'], ['--'], [null], [undefined]])(
    'does not know %j',
    value => {
      expect(read([1, value])).toEqual([1, Number.NaN])
    },
  )

  it.each(['1,234.5', '12 %', '$5', '1.2.3', '0x10', '1_000', 'Infinity', 'e5', '.', '+', '１２', '−5'])(
    'refuses %j, naming the place',
    text => {
      expect(() => read(['1', text])).toThrow(DataError)
      expect(() => read(['1', text])).toThrow(`a.csv: row 3, Close: "${text}" is not a number`)
    },
  )

  it('refuses what is neither number nor text, and shows only the start of a long text', () => {
    expect(() => read([new Date(0)])).toThrow(DataError)
    expect(() => read([true] as unknown as RawColumn)).toThrow('a boolean is not a number')
    expect(() => read(['x'.repeat(5000)])).toThrow(`"${'x'.repeat(40)}" is not`)
  })
})
