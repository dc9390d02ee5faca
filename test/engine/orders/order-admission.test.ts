import { describe, expect, it } from 'vitest'
import { verdict } from '../../../src/base/verdict.ts'
import { openAccount } from '../../../src/engine/account.ts'
import { type Opening, orderAdmission } from '../../../src/engine/orders/order-admission.ts'
import type { Admit, OrderRequest } from '../../../src/engine/refusals.ts'
import { resolveSettings } from '../../../src/engine/settings.ts'

const bars = { symbol: 'TEST', time: Float64Array.of(7, 8, 9) }
const opening = (extra: Partial<Opening> = {}): Opening => ({
  side: 'buy',
  quantity: 10,
  price: 100,
  index: 2,
  account: openAccount(1000),
  ...extra,
})

describe('an opening fill', () => {
  it('is admitted when nothing is against it', () => {
    expect(orderAdmission(resolveSettings(), { bars })(opening({ quantity: 1e9 }))).toBeUndefined()
  })

  it('has a least value, at the price that is to be paid', () => {
    const admission = orderAdmission(resolveSettings({ instrument: { minNotional: 1010 }, costs: { slippageBps: 100 } }), { bars })
    expect(admission(opening())).toBeUndefined()
    expect(admission(opening({ side: 'sell' }))).toMatch(/value of 990 is less than the smallest order of 1010/)
  })

  it('may not lead to more than the leverage', () => {
    const admission = orderAdmission(resolveSettings({ maxLeverage: 2 }), { bars })
    const account = { ...openAccount(0), quantity: 10, averagePrice: 100 }
    expect(admission(opening({ account }))).toBeUndefined()
    expect(admission(opening({ account, quantity: 11 }))).toMatch(/position of 21 at 100 is more than 2 times the equity of 1000/)
    expect(admission(opening({ account, side: 'sell', quantity: 31 }))).toMatch(/position of -21/)
  })

  it('needs an account that is worth something, also without a leverage', () => {
    const lost = { ...openAccount(-1000), quantity: 10, averagePrice: 100 }
    const reason = (cash: number) => orderAdmission(resolveSettings(), { bars })(opening({ account: { ...lost, cash } }))
    expect(reason(-1000.5)).toBe('the account is exhausted: its equity is -0.5')
    expect(reason(-1000)).toBe('the account is exhausted: its equity is 0')
    expect(reason(-999.5)).toBeUndefined()
    const levered = orderAdmission(resolveSettings({ maxLeverage: 2 }), { bars })
    expect(levered(opening({ account: { ...lost, cash: -2000 } }))).toBe('the account is exhausted: its equity is -1000')
  })

  it('is shown to admit', () => {
    const asked: OrderRequest[] = []
    const admit: Admit = request => {
      asked.push(request)
      return verdict([
        { code: 'a/b', message: 'one' },
        { code: 'a/c', message: 'two' },
      ])
    }
    expect(orderAdmission(resolveSettings(), { bars, admit })(opening({ side: 'sell', quantity: 5 }))).toBe('one; two')
    expect(asked).toEqual([
      { symbol: 'TEST', index: 2, time: 9, side: 'sell', quantity: 5, price: 100, position: 0, equity: 1000, target: -0.5 },
    ])
  })
})
