import { describe, expect, it } from 'vitest'
import { backtestPortfolio } from '../../../src/portfolios/backtest-portfolio.ts'
import type { Portfolio } from '../../../src/portfolios/portfolio.ts'
import { checkJitter, jitterWeights, shakeWeights } from '../../../src/research/portfolio/jitter-weights.ts'
import { SleeveRecords } from '../../../src/research/portfolio/sleeve-records.ts'
import { market, resolved, settings, three, tradeable } from './planted.ts'

const panel = market(400)
const allocation = { method: 'inverse_volatility', when: { every: 50 }, lookback: 60 } as const

function subject(portfolio: Portfolio) {
  const baseline = backtestPortfolio(portfolio, panel, tradeable).summary
  const records = new SleeveRecords(panel, tradeable)
  return { portfolio, sleeves: resolved(portfolio.sleeves), panel, records, settings, tradeable, baseline, seed: 1, step: () => {} }
}

describe('jitterWeights', () => {
  it.each([
    ['given', { sleeves: three }],
    ['estimated', { sleeves: three, allocation }],
  ])('without jitter is the baseline (%s)', (_, portfolio) => {
    const job = subject(portfolio)
    const { sharpe, totalReturn, maxDrawdown, positive } = jitterWeights(job, { draws: 3, jitter: 0 })
    expect([sharpe.min, sharpe.max]).toEqual([job.baseline.sharpe, job.baseline.sharpe])
    expect([totalReturn.min, totalReturn.max]).toEqual([job.baseline.totalReturn, job.baseline.totalReturn])
    expect(maxDrawdown.median).toBe(job.baseline.maxDrawdown)
    expect(positive).toBe(job.baseline.totalReturn > 0 ? 1 : 0)
  })

  it('runs the portfolio with every set of weights', () => {
    const job = subject({ sleeves: three })
    const { factors, sharpes, sharpe } = jitterWeights(job, { draws: 5, jitter: 0.3 })
    expect(factors).toHaveLength(5)
    expect(factors.flatMap(own => [...own]).every(factor => factor >= 0.7 && factor <= 1.3)).toBe(true)
    const [given] = factors
    const shaken = three.map(({ weight = 0 }, k) => weight * given[k])
    const sum = shaken.reduce((total, weight) => total + weight, 0)
    const sleeves = three.map((sleeve, k) => ({ ...sleeve, weight: shaken[k] / sum }))
    expect(sharpes[0]).toBeCloseTo(backtestPortfolio({ sleeves }, panel, tradeable).summary.sharpe, 8)
    expect(sharpe.count).toBe(5)
    expect(sharpe.max).toBeGreaterThan(sharpe.min)
  })

  it('shakes what an allocation finds', () => {
    const { sharpe } = jitterWeights(subject({ sleeves: three, allocation }), { draws: 5, jitter: 0.3 })
    expect(sharpe.max).toBeGreaterThan(sharpe.min)
  })

  it('depends on the seed', () => {
    const job = subject({ sleeves: three })
    expect(jitterWeights(job, { draws: 2 })).toEqual(jitterWeights(job, { draws: 2 }))
    expect(jitterWeights({ ...job, seed: 2 }, { draws: 2 }).factors).not.toEqual(jitterWeights(job, { draws: 2 }).factors)
  })

  it('refuses what makes no sense', () => {
    for (const options of [{ draws: 0 }, { draws: Number.NaN }, { jitter: 1 }, { jitter: -0.1 }, { jitter: Number.NaN }])
      expect(() => checkJitter(options)).toThrow(expect.objectContaining({ code: 'robustness/jitter' }))
  })
})

describe('shakeWeights', () => {
  it('keeps the sum', () => {
    const { sleeves } = shakeWeights({ sleeves: resolved(three) }, [1.2, 0.9, 1])
    expect(sleeves.reduce((sum, { weight = 0 }) => sum + weight, 0)).toBeCloseTo(1, 12)
    expect((sleeves[0].weight as number) / (sleeves[1].weight as number)).toBeCloseTo(1.2 / 0.9, 12)
  })
})
