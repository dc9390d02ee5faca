import { expect, it } from 'vitest'
import { summarizeRuns } from '../../src/research/summarize-runs.ts'
import { makeRecord } from '../contracts/run-store.ts'

const run = (id: string, strategy: string, sharpe: number, change = {}) => makeRecord({ id, strategy, metrics: { sharpe }, ...change })

it('gives count, mean, median and extremes per group', () => {
  const runs = [
    run('a', 's2', 7),
    run('b', 's1', 1),
    run('c', 's1', 2),
    run('d', 's1', 6),
    run('e', 's1', Number.NaN, { status: 'failed' }),
  ]
  const [first, second] = summarizeRuns(runs, { metrics: ['sharpe'] })
  expect(first).toMatchObject({ key: 's1', runs: 4, failed: 1, metrics: { sharpe: { count: 3, mean: 3, median: 2, min: 1, max: 6 } } })
  expect(second).toMatchObject({ key: 's2', runs: 1, failed: 0, metrics: { sharpe: { count: 1, mean: 7 } } })
})

it('puts a run with two tags into two groups', () => {
  const groups = summarizeRuns([run('a', 's', 1, { tags: ['x', 'y'] }), run('b', 's', 3, { tags: ['y'] }), run('c', 's', 5)], { by: 'tag' })
  expect(groups.map(({ key, runs }) => [key, runs])).toEqual([
    ['x', 1],
    ['y', 2],
  ])
  expect(groups[1].metrics.sharpe.mean).toBe(2)
})
