import type { Column } from '../base/column.ts'
import { ConfigError, DataError } from '../base/errors.ts'

/** The rows in which every column has a value, as columns of their own. At least two. */
export function completeRows(returns: readonly (Column | readonly number[])[]): {
  readonly columns: readonly Float64Array[]
  readonly count: number
} {
  if (returns.length === 0) throw new ConfigError('portfolio/returns', 'no columns of returns; one sleeve is the least')
  const length = returns[0].length
  for (const [i, column] of returns.entries()) {
    if (column.length !== length)
      throw new ConfigError('portfolio/returns', `column ${i} has ${column.length} returns, column 0 has ${length}; line them up by time`)
    for (let t = 0; t < length; t++)
      if (Math.abs(column[t]) === Number.POSITIVE_INFINITY)
        throw new DataError('portfolio/returns', `column ${i} has the return ${column[t]} in row ${t}`, { column: i, row: t })
  }
  const rows: number[] = []
  for (let t = 0; t < length; t++) if (returns.every(column => !Number.isNaN(column[t]))) rows.push(t)
  if (rows.length < 2)
    throw new DataError('portfolio/returns', `${rows.length} rows in which every sleeve has a return; two are the least`, { length })
  return { columns: returns.map(column => Float64Array.from(rows, t => column[t])), count: rows.length }
}
