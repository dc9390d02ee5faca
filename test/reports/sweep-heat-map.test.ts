import { expect, it } from 'vitest'
import { nameLabel, sweepHeatMap, valueLabel } from '../../src/reports/sweep-heat-map.ts'
import type { SweepResult } from '../../src/research/sweep.ts'

const result = {
  objective: 'sharpe',
  better: 'more',
  params: { a: [1, 1, 1, 2, 2, 2], b: [5, 5, 7, 5, 7, 7], c: [1, 2, 1, 1, 1, 2] },
  variants: { 'exits.stopLoss': [null, null, 0.1, 0.1, 0.1, 0.1] },
  score: Float64Array.of(1, 3, 5, Number.NaN, 2, 4),
  best: [{ index: 2 }],
} as unknown as SweepResult

it('folds the runs of a cell', () => {
  const options = { x: 'b', y: 'a', format: 'ratio' } as const
  const median = sweepHeatMap(result, { ...options, over: 'median' })
  expect(median).toMatchObject({
    x: { name: 'b', labels: ['5', '7'] },
    y: { name: 'a', labels: ['1', '2'] },
    marked: 1,
    title: 'sharpe by b and a, median over everything else',
  })
  expect([...median.values]).toEqual([2, 5, Number.NaN, 3])
  expect([...sweepHeatMap(result, { ...options, over: 'best' }).values]).toEqual([3, 5, Number.NaN, 4])
  expect([...sweepHeatMap({ ...result, better: 'less' }, { ...options, over: 'best' }).values]).toEqual([1, 5, Number.NaN, 2])
  expect(median.summary).toBe('3 of 4 cells are known. From 2.00 to 5.00.')
})

it('takes swept settings too', () => {
  const map = sweepHeatMap(result, { x: 'exits.stopLoss', y: 'a', over: 'median', format: 'ratio' })
  expect(map.x).toEqual({ name: 'stopLoss', labels: ['none', '0.1'] })
})

it('values in a few letters', () => {
  expect([null, 0.123456, 1e-7, true, 'x', { every: 2 }, 5000].map(valueLabel)).toEqual([
    'none',
    '0.1235',
    '0.0000001',
    'true',
    'x',
    '{"every":2}',
    '5,000',
  ])
  expect([nameLabel('exits.stopLoss'), nameLabel('fast')]).toEqual(['stopLoss', 'fast'])
})
