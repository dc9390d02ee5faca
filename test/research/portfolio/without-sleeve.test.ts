import { describe, expect, it } from 'vitest'
import { withoutSleeve } from '../../../src/research/portfolio/without-sleeve.ts'
import { BuyAndHold } from '../../../src/strategies/library/buy-and-hold.ts'
import { three } from './planted.ts'

const weightsOf = ({ sleeves }: ReturnType<typeof withoutSleeve>) => sleeves.map(({ name, weight }) => [name, weight])

describe('withoutSleeve', () => {
  it('keeps the weights of the others, or lets them grow to the old sum', () => {
    expect(weightsOf(withoutSleeve({ sleeves: three }, 1, 'kept'))).toEqual([
      ['trend', 0.4],
      ['hold', 0.2],
    ])
    const [trend, hold] = weightsOf(withoutSleeve({ sleeves: three }, 1, 'renormalized'))
    expect(trend[1]).toBeCloseTo(2 / 3, 12)
    expect(hold[1]).toBeCloseTo(1 / 3, 12)
  })

  it('keeps the shares of sleeves that have no weight of their own', () => {
    const sleeves = ['A', 'B', 'C', 'D'].map(symbol => ({ strategy: BuyAndHold, symbol }))
    expect(withoutSleeve({ sleeves }, 0, 'kept').sleeves.map(({ weight }) => weight)).toEqual([0.25, 0.25, 0.25])
  })

  it('drops limits of groups without members', () => {
    const sleeves = three.map((sleeve, k) => ({ ...sleeve, group: k === 0 ? 'x' : 'y' }))
    expect(withoutSleeve({ sleeves, groups: { x: 0.3, y: 0.6 } }, 0, 'kept').groups).toEqual({ y: 0.6 })
  })

  it('lets an allocation forget a sleeve', () => {
    const limits = {
      minimum: { trend: 0.1, hold: 0.1 },
      maximum: { reversion: 0.5 },
      groups: [
        { name: 'one', members: ['trend'], maximum: 0.5 },
        { name: 'two', members: ['trend', 'hold'], maximum: 0.9 },
      ],
    }
    const of = (allocation: object) => withoutSleeve({ sleeves: three, allocation: allocation as never }, 0, 'kept').allocation
    expect(of({ method: 'risk_parity', ...limits, budgets: { trend: 1, hold: 2 }, lookback: 100 })).toEqual({
      method: 'risk_parity',
      minimum: { hold: 0.1 },
      maximum: { reversion: 0.5 },
      groups: [{ name: 'two', members: ['hold'], maximum: 0.9 }],
      budgets: { hold: 2 },
      lookback: 100,
    })
    const views = [
      { weights: { trend: 1 }, expected: 0.1 },
      { weights: { hold: 1 }, expected: 0.1 },
    ]
    expect(of({ method: 'black_litterman', views, market: { trend: 0.5, hold: 0.5 } })).toEqual({
      method: 'black_litterman',
      views: views.slice(1),
      market: { hold: 0.5 },
    })
    expect(of({ method: 'equal', maximum: 0.6 })).toEqual({ method: 'equal', maximum: 0.6 })
    // Two with at most 0.4 each cannot fill the account.
    expect(of({ method: 'equal', maximum: 0.4 })).toEqual({ method: 'equal', maximum: 0.4, net: 0.8 })
    const own = { method: () => [1, 1] }
    expect(of(own)).toBe(own)
  })

  it('lets fixed weights stay, or grow', () => {
    const of = (weights: object, how: 'kept' | 'renormalized') =>
      withoutSleeve({ sleeves: three, allocation: { method: 'fixed', weights: weights as never } }, 0, how).allocation
    expect(of([0.5, 0.3, 0.2], 'kept')).toEqual({ method: 'fixed', weights: [0.3, 0.2], net: 0.5 })
    expect(of({ trend: 0.5, hold: 0.5 }, 'renormalized')).toEqual({ method: 'fixed', weights: { hold: 0.5 }, scale: true })
  })
})
