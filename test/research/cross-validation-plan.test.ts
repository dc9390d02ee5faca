import { expect, it } from 'vitest'
import { sliceBars } from '../../src/market/bars.ts'
import { syntheticBars } from '../../src/market/synthetic.ts'
import { planCrossValidation } from '../../src/research/cross-validation-plan.ts'
import { MaCrossover } from '../../src/strategies/library/ma-crossover.ts'

const bars = syntheticBars({ seed: 1, length: 600 })
const grid = { fast: [5, 10] }

it('says what will be run', () => {
  const { sets, cuts, objective, settings } = planCrossValidation(MaCrossover, bars, { grid, costs: { feeBps: 7 } })
  // 2 of 6 groups: 15 splits, 5 paths.
  expect([sets.length, cuts.groups.length, cuts.splits.length, cuts.paths.length]).toEqual([2, 6, 15, 5])
  expect([objective, settings.costs.feeBps]).toEqual(['sharpe', 7])
})

it.each([
  [{ grid, groups: 1 }, 'cross-validation/groups'],
  [{ grid, objective: 'sharp' }, 'research/objective'],
  [{}, 'research/candidates'],
  [{ grid, capital: -1 }, 'backtest/settings'],
])('refuses %j', (options, code) => {
  expect(() => planCrossValidation(MaCrossover, bars, options as never)).toThrow(expect.objectContaining({ code }))
})

it('refuses an empty history', () => {
  expect(() => planCrossValidation(MaCrossover, sliceBars(bars, 0, 0), { grid })).toThrow(/has no bars/)
})
