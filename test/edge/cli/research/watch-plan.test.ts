import { expect, it } from 'vitest'
import { watchPlan } from '../../../../src/edge/cli/research/watch-plan.ts'
import { syntheticBars } from '../../../../src/market/synthetic.ts'
import { sweep } from '../../../../src/research/sweep.ts'
import { MaCrossover } from '../../../../src/strategies/library/ma-crossover.ts'

const bars = syntheticBars({ seed: 1, length: 300 })

it('writes four answers into a digit, in the order in which they were asked for', () => {
  const { plan, stored } = watchPlan(MaCrossover, {
    grid: { fast: [1, 2, 3, 4, 5] },
    where: (({ fast }: { fast: number }) => fast % 2 === 1) as never,
  })
  expect(plan.length).toBe(3)
  // 1, 3 and 5 of five: 1 + 4, then 1.
  expect(stored).toEqual({ grid: { fast: [1, 2, 3, 4, 5] }, kept: '51' })
})

it.each([
  { grid: { fast: [5, 10, 12], slow: [15, 30] }, settings: { 'exits.stopLoss': [null, 0.02] } },
  { space: { fast: { from: 5, to: 20 }, slow: { from: 25, to: 60 } }, sample: { runs: 12, seed: 1 } },
])('can be repeated from its answers: %j', search => {
  const where = ({ fast, slow }: { fast: number; slow: number }, settings: Record<string, unknown> = {}) =>
    fast + slow < 60 && !(settings['exits.stopLoss'] === null && fast === 5)
  const { stored } = watchPlan(MaCrossover, { ...search, where: where as never })
  const { kept = '', ...rest } = stored
  let at = 0
  const again = () => ((Number.parseInt(kept[at >> 2] ?? '0', 16) >> (at++ & 3)) & 1) === 1
  const expected = sweep(MaCrossover, bars, { ...search, where: where as never })
  expect(sweep(MaCrossover, bars, { ...rest, where: again } as never).params).toEqual(expected.params)
})

it('has nothing to write down without a rule', () => {
  expect(watchPlan(MaCrossover, { grid: { fast: [5] } }).stored).toEqual({ grid: { fast: [5] } })
})
