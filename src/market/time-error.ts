import { DataError } from '../base/errors.ts'

/** Where a column of times stands, for messages. */
export interface TimePlace {
  /** Row of the first value; 1 when left out. */
  readonly firstRow?: number
  /** Name of the file. */
  readonly source?: string
}

/** The error for a time that does not fit the ones before it. */
export function mixedZones(i: number, text: string, zoned: boolean, place: TimePlace): DataError {
  const [has, had] = zoned ? ['has a zone', 'have none'] : ['has no zone', 'have one']
  return timeError('time/mixed-zones', i, text, `${has}, the rows before it ${had}; write all of them the same way`, place)
}

/** The error for dates of which nobody can tell the month. */
export function ambiguous(values: ArrayLike<unknown>, place: TimePlace): DataError {
  const text = String(values[0])
  const why = `may be month/day or day/month, and no other date tells; pass dateOrder: 'mdy' or dateOrder: 'dmy'`
  return timeError('time/ambiguous', 0, text, why, place)
}

/** The error for a time of another kind than the ones before it. */
export function unlike(i: number, value: unknown, expected: string, place: TimePlace): DataError {
  if (value === null || value === undefined || value === '') return missing(i, place)
  return timeError('time/format', i, value, `is not ${expected} as in the rows before it; write all times the same way`, place)
}

/** The error for a row without a time. */
export function missing(i: number, place: TimePlace): DataError {
  return timeError('time/missing', i, '', 'is no time; fill it in or remove the row', place)
}

/** An error about one time, with its row. */
export function timeError(code: string, index: number, value: unknown, why: string, place: TimePlace): DataError {
  const row = (place.firstRow ?? 1) + index
  const where = place.source === undefined ? '' : `${place.source}, `
  const shown = typeof value === 'string' ? `"${value.slice(0, 60)}"` : String(value)
  return new DataError(code, `${where}row ${row}: time ${shown} ${why}`, { row, value: shown, source: place.source })
}
