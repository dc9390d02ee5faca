import { describe, expect, it } from 'vitest'
import { type PortfolioRules, weightRules } from '../../src/reports/weight-rules.ts'

const said = (rules: PortfolioRules) => weightRules(rules).map(({ title, text }) => `${title} ${text}`)

describe('weightRules', () => {
  it('says where weights come from', () => {
    expect(said({})[0]).toBe('Weights as given. Nothing was estimated.')
    expect(said({ allocation: { method: 'inverse_volatility' } })[0]).toBe(
      'Weights were estimated: inverse volatility, from the last 250 bars, every month.',
    )
    const allocation = { method: () => Float64Array.of(1), lookback: 60, when: { every: 5 } }
    expect(said({ allocation })[0]).toBe('Weights were estimated: by a function, from the last 60 bars, every 5 bars.')
  })

  it('says when they were restored, unless a band is told elsewhere', () => {
    expect(said({})[1]).toBe('Weights were restored when a strategy changed its target; positions drifted until then.')
    expect(said({ rebalance: 'quarter' })[1]).toBe('Weights were restored every quarter.')
    expect(said({ rebalance: { every: 10 } })[1]).toBe('Weights were restored every 10 bars.')
    expect(said({ rebalance: { band: 0.05 } })).toHaveLength(1)
  })

  it('says how positions follow the regime, by default too', () => {
    expect(said({ regime: { scales: { calm: 1, wild: 0.25 } } })[2]).toBe('Positions follow the regime: calm × 1, wild × 0.25.')
    expect(said({ regime: {} })[2]).toBe('Positions follow the regime: risk_on × 1, neutral × 0.5, risk_off × 0.')
  })
})
