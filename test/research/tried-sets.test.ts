import { expect, it } from 'vitest'
import { resolveSettings } from '../../src/engine/settings.ts'
import { syntheticBars } from '../../src/market/synthetic.ts'
import { sweep } from '../../src/research/sweep.ts'
import { planSweep } from '../../src/research/sweep-plan.ts'
import { trialFingerprints } from '../../src/research/trial-fingerprints.ts'
import { triedIn, triedSets } from '../../src/research/tried-sets.ts'
import { MaCrossover } from '../../src/strategies/library/ma-crossover.ts'

it('counts a set once for each of its settings, defaults filled in', () => {
  const plan = planSweep(MaCrossover, { grid: { fast: [5, 10] }, settings: { 'exits.stopLoss': [null, 0.02] } })
  const expected = [{}, { exits: { stopLoss: 0.02 } }].flatMap(settings => [
    ...trialFingerprints(
      [
        { fast: 5, slow: 50 },
        { fast: 10, slow: 50 },
      ],
      resolveSettings(settings),
    ),
  ])
  const found = [...triedSets(MaCrossover, plan, {})]
  expect(found).toEqual(expected)
  expect(new Set(found).size).toBe(4)
})

it('is the same by the plan and by the result of a search', () => {
  const search = { candidates: [{ fast: 5 }, { slow: 90 }], settings: { 'exits.stopLoss': [null, 0.02], 'costs.feeBps': [1, 2] } }
  const result = sweep(MaCrossover, syntheticBars({ seed: 1, length: 200 }), search)
  const found = [...triedSets(MaCrossover, triedIn(result.combinations, result), {})]
  expect(found).toEqual([...triedSets(MaCrossover, planSweep(MaCrossover, search), {})])
  expect(new Set(found).size).toBe(8)
})
