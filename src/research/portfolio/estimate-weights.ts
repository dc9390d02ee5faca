import type { ResolvedSleeve } from '../../engine/sleeve.ts'
import { allocate } from '../../portfolios/allocate.ts'
import { estimateSleeves } from '../../portfolios/estimate-sleeves.ts'
import type { PortfolioAllocation } from '../../portfolios/portfolio.ts'
import type { BarRange } from '../windows.ts'
import type { SleeveRecords } from './sleeve-records.ts'
import { forgetSleeve } from './without-sleeve.ts'

/** Weights, one per sleeve, and what a reader should know about them. */
export interface EstimatedWeights {
  readonly weights: Float64Array
  readonly notes: readonly string[]
}

/** What weights are estimated for, and from which rows. */
export interface EstimateJob {
  readonly sleeves: readonly ResolvedSleeve[]
  readonly allocation: PortfolioAllocation | undefined
  readonly ranges: readonly BarRange[]
}

/**
 * The weights that an allocation gives when it knows nothing but some rows; without an allocation those of the sleeves. A sleeve whose symbol
 * has no bar there gets none.
 */
export function estimateWeights(records: SleeveRecords, { sleeves, allocation, ranges }: EstimateJob): EstimatedWeights {
  const given = Float64Array.from(sleeves, ({ weight }) => weight)
  if (allocation === undefined) return { weights: given, notes: [] }
  const returns = sleeves.map(sleeve => joinRanges(records.returns(sleeve), ranges))
  const isGone = returns.map(column => column.every(Number.isNaN))
  const alive = [...sleeves.keys()].filter(k => !isGone[k])
  const known = alive.map(k => returns[k])
  if (countComplete(known) < 2)
    return { weights: given, notes: ['Fewer than two returns to estimate from: the weights of the sleeves hold.'] }
  const { lookback: _lookback, when: _when, estimate, ...settings } = forgetGone(allocation, sleeves, isGone)
  const found = allocate(estimateSleeves(known, { ...estimate, names: alive.map(k => sleeves[k].name) }), settings)
  const weights = new Float64Array(sleeves.length)
  for (const [i, k] of alive.entries()) weights[k] = found.weights[i]
  const gone = sleeves.filter((_, k) => isGone[k]).map(({ name }) => `${name} has no weight: its symbol has no bars to learn from.`)
  return { weights, notes: [...found.notes, ...gone] }
}

/** The allocation without the sleeves that are gone, the last one first, so that positions in lists still hold. */
function forgetGone(allocation: PortfolioAllocation, sleeves: readonly ResolvedSleeve[], isGone: readonly boolean[]): PortfolioAllocation {
  let among = allocation
  let left = sleeves.map(({ name }) => name)
  for (let index = sleeves.length - 1; index >= 0; index--) {
    if (!isGone[index]) continue
    const { name } = sleeves[index]
    left = left.filter(other => other !== name)
    among = forgetSleeve(among, { name, index, left, weights: 'kept' })
  }
  return among
}

function countComplete(columns: readonly Float64Array[]): number {
  let count = 0
  if (columns.length > 0) for (let row = 0; row < columns[0].length; row++) if (columns.every(column => !Number.isNaN(column[row]))) count++
  return count
}

/** Some ranges of a column, one after the other. */
export function joinRanges(column: Float64Array, ranges: readonly BarRange[]): Float64Array {
  const joined = new Float64Array(ranges.reduce((sum, [from, to]) => sum + to - from, 0))
  let at = 0
  for (const [from, to] of ranges) {
    joined.set(column.subarray(from, to), at)
    at += to - from
  }
  return joined
}
