import { pathMetrics } from '../../research/path-metrics.ts'
import type { PathPlan } from '../../research/path-plan.ts'
import { runPaths } from '../../research/run-paths.ts'
import type { ItemProgram, TaskInput } from './item-program.ts'

/** A plan whose columns travel by themselves, and how many paths make an item. */
export interface MonteCarloWork {
  readonly plan: Omit<PathPlan, 'returns' | 'times'>
  readonly group: number
}

/** An item is a group of paths; its row has their metrics, then their equity, as in a `PathPart`. The last group may leave room. */
export function monteCarloTask({ work, data }: TaskInput): ItemProgram {
  const { plan, group } = work as MonteCarloWork
  const whole = { ...plan, returns: data.returns, times: data.times } as PathPlan
  return (item, rows, at) => {
    const from = item * group
    const part = runPaths(whole, { from, to: Math.min(from + group, plan.paths) })
    rows.set(part.values, at)
    rows.set(part.equity, at + pathMetrics.length * group)
  }
}
