import { expect, it } from 'vitest'
import { resolveSettings } from '../../../src/engine/settings.ts'
import { costFactor, raiseCosts } from '../../../src/research/stress/raise-costs.ts'

const names = ['slippageBps', 'halfSpreadBps']
const raise = (slippageBps: number, severity: number, floorBps = 0) =>
  raiseCosts(resolveSettings({ costs: { feeBps: 7, slippageBps } }), { names, severity, floorBps }).costs

it('ten times at severity 1, once at 0', () => {
  expect([0, 0.2, 1].map(costFactor)).toEqual([1, 2.8, 10])
  expect(raise(4, 1)).toEqual({ feeBps: 7, slippageBps: 40 })
  expect(raise(4, 0)).toEqual({ feeBps: 7, slippageBps: 4 })
})

it('less than the floor is raised as if it were the floor', () => {
  expect(raise(0, 1, 5).slippageBps).toBe(45)
  expect(raise(3, 1, 5).slippageBps).toBe(3 + 45)
  expect(raise(8, 1, 5).slippageBps).toBe(80)
})

it('stays below what the engine accepts, together', () => {
  expect(raise(400, 5).slippageBps).toBe(5000)
  const settings = { ...resolveSettings(), costs: { feeBps: 0, slippageBps: 100, halfSpreadBps: 300 } }
  const { costs } = raiseCosts(settings, { names, severity: 5, floorBps: 0 })
  expect(costs).toEqual({ feeBps: 0, slippageBps: 1250, halfSpreadBps: 3750 })
})

it('adds no costs that the settings do not know', () => {
  expect(Object.keys(raiseCosts(resolveSettings(), { names: ['makerFeeBps'], severity: 1, floorBps: 9 }).costs)).toEqual([
    'feeBps',
    'slippageBps',
  ])
})
