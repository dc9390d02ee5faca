import { describe, expect, it } from 'vitest'
import { type OrderToSize, quantityToTrade, type Sizing, sizedQuantity } from '../../src/engine/sizing.ts'

const nothing = Number.NaN
const order: OrderToSize = {
  ...{ target: 1, equity: 1000, price: 50, feeRate: 0, minimumFee: 0, maxLeverage: undefined, lot: undefined },
  ...{ stopDistance: nothing, volatility: nothing, kelly: nothing },
}
const size = (sizing: Sizing, given: Partial<OrderToSize> = {}) => sizedQuantity(sizing, { ...order, ...given })

describe('sizes that need nothing but the equity', () => {
  it('a fraction of equity leaves room for the fee', () => {
    expect(size({ fraction: 1 }, { feeRate: 0.01 }) * 50 * 1.01).toBeCloseTo(1000, 12)
  })

  it('and for the smallest fee, where that is more', () => {
    expect(size({ fraction: 1 }, { feeRate: 0.01, minimumFee: 100 })).toBe(18)
    expect(size({ fraction: 0.1 }, { minimumFee: 100 })).toBe(0)
    expect(size({ fraction: 0.05 }, { minimumFee: 100 })).toBe(0)
  })

  it('targets scale and sign the size', () => {
    expect(size({ units: 10 }, { target: -0.5 })).toBe(-5)
    expect(size({ notional: 500 }, { target: 0.5 })).toBe(5)
    expect(size({ fraction: 0.5 }, { target: -1 })).toBe(-10)
  })

  it('may borrow without a limit, unless there is one', () => {
    expect(size({ fraction: 10 })).toBe(200)
    expect(size({ fraction: 10 }, { maxLeverage: 2 })).toBe(40)
    expect(size({ units: 100 }, { target: -1, maxLeverage: 2 })).toBe(-40)
  })
})

describe('risk', () => {
  it('loses its share of the equity at the stop', () => {
    // 1 % of 1000 are 10; a stop 2 below the price.
    expect(size({ risk: 0.01 }, { stopDistance: 2 })).toBe(5)
    expect(size({ risk: 0.01 }, { stopDistance: 2, target: -0.5 })).toBe(-2.5)
  })

  it('does not borrow for it unasked', () => {
    expect(size({ risk: 0.1 }, { stopDistance: 2 })).toBe(20)
    expect(size({ risk: 0.1 }, { stopDistance: 2, maxLeverage: 3 })).toBe(50)
    expect(size({ risk: 0.1 }, { stopDistance: 0 })).toBe(20)
  })
})

describe('volatility', () => {
  it('takes so much that the position moves as asked', () => {
    // Prices move by 40 % a year, the account is to move by 10 %: a quarter of it.
    expect(size({ volatility: 0.1 }, { volatility: 0.4 })).toBe(5)
  })

  it('does not borrow unasked, not even where nothing moves', () => {
    expect(size({ volatility: 0.8 }, { volatility: 0.4 })).toBe(20)
    expect(size({ volatility: 0.8 }, { volatility: 0 })).toBe(20)
    expect(size({ volatility: 0.8 }, { volatility: 0.4, maxLeverage: 5 })).toBe(40)
  })
})

describe('kelly', () => {
  it('takes the share that the closed trades suggest, at most the whole equity', () => {
    expect(size({ kelly: 0.5 }, { kelly: 0.3 })).toBe(6)
    expect(size({ kelly: 0.5 }, { kelly: Number.POSITIVE_INFINITY, target: -1 })).toBe(-20)
  })
})

it('what is to be traded leaves no crumbs', () => {
  expect([quantityToTrade(7, 5), quantityToTrade(-7, -10), quantityToTrade(3, 0)]).toEqual([2, 3, 3])
  expect([quantityToTrade(1e-14, 5), quantityToTrade(-1e-14, -5)]).toEqual([-5, 5])
  expect(quantityToTrade(1e-9, 5)).toBe(1e-9 - 5)
  expect(quantityToTrade(1e-12, 1)).toBe(-1)
})

it('lots round toward nothing, after the leverage', () => {
  expect(size({ units: 7.9 }, { lot: 2 })).toBe(6)
  expect(size({ units: 7.9 }, { lot: 2, target: -1 })).toBe(-6)
  expect(Math.abs(size({ units: 7.9 }, { lot: 10, target: -1 }))).toBe(0)
  expect(size({ fraction: 10 }, { maxLeverage: 0.33, lot: 5 })).toBe(5)
})
