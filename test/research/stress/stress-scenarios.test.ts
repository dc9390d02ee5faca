import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../../src/base/random.ts'
import { resolveSettings } from '../../../src/engine/settings.ts'
import { syntheticBars } from '../../../src/market/synthetic.ts'
import { findScenario, stressScenarios } from '../../../src/research/stress/stress-scenarios.ts'

const shockAt = (severity: number, index: number, window: number) => ({ severity, index, window, random: seededRandom(3) })
const fields = ['open', 'high', 'low', 'close'] as const

describe.each(stressScenarios.map(scenario => [scenario.id, scenario] as const))('%s', (id, scenario) => {
  it('does something, and says what', () => {
    expect(scenario.bars ?? scenario.settings ?? scenario.delay).toBeDefined()
    expect(scenario.about).toContain('severity')
    expect(id).toMatch(/^[a-z]+(_[a-z]+)*$/)
    expect(findScenario(id)).toBe(scenario)
  })

  it('leaves consistent, positive bars, and those before its window as they were', () => {
    const shocks = fc.record({
      seed: fc.integer({ min: 0, max: 1000 }),
      length: fc.integer({ min: 1, max: 120 }),
      at: fc.double({ min: 0, max: 0.999, noNaN: true }),
      window: fc.integer({ min: 1, max: 40 }),
      share: fc.double({ min: 0.001, max: 0.99, noNaN: true }),
    })
    fc.assert(
      fc.property(shocks, ({ seed, length, at, window, share }) => {
        const bars = syntheticBars({ seed, length, kind: 'jumps', jumpsPerYear: 500 })
        const index = Math.floor(at * length)
        const severity = share * Math.min(2, scenario.maxSeverity)
        const stressed = scenario.bars?.(bars, shockAt(severity, index, window)) ?? bars
        for (let i = 0; i < stressed.length; i++) {
          expect(stressed.low[i]).toBeGreaterThan(0)
          expect(stressed.low[i]).toBeLessThanOrEqual(Math.min(stressed.open[i], stressed.close[i]))
          expect(stressed.high[i]).toBeGreaterThanOrEqual(Math.max(stressed.open[i], stressed.close[i]))
          expect(stressed.high[i]).toBeLessThan(Number.POSITIVE_INFINITY)
          if (i > 0) expect(stressed.time[i]).toBeGreaterThan(stressed.time[i - 1])
        }
        if (scenario.placed) {
          const before = Math.max(0, index - window)
          for (const field of fields) expect(stressed[field].subarray(0, before)).toEqual(bars[field].subarray(0, before))
        }
        if (stressed.length === length) expect(stressed.time).toEqual(bars.time)
      }),
      { numRuns: 60 },
    )
  })

  it('fades with its severity: almost nothing does almost nothing', () => {
    const bars = syntheticBars({ seed: 8, length: 100 })
    const tiny = shockAt(1e-9, 50, 20)
    const stressed = scenario.bars?.(bars, tiny) ?? bars
    expect(stressed.length).toBe(100)
    // A crash bar replaces the move of its bar, however small it is meant to be.
    if (id !== 'single_crash_bar') for (let i = 0; i < 100; i++) expect(stressed.close[i] / bars.close[i]).toBeCloseTo(1, 6)
    const settings = resolveSettings({ costs: { feeBps: 10, slippageBps: 2 } })
    const raised = scenario.settings?.(settings, tiny) ?? settings
    expect(raised.costs.feeBps).toBeCloseTo(10, 5)
    expect(raised.costs.slippageBps).toBeCloseTo(2, 5)
    // A bar is the least there is.
    expect(scenario.delay?.(tiny) ?? 0).toBeLessThanOrEqual(1)
  })
})

it("knows the ancestor's names", () => {
  expect(['gap_down_open', 'high_volatility', 'liquidity_gap', 'liquidity_crisis'].map(id => findScenario(id).id)).toEqual([
    'gap_down',
    'vol_spike',
    'liquidity_drought',
    'liquidity_drought',
  ])
  for (const id of ['single_crash_bar', 'vol_spike', 'drawdown_extension', 'flash_crash', 'trend_reversal', 'sideways_market'])
    expect(findScenario(id).id).toBe(id)
})

it('suggests the nearest name', () => {
  expect(() => findScenario('flash_crush')).toThrow('there is no scenario "flash_crush"; did you mean "flash_crash"?')
  expect(() => findScenario('toString')).toThrow('there is no scenario "toString"')
})

it('every id is there once', () => {
  expect(new Set(stressScenarios.map(({ id }) => id)).size).toBe(stressScenarios.length)
})
