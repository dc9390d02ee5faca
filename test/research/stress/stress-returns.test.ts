import { describe, expect, it } from 'vitest'
import type { StressPosition } from '../../../src/research/stress/place-shock.ts'
import { stressReturns } from '../../../src/research/stress/stress-returns.ts'
import { stressScenarios } from '../../../src/research/stress/stress-scenarios.ts'

/** Computed by Peak_Trade itself: severity 0.2, window 5. */
const returns = Float64Array.of(0.01, -0.02, 0.03, -0.01, 0.02, -0.03, 0.01, 0, 0.02, -0.01)
const golden: readonly (readonly [string, StressPosition, Readonly<Record<number, number>>])[] = [
  ['single_crash_bar', 'start', { 0: -0.2 }],
  ['single_crash_bar', 'middle', { 5: -0.2 }],
  ['single_crash_bar', 'end', { 9: -0.2 }],
  ['vol_spike', 'start', { 0: 0.012, 1: -0.024, 2: 0.036 }],
  ['vol_spike', 'middle', { 3: -0.012, 4: 0.024, 5: -0.036, 6: 0.012, 7: 0 }],
  ['vol_spike', 'end', { 7: 0, 8: 0.024, 9: -0.012 }],
  ['drawdown_extension', 'start', { 5: -0.036 }],
  ['drawdown_extension', 'middle', { 5: -0.036 }],
  ['drawdown_extension', 'end', { 5: -0.036 }],
  ['gap_down_open', 'start', { 0: -0.19 }],
  ['gap_down_open', 'middle', { 5: -0.23 }],
  ['gap_down_open', 'end', { 9: -0.21 }],
]

describe("the ancestor's vectors", () => {
  it.each(golden)('%s at the %s', (scenario, position, changed) => {
    const stressed = stressReturns(returns, { scenario, severity: 0.2, window: 5, position })
    for (const [i, value] of returns.entries()) expect(stressed[i]).toBeCloseTo(changed[i] ?? value, 15)
  })

  it('single values of its tests', () => {
    const flat = new Float64Array(20).fill(0.001)
    expect(stressReturns(flat, { scenario: 'single_crash_bar', severity: 0.15, position: 'start' })[0]).toBe(-0.15)
    expect(stressReturns(flat, { scenario: 'single_crash_bar', severity: 0.25, position: 'end' })[19]).toBe(-0.25)
    expect(stressReturns(flat, { scenario: 'gap_down', severity: 0.1 })[10]).toBeCloseTo(0.001 - 0.1, 15)
  })
})

const capable = stressScenarios.filter(scenario => scenario.returns !== undefined)

it.each(capable.map(scenario => [scenario.id, scenario] as const))(
  '%s: severity 0 is the baseline, nothing falls below -1',
  (_, scenario) => {
    expect(stressReturns(returns, { scenario, severity: 0 })).toEqual(returns)
    expect(stressReturns(new Float64Array(0), { scenario, severity: 0.2 })).toHaveLength(0)
    expect(stressReturns(Float64Array.of(0.01), { scenario, severity: 0.2, seed: 1 })).toHaveLength(1)
    const crashed = Float64Array.of(0.1, -0.9, -0.8, 0.3, -1, 0.2)
    for (const severity of [0.1, 0.5, Math.min(15, scenario.maxSeverity - 0.01)])
      for (const position of [0, 1, 2, 3, 4, 5])
        for (const r of stressReturns(crashed, { scenario, severity, position, seed: 1 })) {
          expect(r).toBeGreaterThanOrEqual(-1)
          expect(r).toBeLessThan(1e9)
        }
  },
)

it('never changes what it is given', () => {
  const before = returns.slice()
  for (const scenario of capable) stressReturns(returns, { scenario, severity: 0.3, seed: 1 })
  expect(returns).toEqual(before)
})

it.each([
  [{ scenario: 'fee_shock', severity: 0.2 }, 'fee_shock cannot be applied to returns; use stressTest'],
  [{ scenario: 'delayed_fills', severity: 0.2 }, 'cannot be applied to returns'],
  [{ scenario: 'missing_data', severity: 0.2 }, 'missing_data draws random numbers; give it a seed'],
  [{ scenario: 'gap_dawn', severity: 0.2 }, 'there is no scenario "gap_dawn"; did you mean "gap_down"?'],
  [{ scenario: 'gap_down', severity: 1 }, 'severity is 1; give a number from 0 and below 1'],
  [{ scenario: 'gap_down', severity: -0.1 }, 'severity is -0.1'],
  [{ scenario: 'gap_down', severity: Number.NaN }, 'severity is NaN'],
  [{ scenario: 'vol_spike', severity: 0.2, window: 0 }, 'window is 0'],
  [{ scenario: 'vol_spike', severity: 0.2, position: 10 }, 'position is 10; give start, middle, end or an index from 0 to 9'],
])('refuses %o', (shock, message) => {
  expect(() => stressReturns(returns, shock)).toThrow(message)
})
