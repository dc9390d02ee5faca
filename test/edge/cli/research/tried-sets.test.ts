import { expect, it } from 'vitest'
import { triedSets } from '../../../../src/edge/cli/research/tried-sets.ts'
import { resolveSettings } from '../../../../src/engine/settings.ts'
import { planSweep } from '../../../../src/research/sweep-plan.ts'
import { trialFingerprints } from '../../../../src/research/trial-fingerprints.ts'
import { MaCrossover } from '../../../../src/strategies/library/ma-crossover.ts'

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
