import { expect, it } from 'vitest'
import { monteCarloTask } from '../../../src/edge/jobs/monte-carlo-task.ts'
import { pathMetrics } from '../../../src/research/path-metrics.ts'
import { planPaths } from '../../../src/research/path-plan.ts'
import { runPaths } from '../../../src/research/run-paths.ts'

it('writes a group of paths, and leaves room behind a last one that is smaller', () => {
  const plan = planPaths(Float64Array.of(0.01, -0.02, 0.015, 0.03), { seed: 1, barsPerYear: 252, paths: 5 })
  const { returns, times, ...rest } = plan
  const program = monteCarloTask({ work: { plan: rest, group: 3 }, data: { returns, times } })
  const width = (pathMetrics.length + times.length) * 3
  for (const [item, range] of [
    { from: 0, to: 3 },
    { from: 3, to: 5 },
  ].entries()) {
    const { values, equity } = runPaths(plan, range)
    const rows = new Float64Array(width + 1)
    program(item, rows, 1)
    expect(rows.subarray(1, 1 + values.length)).toEqual(values)
    expect(rows.subarray(1 + pathMetrics.length * 3).subarray(0, equity.length)).toEqual(equity)
  }
})
