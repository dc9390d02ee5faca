import { describe, expect, it } from 'vitest'
import { portfolioFigures, portfolioSentence } from '../../src/reports/portfolio-figures.ts'
import { fixturePortfolio } from './portfolio-fixture.ts'

const result = fixturePortfolio()
const { summary, attribution } = result

describe('portfolioSentence', () => {
  it('says what became of what, with how many, and what mixing was worth', () => {
    const text = portfolioSentence({
      ...result,
      summary: { ...summary, finalEquity: 12_000, totalReturn: 0.2, cagr: 0.08, buyHoldReturn: 0.31, maxDrawdown: 0.05 },
      attribution: { ...attribution, diversificationRatio: 2 },
    })
    expect(text).toBe(
      '10,000.00 became 12,000.00 in 2.5 years with 4 sleeves on 4 symbols: 20.00%, 8.00% a year. Holding equal amounts of all made 31.00%. ' +
        'The deepest drawdown was 5.00%. Together the sleeves vary 50.00% as much as they would if they always moved as one.',
    )
  })

  it('says nothing of mixing where there is none, nor of years in a short time', () => {
    const text = portfolioSentence(fixturePortfolio({ sleeves: 1, length: 100 }))
    expect(text).toContain('with 1 sleeve on 1 symbol:')
    expect(text).toContain('Holding it made')
    expect(text).not.toMatch(/a year|Together/)
    const unknown = portfolioSentence({ ...result, attribution: { ...attribution, diversificationRatio: Number.NaN } })
    expect(unknown).not.toMatch(/Together|–/)
    expect(portfolioSentence(fixturePortfolio({ length: 1 }))).toContain('in one bar')
  })
})

describe('portfolioFigures', () => {
  it('has eight numbers, next to holding where that is known', () => {
    const hold = { equity: new Float64Array(0), drawdown: new Float64Array(0), totalReturn: 0.3, cagr: 0.12, sharpe: 0.9, maxDrawdown: 0.4 }
    const alone = portfolioFigures(result, undefined)
    const beside = portfolioFigures(result, hold)
    expect(alone).toHaveLength(8)
    expect(alone.slice(1, 4).map(({ detail }) => detail)).toEqual([undefined, undefined, undefined])
    expect(beside.slice(1, 4).map(({ detail }) => detail)).toEqual(['buy and hold 12.00%', 'buy and hold 0.90', 'buy and hold 40.00%'])
    expect(alone.find(({ label }) => label === 'Costs paid')).toMatchObject({ value: 48 + 24, detail: '0.72% of the capital' })
  })

  it('averages what was invested and knows the most', () => {
    const gross = Float64Array.of(0.2, 0.9, 0.4)
    const [, , , , , invested] = portfolioFigures(
      { ...result, attribution: { ...attribution, exposure: { gross, net: gross, cash: gross } } },
      undefined,
    )
    expect(invested.value).toBeCloseTo(0.5, 12)
    expect(invested.detail).toBe('at most 90.00% of the account')
  })
})
