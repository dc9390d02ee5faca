import { expect, it } from 'vitest'
import { syntheticBars } from '../../src/market/synthetic.ts'
import { sweep } from '../../src/research/sweep.ts'
import { repeatAnswers, watchPlan } from '../../src/research/watch-plan.ts'
import { MaCrossover } from '../../src/strategies/library/ma-crossover.ts'

const bars = syntheticBars({ seed: 1, length: 300 })

it('writes four answers into a digit, in the order in which they were asked for', () => {
  const grid = { fast: [1, 2, 3, 4, 5] }
  const { plan, kept } = watchPlan(MaCrossover, { grid, where: (({ fast }: { fast: number }) => fast % 2 === 1) as never })
  expect(plan.length).toBe(3)
  // 1, 3 and 5 of five: 1 + 4, then 1.
  expect(kept).toBe('51')
})

it('reads answers as they were written, and says no to what was never asked', () => {
  const again = repeatAnswers('51')
  expect(Array.from({ length: 10 }, again)).toEqual([true, false, true, false, true, false, false, false, false, false])
})

it.each([
  { grid: { fast: [5, 10, 12], slow: [15, 30] }, settings: { 'exits.stopLoss': [null, 0.02] } },
  { space: { fast: { from: 5, to: 20 }, slow: { from: 25, to: 60 } }, sample: { runs: 12, seed: 1 } },
  { candidates: [{ fast: 5 }, { slow: 30 }, {}], settings: { 'costs.feeBps': [0, 10] } },
])('can be repeated from its answers: %j', search => {
  const where = ({ fast, slow }: { fast: number; slow: number }, settings: Record<string, unknown> = {}) =>
    fast + slow < 60 && !(settings['exits.stopLoss'] === null && fast === 5) && settings['costs.feeBps'] !== 10
  const { kept = '' } = watchPlan(MaCrossover, { ...search, where: where as never })
  const expected = sweep(MaCrossover, bars, { ...search, where: where as never })
  const { params, variants } = sweep(MaCrossover, bars, { ...search, where: repeatAnswers(kept) } as never)
  expect({ params, variants }).toEqual({ params: expected.params, variants: expected.variants })
})

it('has nothing to write down without a rule', () => {
  expect(watchPlan(MaCrossover, { grid: { fast: [5] } }).kept).toBeUndefined()
})
