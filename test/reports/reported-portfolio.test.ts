import { describe, expect, it } from 'vitest'
import { numbered, reportedPortfolio } from '../../src/reports/reported-portfolio.ts'
import { fixturePortfolio } from './portfolio-fixture.ts'

describe('reportedPortfolio', () => {
  it('takes the run of a panel apart, and leaves that of a portfolio as it is', () => {
    const result = fixturePortfolio({ sleeves: 3, length: 200 })
    expect(reportedPortfolio(result)).toBe(result)
    const { attribution: _attribution, weights: _weights, ...panel } = result
    const { attribution, weights } = reportedPortfolio(panel)
    expect(weights).toBeUndefined()
    expect(attribution.contribution.reduce((sum, part) => sum + part, 0)).toBeCloseTo(result.summary.totalReturn, 9)
  })
})

describe('numbered', () => {
  it('counts from one', () => {
    expect(fixturePortfolio({ sleeves: 2 }).sleeves.map(numbered)).toEqual(['1 ma_crossover BTC/EUR', '2 rsi_reversion ETH/EUR'])
  })
})
