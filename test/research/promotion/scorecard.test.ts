import { describe, expect, it } from 'vitest'
import type { Evidence } from '../../../src/research/promotion/evidence.ts'
import { type PromotionPolicy, promotionPolicies } from '../../../src/research/promotion/promotion-policy.ts'
import { judgeEvidence, thresholdKeys } from '../../../src/research/promotion/scorecard.ts'
import { goodEvidence, summaryOf } from './evidence-fixture.ts'

const empty: PromotionPolicy = { name: 'empty', advisory: [] }
const only = (policy: Partial<PromotionPolicy>, evidence: Partial<Evidence> = {}) =>
  judgeEvidence({ ...goodEvidence, ...evidence }, { ...empty, ...policy })

describe('judgeEvidence', () => {
  it('judges what the policy asks for, and nothing else', () => {
    expect(only({})).toEqual([])
    expect(only({ minSharpe: 1.5 })).toEqual([
      {
        criterion: 'sharpe',
        title: 'Sharpe ratio, in sample',
        value: 2,
        threshold: 1.5,
        bound: 'at least',
        unit: 'ratio',
        pass: true,
        required: true,
        reason: '',
      },
    ])
  })

  it('has a row for every criterion of the policies that come with the library', () => {
    const rows = judgeEvidence(goodEvidence, promotionPolicies.moderate)
    // Only portfolios have weights.
    expect([...rows.map(({ criterion }) => criterion), 'weight']).toEqual(Object.keys(thresholdKeys))
    expect(rows.filter(({ pass }) => !pass)).toEqual([])
  })

  it('takes the limit itself as met, and the next number beyond as not', () => {
    expect(only({ minSharpe: 2 })[0].pass).toBe(true)
    expect(only({ minSharpe: 2 + 1e-9 })[0]).toMatchObject({ pass: false, reason: 'below the limit' })
    expect(only({ maxDrawdown: 0.1 })[0].pass).toBe(true)
    expect(only({ maxDrawdown: 0.1 - 1e-9 })[0]).toMatchObject({ pass: false, bound: 'at most', reason: 'above the limit' })
  })

  it.each([
    ['minSharpe', 'inSample'],
    ['minOutOfSampleSharpe', 'walkForward'],
    ['maxOutOfSampleDrawdown', 'walkForward'],
    ['minEfficiency', 'walkForward'],
    ['minDeflatedSharpe', 'luck'],
    ['maxOverfitting', 'overfitting'],
    ['maxPValue', 'superiority'],
    ['maxStressDrawdown', 'stress'],
    ['minMonteCarloSharpe', 'monteCarlo'],
    ['minCostFactor', 'costs'],
    ['minPlateau', 'plateau'],
    ['minProfitableNeighbors', 'plateau'],
  ] as const)('does not let %s pass when %s was not shown', (key, part) => {
    const [row] = only({ [key]: key.startsWith('min') ? -1 : 1 }, { [part]: undefined })
    expect(row).toMatchObject({ pass: false, reason: 'not shown', value: Number.NaN })
  })

  it('does not let an unknown number pass', () => {
    expect(only({ minSharpe: -99 }, { inSample: summaryOf({ sharpe: Number.NaN }) })[0]).toMatchObject({ pass: false, reason: 'not known' })
    expect(only({ maxDrawdown: 1 }, { inSample: summaryOf({ maxDrawdown: Number.NaN }) })[0].pass).toBe(false)
  })

  it('knows that there is no profit factor without a loss', () => {
    const flawless = summaryOf({ profitFactor: Number.NaN, trades: 3, winRate: 1 })
    expect(only({ minProfitFactor: 1.3 }, { inSample: flawless })[0].pass).toBe(true)
    const nothing = summaryOf({ profitFactor: Number.NaN, trades: 0, winRate: Number.NaN })
    expect(only({ minProfitFactor: 1.3 }, { inSample: nothing })[0]).toMatchObject({ pass: false, reason: 'no trade was closed' })
  })

  it('counts the stress runs that stay below the drawdown', () => {
    const rows = [0.1, 0.2, 0.3, 0.5].map(maxDrawdown => ({ scenario: 'x', severity: 0.2, totalReturn: 0, maxDrawdown }))
    const ruined = { scenario: 'x', severity: 0.2, totalReturn: -1, maxDrawdown: 0.1 }
    expect(only({ maxStressDrawdown: 0.3 }, { stress: { rows } })[0]).toMatchObject({ value: 0.5, threshold: 1, pass: false })
    expect(only({ maxStressDrawdown: 0.3, minStressSurvival: 0.5 }, { stress: { rows } })[0].pass).toBe(true)
    expect(only({ maxStressDrawdown: 0.9 }, { stress: { rows: [ruined] } })[0].pass).toBe(false)
    expect(only({ minStressSurvival: 0.5 })[0]).toMatchObject({ pass: false, reason: 'the policy has no maxStressDrawdown' })
    expect(only({ maxStressDrawdown: 0.9 }, { stress: { rows: [] } })[0].pass).toBe(false)
  })

  it('asks for ruin at the drawdown of the policy or a smaller one', () => {
    expect(only({ maxRuin: 0.05, ruinDrawdown: 0.3 })[0].pass).toBe(true)
    expect(only({ maxRuin: 0.05, ruinDrawdown: 0.5 })[0].pass).toBe(true)
    expect(only({ maxRuin: 0.05, ruinDrawdown: 0.2 })[0]).toMatchObject({
      pass: false,
      reason: 'it was measured for a drawdown of 0.3, the policy asks for 0.2',
    })
    expect(only({ maxRuin: 0.05 })[0].pass).toBe(false)
  })

  it('does not believe in trading without costs', () => {
    const free = { assumedBps: 0, breakEvenBps: 40, factor: Number.NaN, limitBps: 5000, sharpes: [] }
    expect(only({ minCostFactor: 2 }, { costs: free })[0]).toMatchObject({ pass: false, reason: 'no costs were assumed; trading has some' })
    const eternal = { assumedBps: 5, breakEvenBps: Number.NaN, factor: Number.NaN, limitBps: 5000, sharpes: [] }
    expect(only({ minCostFactor: 2 }, { costs: eternal })[0]).toMatchObject({ pass: true, value: 1000 })
  })

  it('has nothing against a choice without neighbors', () => {
    const plateau = { from: 'steps', neighbors: 0, profitable: Number.NaN, medianSharpe: Number.NaN, retention: Number.NaN } as const
    expect(only({ minPlateau: 0.5, minProfitableNeighbors: 0.5 }, { plateau }).map(({ pass }) => pass)).toEqual([true, true])
  })

  it('says which criteria only advise', () => {
    expect(only({ minSharpe: 3, advisory: ['sharpe'] })[0]).toMatchObject({ pass: false, required: false })
  })
})
