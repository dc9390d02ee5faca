import { describe, expect, it } from 'vitest'
import { resolvePlan } from '../../../src/research/promotion/evidence-plan.ts'

describe('resolvePlan', () => {
  it('fills in defaults and leaves the settings of the backtest', () => {
    const { plan, input } = resolvePlan({ capital: 5, costs: { feeBps: 1 } }, { length: 1008 })
    expect(input).toEqual({ capital: 5, costs: { feeBps: 1 } })
    expect(plan).toMatchObject({
      walkForward: { train: 504, test: 126, anchored: true },
      luck: true,
      overfitting: { blocks: 12 },
      superiority: { resamples: 500 },
      stress: { severities: [0.2] },
      monteCarlo: { paths: 1000, ruinDrawdown: 0.3 },
      costs: true,
      keepTrials: 1000,
    })
  })

  it('leaves out what is false', () => {
    const { plan } = resolvePlan(
      { walkForward: false, overfitting: false, superiority: false, stress: false, monteCarlo: false, plateau: false },
      { length: 100 },
    )
    expect(Object.values(plan).filter(part => part === false)).toHaveLength(6)
  })

  it.each([8, 9, 15, 1000, 1001])('four tests fill the second half of %i bars to the last', length => {
    const { walkForward } = resolvePlan({}, { length }).plan
    if (!walkForward) throw new Error('there are windows by default')
    expect(Number(walkForward.train) + 4 * Number(walkForward.test)).toBe(length)
  })

  it('takes over what is given', () => {
    expect(resolvePlan({ walkForward: { train: '1y', minTrades: 3 }, overfitting: { blocks: 6 } }, { length: 800 }).plan).toMatchObject({
      walkForward: { train: '1y', test: 100, minTrades: 3 },
      overfitting: { blocks: 6 },
    })
  })

  it('resamples more when most was tried elsewhere', () => {
    const resamples = (elsewhere: number) => {
      const { superiority } = resolvePlan({}, { length: 100, elsewhere }).plan
      return superiority === false ? undefined : superiority.resamples
    }
    expect([1, 5, 20, 1e6].map(resamples)).toEqual([500, 500, 2000, 10_000])
  })

  it.each([1, 2.5, Number.NaN])('refuses to keep %d trials', keepTrials => {
    expect(() => resolvePlan({ keepTrials }, { length: 100 })).toThrow(expect.objectContaining({ code: 'promotion/keep-trials' }))
  })
})
