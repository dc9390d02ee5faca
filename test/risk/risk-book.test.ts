import { describe, expect, it } from 'vitest'
import { checkOrder } from '../../src/risk/check-order.ts'
import { RiskBook } from '../../src/risk/risk-book.ts'

const order = { id: '1', symbol: 'BTC', side: 'buy', quantity: 2, price: 100 } as const

describe('RiskBook', () => {
  it('books fills of orders, in parts and to the end', () => {
    const book = new RiskBook({ cash: 1_000, positions: {} }, { BTC: 110 })
    book.addOrder(order)
    book.fill({ symbol: 'BTC', side: 'buy', quantity: 0.5, price: 100, fee: 1, orderId: '1' })
    expect([book.cash, book.equity, book.positions]).toEqual([949, 1_004, { BTC: { quantity: 0.5 } }])
    expect(book.openOrders).toEqual([{ ...order, quantity: 1.5 }])
    book.fill({ symbol: 'BTC', side: 'buy', quantity: 1.5, price: 100, orderId: '1' })
    expect([book.openOrders, book.positions]).toEqual([[], { BTC: { quantity: 2 } }])
    book.fill({ symbol: 'BTC', side: 'sell', quantity: 2, price: 110, orderId: 'of somebody else' })
    expect([book.cash, book.equity, book.positions]).toEqual([1_019, 1_019, {}])
  })

  it('is flat after 0.1 + 0.2 - 0.3', () => {
    const book = new RiskBook({ cash: 0, positions: {} }, { BTC: 1 })
    for (const [side, quantity] of [
      ['buy', 0.1],
      ['buy', 0.2],
      ['sell', 0.3],
    ] as const)
      book.fill({ symbol: 'BTC', side, quantity, price: 1 })
    expect(book.positions).toEqual({})
  })

  it('leaves nothing behind of orders that came and went', () => {
    const book = new RiskBook({ cash: 1_000, positions: {} }, { BTC: 100 })
    for (let k = 0; k < 100; k++) book.addOrder({ ...order, id: `${k}`, quantity: 0.1 + k / 7 })
    for (let k = 0; k < 100; k++) book.removeOrder(`${k}`)
    book.removeOrder('none')
    const { checks } = checkOrder({ maxTotalExposure: 1_000, minFreeCash: 0 }, order, book)
    expect(checks.map(({ value }) => value)).toEqual([200, 800])
  })

  it('refuses two orders with one id', () => {
    const book = new RiskBook({ cash: 1, positions: {}, openOrders: [order] }, {})
    expect(() => book.addOrder(order)).toThrow(expect.objectContaining({ code: 'risk/order-id' }))
  })

  it('does not know what it was not told', () => {
    const book = new RiskBook({ cash: 1_000, positions: { BTC: { quantity: 1 } } }, {})
    expect([book.equity, book.unknown]).toEqual([Number.NaN, 'BTC'])
    book.setPrice('BTC', 50)
    expect([book.equity, book.unknown]).toEqual([1_050, undefined])
    book.setPrice('BTC', 0)
    expect(book.equity).toBeNaN()
    book.setPosition('BTC', 0)
    expect(book.equity).toBe(1_000)
    book.setPosition('BTC', Number.POSITIVE_INFINITY)
    expect(book.equity).toBeNaN()
    book.setPosition('BTC', 0)
    book.fill({ symbol: 'BTC', side: 'buy', quantity: Number.NaN, price: 1 })
    expect(book.equity).toBeNaN()
    book.setPosition('BTC', 0)
    book.cash = 7
    expect(book.equity).toBe(7)
    book.cash = Number.NaN
    expect(book.equity).toBeNaN()
  })

  it('values other currencies by rates that change', () => {
    const book = new RiskBook({ cash: 0, positions: { 'X/USD': { quantity: 1 } } }, { 'X/USD': 10 }, { currency: 'EUR' })
    expect(book.equity).toBeNaN()
    book.setRate('USD', 0.5)
    expect(book.equity).toBe(5)
    book.fill({ symbol: 'X/USD', side: 'sell', quantity: 1, price: 12, fee: 1 })
    expect(book.cash).toBe(5)
    book.setPosition('Y/USD', 2)
    book.setPrice('Y/USD', 4)
    expect(book.equity).toBe(9)
  })

  it('has clones that go their own way', () => {
    const book = new RiskBook({ cash: 1_000, positions: {}, openOrders: [order] }, { BTC: 100 })
    const copy = book.clone()
    copy.fill({ ...order, orderId: '1' })
    copy.cash = 3
    expect([book.cash, book.openOrders.length, book.positions]).toEqual([1_000, 1, {}])
    expect([copy.cash, copy.openOrders.length, copy.positions]).toEqual([3, 0, { BTC: { quantity: 2 } }])
  })

  it('keeps copies of what it is given', () => {
    const positions = { BTC: { quantity: 1 } }
    const book = new RiskBook({ cash: 0, positions }, { BTC: 100 })
    positions.BTC.quantity = 50
    expect(book.equity).toBe(100)
  })
})
