import { expect, it } from 'vitest'
import { isCalm, nextTrade, passOver } from '../../src/engine/next-trade.ts'
import { type BacktestSettingsInput, resolveSettings } from '../../src/engine/settings.ts'
import { simulationMemory } from '../../src/engine/simulate.ts'
import { TargetRun } from '../../src/engine/target-run.ts'
import { flat, named } from './listed.ts'

const bars = named('A', ...Array.from({ length: 10 }, (_, t) => (t === 6 ? ([100, 100, 90, 100] as const) : flat(100))))
function held(input: BacktestSettingsInput): TargetRun {
  const targets = Float64Array.of(0, 1, 1, 1, 1, 1, 1, 1, 0, 0)
  const run = new TargetRun(bars, targets, resolveSettings(input), simulationMemory(10), {})
  for (let t = 0; t < 3; t++) run.trade(t)
  return run
}

it('is the open after the next decision, or a bar that touches a level', () => {
  const fresh = new TargetRun(bars, Float64Array.of(0, 1, 1, 1, 1, 1, 1, 1, 0, 0), resolveSettings({}), simulationMemory(10), {})
  expect(nextTrade(fresh, 0)).toBe(2)
  expect(nextTrade(held({}), 3)).toBe(9)
  expect(nextTrade(held({ fillAt: 'close' }), 3)).toBe(8)
  expect(nextTrade(held({ exits: { stopLoss: 0.05 } }), 3)).toBe(6)
  expect(nextTrade(held({ exits: { stopLoss: 0.2 } }), 3)).toBe(9)
  expect(nextTrade(held({ rebalance: { every: 5 } }), 3)).toBe(6)
  expect(nextTrade(held({ rebalance: { band: 0.1 } }), 3)).toBe(3)
  expect(nextTrade(held({ costs: { borrowRate: 0.1 } }), 3)).toBe(3)
})

it('what is decided at the last bar that is passed is due', () => {
  const run = held({})
  expect(isCalm(run)).toBe(true)
  passOver(run, 3, 9)
  expect(run.pending).toBe(true)
  expect(isCalm(run)).toBe(false)
  expect(nextTrade(run, 9)).toBe(9)
  expect(run.result().barsInPosition).toBe(7)
  expect(isCalm(held({ exits: { stopLoss: 0.2 } }))).toBe(false)
})
