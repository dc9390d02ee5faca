import { expect, it } from 'vitest'
import { diffMetrics, diffRuns } from '../../src/research/diff-runs.ts'
import { makeRecord } from '../contracts/run-store.ts'

const before = makeRecord({
  id: 'a',
  params: { fast: 5 },
  settings: { costs: { feeBps: 10 } },
  metrics: { sharpe: 1, odd: Number.NaN, gone: 2 },
})

it('finds nothing between a run and its repetition', () => {
  expect(diffRuns(before, { ...before, id: 'b', createdAt: 5, durationMs: 1 })).toEqual({ same: true, inputs: [], metrics: [] })
})

it('names inputs and metrics that differ', () => {
  const after = makeRecord({
    id: 'b',
    params: { fast: 5, slow: 9 },
    settings: { costs: { feeBps: 20 } },
    data: 'd2',
    metrics: { sharpe: 0.25, odd: Number.NaN },
  })
  expect(diffRuns(before, after)).toEqual({
    same: false,
    inputs: [
      { name: 'data', before: 'd1', after: 'd2' },
      { name: 'settings.costs.feeBps', before: 10, after: 20 },
      { name: 'params.slow', before: undefined, after: 9 },
    ],
    metrics: [
      { name: 'sharpe', before: 1, after: 0.25, change: -0.75 },
      { name: 'gone', before: 2, after: Number.NaN, change: Number.NaN },
    ],
  })
})

it('is not the same when only the result is another one', () => {
  expect(diffRuns(before, { ...before, result: 'other' }).same).toBe(false)
})

it('takes two unknown numbers for the same', () => {
  expect(diffMetrics({ a: Number.NaN }, {})).toEqual([])
  expect(diffMetrics({ a: Number.NaN }, { a: 1 })).toHaveLength(1)
})
