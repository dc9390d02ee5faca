import { describe, expect, it } from 'vitest'
import { allocationCandidates, listPortfolios } from '../../../src/research/portfolio/portfolio-candidates.ts'
import { three } from './planted.ts'

describe('listPortfolios', () => {
  it('names what has no name after its method', () => {
    const own = () => [1]
    const list = listPortfolios([
      { sleeves: three },
      { sleeves: three, allocation: { method: 'equal' } },
      { sleeves: three, allocation: { method: own } },
      { name: 'mine', portfolio: { sleeves: three } },
    ])
    expect(list.map(({ name }) => name)).toEqual(['given', 'equal', 'own', 'mine'])
    expect(list[3].portfolio.sleeves).toBe(three)
  })

  it('tells those apart that would be called the same', () => {
    const list = listPortfolios([{ sleeves: three }, { sleeves: three.slice(1) }])
    expect(list.map(({ name }) => name)).toEqual(['given (1)', 'given (2)'])
  })

  it('takes a single one, with or without a name', () => {
    expect(listPortfolios({ sleeves: three })).toEqual([{ name: 'given', portfolio: { sleeves: three } }])
    expect(listPortfolios({ name: 'x', portfolio: { sleeves: three } })).toHaveLength(1)
  })

  it('refuses an empty list and the same name twice', () => {
    expect(() => listPortfolios([])).toThrow(expect.objectContaining({ code: 'portfolio/candidates' }))
    const twice = { name: 'x', portfolio: { sleeves: three } }
    expect(() => listPortfolios([twice, twice])).toThrow(expect.objectContaining({ code: 'portfolio/candidates' }))
  })
})

describe('allocationCandidates', () => {
  it('puts each allocation on the same sleeves and takes the own one away', () => {
    const list = allocationCandidates({ sleeves: three, rebalance: 'week', allocation: { method: 'equal' } }, [
      'given',
      { method: 'risk_parity' },
    ])
    expect(list).toEqual([
      { name: 'given', portfolio: { sleeves: three, rebalance: 'week' } },
      { name: 'risk_parity', portfolio: { sleeves: three, rebalance: 'week', allocation: { method: 'risk_parity' } } },
    ])
  })
})
