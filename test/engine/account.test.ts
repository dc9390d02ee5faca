import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyCarry, applyFill, equityAt, openAccount, ruinLevel } from '../../src/engine/account.ts'

describe('applyFill', () => {
  it('averages the price of what is added', () => {
    const account = openAccount(1000)
    applyFill(account, 2, 100, 1)
    applyFill(account, 1, 130, 1)
    expect(account).toEqual({ cash: 668, quantity: 3, averagePrice: 110, realized: 0, fees: 2, carry: 0 })
  })

  it('realizes the profit of what is closed and keeps the average of the rest', () => {
    const account = openAccount(1000)
    applyFill(account, 4, 100, 0)
    applyFill(account, -1, 120, 0)
    expect(account).toMatchObject({ quantity: 3, averagePrice: 100, realized: 20, cash: 720 })
  })

  it('knows shorts', () => {
    const account = openAccount(1000)
    applyFill(account, -5, 100, 0)
    expect(account).toMatchObject({ cash: 1500, quantity: -5, averagePrice: 100 })
    applyFill(account, 5, 90, 0)
    expect(account).toMatchObject({ cash: 1050, quantity: 0, averagePrice: Number.NaN, realized: 50 })
  })

  it('covers a part of a short, and the average of the rest stays', () => {
    const account = openAccount(1000)
    applyFill(account, -5, 100, 0)
    applyFill(account, 2, 90, 0)
    expect(account).toMatchObject({ quantity: -3, averagePrice: 100, realized: 20 })
    applyFill(account, 5, 80, 0)
    expect(account).toMatchObject({ quantity: 2, averagePrice: 80, realized: 80 })
  })

  it('goes through zero: closes at the old average, opens at the fill price', () => {
    const account = openAccount(1000)
    applyFill(account, 2, 100, 0)
    applyFill(account, -5, 110, 0)
    expect(account).toMatchObject({ quantity: -3, averagePrice: 110, realized: 20 })
  })

  it('equity = capital + realized + unrealized - fees, whatever the fills', () => {
    const fill = fc.record({
      quantity: fc.integer({ min: -50, max: 50 }).filter(q => q !== 0),
      price: fc.integer({ min: 1, max: 1000 }),
      fee: fc.nat(5),
    })
    fc.assert(
      fc.property(fc.array(fill, { maxLength: 30 }), fc.integer({ min: 1, max: 1000 }), (fills, last) => {
        const account = openAccount(10_000)
        for (const { quantity, price, fee } of fills) applyFill(account, quantity, price, fee)
        const open = account.quantity === 0 ? 0 : account.quantity * (last - account.averagePrice)
        expect(equityAt(account, last)).toBeCloseTo(10_000 + account.realized + open - account.fees, 6)
      }),
    )
  })
})

const DAY = 86_400_000

describe('applyCarry', () => {
  const rates = { borrowRate: 0.073, fundingRate: 0 }

  it('takes interest on the value of a short position, also over a weekend', () => {
    const account = openAccount(1000)
    applyFill(account, -5, 100, 0)
    // 0.02 % a day of 5 × 110, three days long.
    applyCarry(account, 110, 3 * DAY, rates)
    expect(account.carry).toBeCloseTo(0.33, 12)
    expect(account.cash).toBeCloseTo(1499.67, 12)
  })

  it('takes interest on the money that a long position has borrowed, and on no other', () => {
    const leveraged = openAccount(1000)
    applyFill(leveraged, 30, 100, 0)
    applyCarry(leveraged, 50, DAY, rates)
    expect(leveraged.carry).toBeCloseTo(0.4, 12)
    const paid = openAccount(1000)
    applyFill(paid, 10, 100, 0)
    applyCarry(paid, 110, DAY, rates)
    expect(paid.carry).toBe(0)
  })

  it('takes what was borrowed for the position as given in a shared account', () => {
    const account = openAccount(1000)
    applyFill(account, 10, 100, 0)
    applyCarry(account, 100, DAY, { ...rates, borrowed: 500 })
    expect(account.carry).toBeCloseTo(0.1, 12)
  })

  it('funding goes from longs to shorts, and back when it is negative', () => {
    const carryOf = (quantity: number, fundingRate: number) => {
      const account = openAccount(1000)
      applyFill(account, quantity, 100, 0)
      applyCarry(account, 100, DAY, { borrowRate: 0, fundingRate })
      return account.carry
    }
    expect([carryOf(10, 0.365), carryOf(-10, 0.365)].map(cost => Math.round(cost * 1e9) / 1e9)).toEqual([1, -1])
    expect([carryOf(10, -0.365), carryOf(-10, -0.365)].map(cost => Math.round(cost * 1e9) / 1e9)).toEqual([-1, 1])
  })

  it('is no profit or loss of the position', () => {
    const account = openAccount(1000)
    applyFill(account, -5, 100, 0)
    applyCarry(account, 100, DAY, rates)
    expect(account).toMatchObject({ realized: 0, fees: 0, averagePrice: 100, quantity: -5 })
  })
})

it('ruinLevel is where nothing is left, with what there is beside in a shared account', () => {
  const account = openAccount(1000)
  applyFill(account, -10, 100, 0)
  expect(ruinLevel(account)).toBe(200)
  expect(ruinLevel(account, 500)).toBe(250)
})
