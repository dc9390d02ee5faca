import { describe, expect, it } from 'vitest'
import { type Account, openAccount } from '../../../src/engine/account.ts'
import { FillCosts } from '../../../src/engine/fill-costs.ts'
import { orderSize, reducesPosition } from '../../../src/engine/orders/order-size.ts'
import type { NewOrder } from '../../../src/engine/orders/resting-order.ts'

const holding = (quantity: number, cash = 1000): Account => ({ ...openAccount(cash), quantity, averagePrice: 100 })
const order = (side: 'buy' | 'sell', size: Partial<NewOrder>): NewOrder =>
  ({ kind: 'market', side, quantity: Number.NaN, reason: 'signal', ...size }) as NewOrder
const size = (
  given: NewOrder,
  account: Account,
  { feeBps = 0, slippageBps = 0, lot }: { feeBps?: number; slippageBps?: number; lot?: number } = {},
) => orderSize(given, 100, { account, costs: new FillCosts({ feeBps, slippageBps }), instrument: { lot } })

describe('the size of an order', () => {
  it('is its quantity, whatever is held', () => {
    expect(size(order('buy', { quantity: 3 }), holding(0))).toBe(3)
    expect(size(order('buy', { quantity: 3 }), holding(5))).toBe(3)
    expect(size(order('sell', { quantity: 8 }), holding(5))).toBe(8)
  })

  it('is the whole position when it is that but for a rounding', () => {
    const held = 0.1 + 0.2
    expect(size(order('sell', { quantity: 0.3 }), holding(held))).toBe(held)
    expect(size(order('sell', { quantity: 0.3 - 1e-9 }), holding(held))).toBe(0.3 - 1e-9)
  })

  it('is no more than the position when it may only reduce', () => {
    expect(size(order('sell', { quantity: 8, reduceOnly: true }), holding(5))).toBe(5)
    expect(size(order('sell', { quantity: 2, reduceOnly: true }), holding(5))).toBe(2)
    expect(size(order('buy', { quantity: 8, reduceOnly: true }), holding(5))).toMatch(/no position/)
    expect(size(order('buy', { quantity: 8, reduceOnly: true }), holding(0))).toMatch(/no position/)
  })

  it('is a share of the equity, fee and slippage set aside', () => {
    // 1000 in cash and 5 at 100: half of 1500 at 102 and a fee of 1 %.
    expect(size(order('buy', { fraction: 0.5 }), holding(5), { feeBps: 100, slippageBps: 200 })).toBeCloseTo(750 / (102 * 1.01), 12)
    expect(size(order('sell', { fraction: 0.5 }), holding(0), { slippageBps: 200 })).toBeCloseTo(500 / 98, 12)
    const limit = order('buy', { fraction: 0.5, kind: 'limit', level: 100 } as Partial<NewOrder>)
    expect(size(limit, holding(0), { slippageBps: 200 })).toBe(5)
  })

  it('of a share is rounded down to the lot, and nothing is no size', () => {
    expect(size(order('buy', { fraction: 0.37 }), holding(0), { lot: 0.5 })).toBe(3.5)
    expect(size(order('buy', { fraction: 0.01 }), holding(0), { lot: 0.5 })).toMatch(/does not come to a quantity/)
  })

  it('is nothing when there is no equity to open with, but a position can always be left', () => {
    const ruined = holding(5, -500)
    expect(size(order('buy', { quantity: 1 }), ruined)).toBe('the account is exhausted')
    expect(size(order('sell', { quantity: 5 }), ruined)).toBe(5)
  })
})

it('an order reduces a position of the other side', () => {
  expect(reducesPosition({ side: 'sell' }, holding(1))).toBe(true)
  expect(reducesPosition({ side: 'buy' }, holding(1))).toBe(false)
  expect(reducesPosition({ side: 'buy' }, holding(-1))).toBe(true)
  expect(reducesPosition({ side: 'sell' }, holding(0))).toBe(false)
})
