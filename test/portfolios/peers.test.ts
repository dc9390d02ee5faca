import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { allocate } from '../../src/portfolios/allocate.ts'
import { constrainWeights } from '../../src/portfolios/constrain.ts'
import { toCovariance } from '../../src/portfolios/covariance.ts'
import { estimateSleeves } from '../../src/portfolios/estimate-sleeves.ts'

// Numbers published with other libraries. They are not part of the project; without them these tests are skipped.

const shared = (path: string) => new URL(`../../../shared/${path}`, import.meta.url)
const table = shared('golden/peers/portfolio_and_misc.json')
const prices = shared('data/ffn-closes.csv')
const missing = !existsSync(table) || !existsSync(prices)
// biome-ignore format: one case type for tables of many shapes
interface Case { id: string; weights: Record<string, number>; limit: number; expected: Record<string, number>; cov: number[][][]; budgets: number[][] }
const cases: readonly Case[] = missing ? [] : JSON.parse(readFileSync(table, 'utf8')).cases
const find = (id: string) => cases.find(found => found.id === id) as Case

describe.skipIf(missing)('portfolios of others', () => {
  it('ffn: caps', () => {
    for (const [id, digits] of [
      ['ffn_limit_weights', 12],
      ['ffn_limit_weights_2', 3],
    ] as const) {
      const { weights, limit, expected } = find(id)
      const names = Object.keys(weights)
      const result = constrainWeights(Object.values(weights), { names, maximum: limit })
      for (const [i, name] of names.entries()) expect(result.weights[i]).toBeCloseTo(expected[name], digits)
    }
  })

  it('ffn: inverse volatility and equal risk on three stocks', () => {
    const rows = readFileSync(prices, 'utf8').split('\n').slice(1, 12)
    const closes = rows.map(row => row.split(',').slice(1).map(Number))
    const names = ['AAPL', 'MSFT', 'C']
    const returns = names.map((_, j) => closes.slice(1).map((row, t) => row[j] / closes[t][j] - 1))
    const sample = estimateSleeves(returns, { names, covariance: 'sample' })
    const shrunk = estimateSleeves(returns, { names })
    for (const [id, result] of [
      ['ffn_inv_vol', allocate(sample, { method: 'inverse_volatility' })],
      ['ffn_erc_sample_cov', allocate(sample, { method: 'risk_parity' })],
      ['ffn_erc_ledoit_wolf', allocate(shrunk, { method: 'risk_parity' })],
    ] as const)
      for (const [i, name] of names.entries()) expect(Math.abs(result.weights[i] - find(id).expected[name])).toBeLessThan(1e-3)
  })

  it('LEAN: risk budgets, after its raw solution is scaled to 1', () => {
    const { cov, budgets, expected } = find('lean_risk_parity')
    const known = expected as unknown as number[][]
    expect(known).toHaveLength(cov.length * budgets.length)
    for (const [c, rows] of cov.entries()) {
      for (const [b, [first, second]] of budgets.entries()) {
        const covariance = toCovariance(rows)
        const [x, y] = known[b * cov.length + c]
        const { weights } = allocate({ covariance }, { method: 'risk_parity', budgets: { 0: first, 1: second } })
        expect(weights[0]).toBeCloseTo(x / (x + y), 6)
      }
    }
  })
})
