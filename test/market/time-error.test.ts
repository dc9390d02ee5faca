import { expect, it } from 'vitest'
import { DataError } from '../../src/base/errors.ts'
import { ambiguous, missing, mixedZones, timeError, unlike } from '../../src/market/time-error.ts'

const place = { source: 'prices.csv', firstRow: 2 }

it('names file, row, value and remedy', () => {
  const error = timeError('time/format', 3, 'soon', 'is not a time', place)
  expect(error).toBeInstanceOf(DataError)
  expect(error.message).toBe('prices.csv, row 5: time "soon" is not a time')
  expect(error.details).toMatchObject({ row: 5, source: 'prices.csv' })
  expect(timeError('time/format', 0, 7, 'is not a time', {}).message).toBe('row 1: time 7 is not a time')
})

it('cuts what is too long to be read', () => {
  expect(timeError('time/format', 0, 'x'.repeat(500), 'is not a time', {}).message.length).toBeLessThan(120)
})

it('says what does not fit', () => {
  expect(mixedZones(1, '2024-01-02T00:00', false, place).message).toMatch(/row 3.*has no zone, the rows before it have one/)
  expect(mixedZones(1, '2024-01-02T00:00Z', true, place).message).toMatch(/has a zone, the rows before it have none/)
  expect(ambiguous(['1/2/2024'], place).message).toMatch(/"1\/2\/2024" may be month\/day or day\/month.*dateOrder/)
  expect(unlike(0, 5, 'text', place)).toMatchObject({ code: 'time/format' })
  expect(unlike(0, '', 'text', place)).toMatchObject({ code: 'time/missing' })
  expect(missing(4, place).message).toMatch(/row 6.*remove the row/)
})
