import { describe, expect, it } from 'vitest'
import { riskParity } from '../../../src/portfolios/allocation/risk-parity.ts'
import { toCovariance } from '../../../src/portfolios/covariance.ts'
import { expectClose } from '../expect-close.ts'
import { randomCovariance } from '../random-sleeves.ts'

describe('riskParity', () => {
  it('two sleeves: inverse volatility, whatever the correlation', () => {
    for (const correlation of [-1, -0.999999, -0.5, 0, 0.9, 1]) {
      const covariance = toCovariance([
        [0.01, 0.04 * correlation],
        [0.04 * correlation, 0.16],
      ])
      const { weights, notes } = riskParity({ covariance })
      expectClose(weights, [0.8, 0.2], 1e-9)
      expect(notes.length).toBe(correlation === -1 ? 1 : 0)
    }
  })

  it('contributions are equal, or in proportion to the budgets', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const covariance = randomCovariance(seed, 3 + seed)
      const { size, names } = covariance
      const equal = riskParity({ covariance })
      for (const share of equal.risk?.contributions ?? []) expect(Math.abs(share - 1 / size)).toBeLessThan(1e-10)
      const budgets = Object.fromEntries(names.map((name, i) => [name, (i + 1) ** 2]))
      const total = names.reduce((sum, _, i) => sum + (i + 1) ** 2, 0)
      const shares = riskParity({ covariance }, { budgets }).risk?.contributions ?? []
      for (const [i, share] of shares.entries()) expect(Math.abs(share - (i + 1) ** 2 / total)).toBeLessThan(1e-10)
    }
  })

  it('a budget of 0 is no weight', () => {
    const { weights, risk } = riskParity({ covariance: randomCovariance(3, 4) }, { budgets: { 0: 1, 2: 3 } })
    expect([weights[1], weights[3]]).toEqual([0, 0])
    expectClose(risk?.contributions ?? [], [0.25, 0, 0.75, 0], 1e-9)
  })

  it('says when limits make contributions unequal, and what is wrong', () => {
    const covariance = randomCovariance(3, 4)
    const open = riskParity({ covariance })
    const cap = Math.max(...open.weights) * 0.8
    const held = riskParity({ covariance }, { maximum: cap })
    expect(Math.max(...held.weights)).toBe(cap)
    expect(held.notes[0]).toContain('Limits that hold the weights')
    expect(() => riskParity({ covariance }, { budgets: { 0: -1 } })).toThrow('risk budget of 0 is -1')
    expect(() => riskParity({ covariance }, { budgets: {} })).toThrow('no sleeve has a risk budget')
    expect(() => riskParity({ covariance }, { budgets: { 7: 1 } })).toThrow('no sleeve "7"')
    // biome-ignore format: a matrix
    const still = toCovariance([[0.01, 0], [0, 0]])
    expect(() => riskParity({ covariance: still }, { budgets: { 1: 1 } })).toThrow('without variance')
  })
})
