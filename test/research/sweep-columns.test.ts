import { expect, it } from 'vitest'
import type { SweepResult } from '../../src/research/sweep.ts'
import { sweepColumns } from '../../src/research/sweep-columns.ts'
import { createSweepTable, sweepMetrics } from '../../src/research/sweep-table.ts'

const metrics = createSweepTable(2)
const of = (params: object, variants: object = {}) =>
  sweepColumns({ params, variants, metrics, score: Float64Array.of(1, 2) } as unknown as SweepResult)

it('numbers are columns of doubles, everything else text', () => {
  const columns = of(
    { period: [5, 6], long: [true, false], side: ['a', 'b'], list: [[1], { b: 2 }] },
    { 'exits.stopLoss': [null, 0.1], sizing: [null, null] },
  )
  expect(Object.keys(columns)).toEqual(['period', 'long', 'side', 'list', 'exits.stopLoss', 'sizing', ...sweepMetrics, 'score'])
  expect(columns.period).toEqual(Float64Array.of(5, 6))
  expect(columns.long).toEqual(['true', 'false'])
  expect(columns.list).toEqual(['[1]', '{"b":2}'])
  expect(columns['exits.stopLoss']).toEqual(Float64Array.of(Number.NaN, 0.1))
  expect(columns.sizing).toEqual(['', ''])
})

it('a parameter does not hide a number of the same name', () => {
  const columns = of({ trades: [7, 8], score: ['x', 'y'] })
  expect(columns['params.trades']).toEqual(Float64Array.of(7, 8))
  expect(columns['params.score']).toEqual(['x', 'y'])
  expect(columns.trades).toBe(metrics.trades)
})
