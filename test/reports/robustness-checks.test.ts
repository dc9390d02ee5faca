import { describe, expect, it } from 'vitest'
import { robustnessChecks } from '../../src/reports/robustness-checks.ts'
import type { PortfolioRobustness } from '../../src/research/portfolio/portfolio-robustness.ts'
import { fixtureRobustness } from './robustness-fixture.ts'

const good = fixtureRobustness()
const { monteCarlo, jointMonteCarlo, stress, leaveOneOut, jitter, costs } = good
const nothing: PortfolioRobustness = {
  ...good,
  monteCarlo: undefined,
  jointMonteCarlo: undefined,
  stress: undefined,
  leaveOneOut: undefined,
  jitter: undefined,
  costs: undefined,
}
const only = (part: Partial<PortfolioRobustness>) => robustnessChecks({ ...nothing, ...part })

describe('robustnessChecks', () => {
  it('asks about every part that was tested, and about nothing else', () => {
    const checks = robustnessChecks(good)
    expect(checks).toHaveLength(6)
    expect(checks.map(({ passed }) => passed)).toEqual(Array(6).fill(true))
    expect(robustnessChecks(nothing)).toEqual([])
    expect(only({ leaveOneOut: [] })).toEqual([])
  })

  it('does not pass more than one path in twenty to ruin', () => {
    const ruined = (probability: number) => only({ monteCarlo: { ...monteCarlo, ruin: { ...monteCarlo.ruin, probability } } })[0]
    expect([0.05, 0.051].map(share => ruined(share).passed)).toEqual([true, false])
    expect(ruined(0.05).answer).toBe('5.00% of 100 paths')
  })

  it('does not pass sleeves that fall together', () => {
    const joint = (jointDrawdown: number) => only({ jointMonteCarlo: { ...jointMonteCarlo, jointDrawdown } })[0].passed
    expect([0.8, 1.01, Number.NaN].map(joint)).toEqual([true, false, undefined])
  })

  it('does not pass a stress that is not survived', () => {
    const [row] = stress.rows
    const rows = [row, { ...row, survived: false }]
    expect(only({ stress: { ...stress, rows, survived: false } })).toEqual([
      { question: 'Every stress is survived', passed: false, answer: '1 of 2 stressed runs; worst Gap at 0.2 with 20.00%' },
    ])
  })

  it('names the sleeves that one is better without', () => {
    const [first, second] = leaveOneOut
    expect(only({ leaveOneOut: [{ ...first, dispensable: true }, second] })[0]).toMatchObject({
      passed: false,
      answer: 'better without ma_crossover BTC/EUR',
    })
  })

  it('wants nearly all weights nearby to earn', () => {
    expect([0.95, 0.9].map(positive => only({ jitter: { ...jitter, positive } })[0].passed)).toEqual([true, false])
  })

  it('wants something to be left at twice the costs', () => {
    const at = (change: Partial<typeof costs>) => only({ costs: { ...costs, ...change } })[0]
    expect(at({})).toMatchObject({ passed: true, answer: 'nothing is left at 45.00 bps a fill, 3.00 × the 15.00 bps assumed' })
    expect(at({ breakEvenBps: 25, factor: 1.67 }).passed).toBe(false)
    expect(at({ breakEvenBps: Number.NaN, factor: Number.NaN })).toMatchObject({
      passed: true,
      answer: 'still earns at 5,000.00 bps a fill',
    })
    expect(at({ breakEvenBps: 0, factor: 0 })).toMatchObject({ passed: false, answer: 'earns nothing even without costs' })
    expect(at({ assumedBps: 0, factor: Number.NaN })).toMatchObject({
      passed: undefined,
      answer: 'nothing is left at 45.00 bps a fill; no costs were assumed',
    })
  })
})
