import { expect, it } from 'vitest'
import { seededRandom } from '../../../src/base/random.ts'
import { resolveSettings } from '../../../src/engine/settings.ts'
import { feeShock } from '../../../src/research/stress/fee-shock.ts'

const shock = { severity: 1, index: 0, window: 1, random: seededRandom(1) }
const shocked = (feeBps: number) => feeShock.settings?.(resolveSettings({ costs: { feeBps, slippageBps: 6 } }), shock).costs

it('fees × 10, at least those of a cheap exchange, and nothing else', () => {
  expect(shocked(20)).toEqual({ feeBps: 200, slippageBps: 6 })
  expect(shocked(0)).toEqual({ feeBps: 90, slippageBps: 6 })
})

it('fees of limit fills rise too where they are known', () => {
  const settings = { ...resolveSettings(), costs: { feeBps: 20, slippageBps: 0, makerFeeBps: 2 } }
  expect(feeShock.settings?.(settings, shock).costs).toEqual({ feeBps: 200, slippageBps: 0, makerFeeBps: 20 })
})
