import { describe, expect, it } from 'vitest'
import { clientIdOf, toExchangeFill, toExchangeOrder } from '../../../src/edge/ccxt/exchange-records.ts'

const order = {
  id: 'O',
  symbol: 'BTC/USD',
  side: 'buy',
  type: 'limit',
  amount: 1,
  price: 10,
  filled: 0.5,
  average: 9,
  status: 'open',
  timestamp: 7,
  info: { cl_ord_id: 'c' },
}
const trade = {
  id: 'T',
  order: 'O',
  symbol: 'BTC/USD',
  side: 'sell',
  amount: 1,
  price: 10,
  timestamp: 7,
  fee: { cost: '0.5', currency: 'USD' },
}

describe('records of ccxt', () => {
  it('become orders', () => {
    expect(toExchangeOrder(order as never)).toEqual({
      ...{ clientId: 'c', exchangeId: 'O', symbol: 'BTC/USD', side: 'buy', kind: 'limit', quantity: 1, price: 10 },
      ...{ filled: 0.5, averagePrice: 9, state: 'open', at: 7 },
    })
    const states = ['closed', 'canceled', 'expired', 'rejected', 'canceling', undefined].map(
      status => toExchangeOrder({ ...order, status } as never)?.state,
    )
    expect(states).toEqual(['filled', 'canceled', 'expired', 'rejected', 'open', 'open'])
    expect(toExchangeOrder({ ...order, type: 'market', filled: 0, average: 0 } as never)).toMatchObject({
      kind: 'market',
      price: undefined,
      averagePrice: Number.NaN,
    })
    for (const gone of ['id', 'symbol', 'side']) expect(toExchangeOrder({ ...order, [gone]: undefined } as never)).toBeUndefined()
  })

  it('take no reference for a client id', () => {
    expect(clientIdOf({ info: { userref: 0, cl_ord_id: undefined }, clientOrderId: '0' } as never)).toBeUndefined()
    expect(clientIdOf({ info: {}, clientOrderId: 'mine' } as never)).toBe('mine')
    expect(clientIdOf({ info: undefined, clientOrderId: undefined } as never)).toBeUndefined()
  })

  it('become fills', () => {
    expect(toExchangeFill(trade as never, 'c')).toEqual({
      ...{
        fillId: 'T',
        clientId: 'c',
        exchangeId: 'O',
        symbol: 'BTC/USD',
        side: 'sell',
        quantity: 1,
        price: 10,
        fee: 0.5,
        feeCurrency: 'USD',
        at: 7,
      },
    })
    for (const gone of ['id', 'order', 'symbol', 'side', 'amount', 'price', 'timestamp'])
      expect(toExchangeFill({ ...trade, [gone]: undefined } as never, 'c')).toBeUndefined()
    expect(toExchangeFill({ ...trade, fee: undefined } as never, undefined)).toMatchObject({ fee: 0 })
  })
})
