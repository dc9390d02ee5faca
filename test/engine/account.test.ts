import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyFill, equityAt, openAccount } from '../../src/engine/account.ts'

describe('applyFill', () => {
  it('averages the price of what is added', () => {
    const account = openAccount(1000)
    applyFill(account, 2, 100, 1)
    applyFill(account, 1, 130, 1)
    expect(account).toEqual({ cash: 668, quantity: 3, averagePrice: 110, realized: 0, fees: 2 })
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
