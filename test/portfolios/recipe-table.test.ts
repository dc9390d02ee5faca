import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { allocate, allocationMethods } from '../../src/portfolios/allocate.ts'
import { toCovariance } from '../../src/portfolios/covariance.ts'
import { recipeSchema } from '../../src/portfolios/recipe-table.ts'
import { inCode, renameKeys } from '../../src/portfolios/snake-case.ts'

const allows = (table: object) => z.safeParse(recipeSchema, table).success
const needed: Readonly<Record<string, object>> = {
  fixed: { weights: [0.5, 0.5] },
  volatility_target: { target: 0.1, bars_per_year: 365 },
  black_litterman: { views: [{ weights: { a: 1 }, expected: 0.02, confidence: 0.5 }], risk_aversion: 2, tau: 0.1 },
  maximum_sharpe: { risk_free: 0.01, shrinkage: 'bayes_stein' },
  kelly: { fraction: 0.5, risk_free: 0 },
  inverse_volatility: { power: 2 },
  risk_parity: { budgets: { a: 0.3, b: 0.7 } },
  hierarchical_risk_parity: { distance: 'direct' },
}

describe('recipeSchema', () => {
  it.each(allocationMethods)('knows the allocation %s, and allocate understands what it lets through', method => {
    const allocation = { method, ...needed[method], maximum: 0.9 }
    expect(allows({ allocation })).toBe(true)
    const covariance = toCovariance(
      [
        [0.04, 0.01],
        [0.01, 0.09],
      ],
      { names: ['a', 'b'] },
    )
    const input = { covariance, expectedReturns: [0.02, 0.03] }
    expect(allocate(input, renameKeys(allocation, inCode) as never).weights).toHaveLength(2)
  })

  it.each([
    { allocation: { method: 'best' } },
    { allocation: {} },
    { allocation: { method: 'fixed' } },
    { allocation: { method: 'equal', target: 1 } },
    { rebalance: { every: 1, band: 2 } },
    { rebalance: { every: 0 } },
    { mc_num_runs: 1.5 },
    { stress_severity: Number.NaN },
    { regime: { dwell: 0 } },
    { regime: { scales: { risk_on: 1 } } },
    { symbols: { BTC: 1 } },
    { tiers: ['gold'] },
  ])('refuses %j', table => {
    expect(allows(table)).toBe(false)
  })

  it('a table may be empty: what has to be there depends on what it extends', () => {
    expect(allows({})).toBe(true)
  })
})
