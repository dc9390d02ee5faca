import { describe, expect, it } from 'vitest'
import { completeRows } from '../../src/portfolios/complete-rows.ts'

describe('completeRows', () => {
  it('leaves out rows with a gap', () => {
    const { columns, count } = completeRows([
      [Number.NaN, 1, 2, 3],
      [1, 2, Number.NaN, 4],
    ])
    expect(count).toBe(2)
    expect(columns.map(column => Array.from(column))).toEqual([
      [1, 3],
      [2, 4],
    ])
  })

  it('says what is wrong', () => {
    expect(() => completeRows([])).toThrow('no columns')
    expect(() => completeRows([[1, 2], [1]])).toThrow('column 1 has 1 returns, column 0 has 2')
    expect(() => completeRows([[1, Number.NaN]])).toThrow('1 rows in which every sleeve has a return')
    expect(() => completeRows([[1, Number.POSITIVE_INFINITY, 2]])).toThrow('Infinity in row 1')
  })
})
