import { expect, it } from 'vitest'
import { ConfigError } from '../../../src/base/errors.ts'
import { runItems } from '../../../src/edge/jobs/run-items.ts'

it('one that fails leaves NaN and its reason; the others run', () => {
  const mark = new Int32Array(1)
  const marks: number[] = []
  const program = (item: number, rows: Float64Array, at: number) => {
    marks.push(mark[0])
    rows[at] = item
    if (item === 6) throw new ConfigError('a/b', 'six')
    rows[at + 1] = -item
  }
  expect(runItems(program, { from: 5, to: 8, width: 2, mark })).toEqual({
    from: 5,
    to: 8,
    rows: Float64Array.of(5, -5, Number.NaN, Number.NaN, 7, -7),
    failures: [{ item: 6, error: { name: 'ConfigError', code: 'a/b', message: 'six', details: {} } }],
  })
  expect(marks).toEqual([5, 6, 7])
  expect(mark[0]).toBe(-1)
})
