import { expect } from 'vitest'
import type { LimitSet } from '../../src/portfolios/weight-limits.ts'

/** Weights that keep every limit: those of one weight to the last bit, sums up to rounding. */
export function expectWithin(weights: Float64Array, { lower, upper, groups, net, leverage, names }: LimitSet, free = false): void {
  let sum = 0
  let gross = 0
  for (const [i, weight] of weights.entries()) {
    expect(weight, names[i]).toBeGreaterThanOrEqual(lower[i])
    expect(weight, names[i]).toBeLessThanOrEqual(upper[i])
    sum += weight
    gross += Math.abs(weight)
  }
  if (!free) expect(Math.abs(sum - net)).toBeLessThan(1e-10)
  expect(gross).toBeLessThan(leverage + 1e-10)
  for (const group of groups) {
    const total = group.members.reduce((so, i) => so + weights[i], 0)
    expect(total, group.name).toBeGreaterThan(group.lower - 1e-10)
    expect(total, group.name).toBeLessThan(group.upper + 1e-10)
  }
}
