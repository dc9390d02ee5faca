import { describe, expect, it } from 'vitest'
import { fingerprint } from '../../../src/base/fingerprint.ts'
import { portfolioIdentity } from '../../../src/research/promotion/portfolio-identity.ts'
import type { BuyAndHold } from '../../../src/strategies/library/buy-and-hold.ts'
import { MaCrossover } from '../../../src/strategies/library/ma-crossover.ts'
import { Blinker, three } from '../portfolio/planted.ts'

describe('portfolioIdentity', () => {
  it('is plain data with all parameters filled in', () => {
    const { id, title, params } = portfolioIdentity({ sleeves: three.slice(0, 1), rebalance: 'month', groups: undefined }, 'mix')
    expect(id).toBe('mix')
    expect(title).toBe('mix: trend')
    expect(params).toEqual({
      rebalance: 'month',
      sleeves: [
        { strategy: 'ma_crossover', symbol: 'A', weight: 0.4, name: 'trend', params: new MaCrossover({ fast: 5, slow: 20 }).params },
      ],
    })
    expect(JSON.parse(JSON.stringify(params))).toEqual(params)
  })

  it('names functions, so that it has a fingerprint', () => {
    const mine = () => [1]
    const { params } = portfolioIdentity({ sleeves: three.slice(0, 1), allocation: { method: mine } }, 'x')
    expect(params.allocation).toEqual({ method: 'function mine' })
    expect(fingerprint(params)).toHaveLength(32)
  })

  it('is as trusted as its least trusted sleeve', () => {
    const tierOf = (...strategies: (typeof MaCrossover | typeof BuyAndHold | typeof Blinker)[]) =>
      portfolioIdentity({ sleeves: strategies.map(strategy => ({ strategy, symbol: 'A' })) }, 'x').tier
    expect(tierOf(MaCrossover)).toBe('core')
    expect(tierOf(MaCrossover, MaCrossover)).toBe('core')
    expect(tierOf(MaCrossover, Blinker)).toBeUndefined()
  })
})
