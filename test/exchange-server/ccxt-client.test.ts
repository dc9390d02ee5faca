import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ccxt, connectKraken, idOf, type Kraken } from './ccxt-client.ts'
import { type ExchangeServer, startExchangeServer } from './exchange-server.ts'

const minute = 60_000
const start = Date.UTC(2026, 0, 1)

describe.skipIf(ccxt === undefined)('unmodified ccxt', () => {
  let server: ExchangeServer
  let kraken: Kraken

  beforeEach(async () => {
    server = await startExchangeServer({ prices: { 'BTC/USD': 50_000, 'ETH/USD': 3000 }, balances: { USD: 20_000, BTC: 1 } })
    kraken = connectKraken({ url: server.url, credentials: server.credentials() })
  })
  afterEach(() => server.close())

  it('loads the markets', async () => {
    const markets = await kraken.loadMarkets()
    expect(Object.keys(markets)).toContain('BTC/USD')
    expect(markets['BTC/USD']).toMatchObject({
      id: 'XXBTZUSD',
      active: true,
      maker: 0.0025,
      taker: 0.004,
      precision: { amount: 1e-8, price: 0.1 },
      limits: { amount: { min: 0.00005 }, cost: { min: 0.5 } },
    })
    expect(await kraken.fetchTime()).toBe(start)
    expect((await kraken.fetchStatus()).status).toBe('ok')
    expect(await kraken.fetchTradingFee('BTC/USD')).toMatchObject({ maker: 0.0025, taker: 0.004 })
  })

  it('fetches prices', async () => {
    expect(await kraken.fetchTicker('BTC/USD')).toMatchObject({ bid: 49_995, ask: 50_005, last: 50_000 })
    expect(Object.keys(await kraken.fetchTickers(['BTC/USD', 'ETH/USD']))).toEqual(['BTC/USD', 'ETH/USD'])
    expect((await kraken.fetchOrderBook('ETH/USD')).asks[0][0]).toBe(3000.3)
    server.market.setPrice('BTC/USD', 51_000)
    expect((await kraken.fetchTrades('BTC/USD')).map(({ price }) => price)).toEqual([50_000, 51_000])
  })

  it('pages through bars, oldest first, and never gets more than the window', async () => {
    const bars = Array.from({ length: 1000 }, (_, i) => ({
      time: start + i * minute,
      open: 100 + i,
      high: 101 + i,
      low: 99 + i,
      close: 100.5 + i,
      volume: 1 + i,
    }))
    server.market.pushBars('BTC/USD', 1, bars)
    const seen: number[] = []
    for (let since = start + 400 * minute; ; since = seen[seen.length - 1] + minute) {
      const page = await kraken.fetchOHLCV('BTC/USD', '1m', since, 250)
      if (page.length === 0) break
      seen.push(...page.map(([time]) => Number(time)))
      // The bar that is still being made comes again and again.
      if (seen.at(-1) === start + 999 * minute) break
    }
    expect(seen).toEqual(bars.slice(400).map(({ time }) => time))
    const [oldest] = await kraken.fetchOHLCV('BTC/USD', '1m', start)
    expect(oldest).toEqual([start + 280 * minute, 380, 381, 379, 380.5, 281])
    expect(await kraken.fetchOHLCV('BTC/USD', '1h')).toHaveLength(17)
  })

  it('places, reads and cancels a limit order', async () => {
    const placed = await kraken.createOrder('BTC/USD', 'limit', 'buy', 0.1, 49_000, { clientOrderId: 'mine-1' })
    const id = idOf(placed)
    const { symbol, side, amount, price } = placed
    expect({ symbol, side, amount, price }).toEqual({ symbol: 'BTC/USD', side: 'buy', amount: 0.1, price: 49_000 })
    expect(await kraken.fetchOrder(id)).toMatchObject({
      id,
      clientOrderId: 'mine-1',
      status: 'open',
      filled: 0,
      remaining: 0.1,
      timestamp: start,
    })
    expect(await kraken.fetchOpenOrders()).toHaveLength(1)
    expect(await kraken.fetchOpenOrders('BTC/USD', undefined, undefined, { clientOrderId: 'mine-1' })).toHaveLength(1)
    expect(await kraken.fetchOpenOrders('BTC/USD', undefined, undefined, { clientOrderId: 'other' })).toHaveLength(0)
    expect((await kraken.fetchBalance()).USD).toEqual({ total: 20_000, used: 4919.6, free: 15_080.4 })
    server.advance(1000)
    await kraken.cancelOrder(id)
    expect(await kraken.fetchOrder(id)).toMatchObject({ status: 'canceled', lastUpdateTimestamp: start + 1000 })
    expect(await kraken.fetchOpenOrders()).toEqual([])
    expect((await kraken.fetchClosedOrders()).map(order => order.id)).toEqual([id])
  })

  it('cancels by the id of the client, amends, and cancels all', async () => {
    const id = idOf(await kraken.createOrder('BTC/USD', 'limit', 'buy', 0.1, 49_000, { clientOrderId: 'mine-1' }))
    await kraken.editOrder(id, 'BTC/USD', 'limit', 'buy', 0.05, 48_000)
    expect(await kraken.fetchOrder(id)).toMatchObject({ amount: 0.05, price: 48_000 })
    // Of the two ids ccxt sends the client's only.
    await kraken.cancelOrder('OZZZZZ-ZZZZZ-ZZZZZZ', 'BTC/USD', { clientOrderId: 'mine-1' })
    expect(server.orders.get('mine-1').status).toBe('canceled')
    await kraken.createOrders([
      { symbol: 'BTC/USD', type: 'limit', side: 'buy', amount: 0.1, price: 40_000 },
      { symbol: 'BTC/USD', type: 'limit', side: 'sell', amount: 0.1, price: 60_000 },
    ])
    expect(server.orders.open()).toHaveLength(2)
    await kraken.cancelOrders([server.orders.open()[0].id])
    await kraken.cancelAllOrders()
    expect(server.orders.open()).toEqual([])
  })

  it('trades at the market, and reads what it cost', async () => {
    const id = idOf(await kraken.createOrder('BTC/USD', 'market', 'buy', 0.1))
    const order = await kraken.fetchOrder(id)
    expect(order).toMatchObject({
      status: 'closed',
      filled: 0.1,
      average: 50_005,
      cost: 5000.5,
      fee: { cost: '20.00200', currency: 'USD' },
    })
    const [trade] = await kraken.fetchMyTrades('BTC/USD')
    expect(trade).toMatchObject({
      order: id,
      price: 50_005,
      amount: 0.1,
      cost: 5000.5,
      takerOrMaker: 'taker',
      fee: { cost: 20.002, currency: 'USD' },
    })
    expect(order.trades.map(({ id: tradeId }) => tradeId)).toEqual([trade.id])
    expect(await kraken.fetchOrderTrades(id, 'BTC/USD', undefined, undefined, { trades: [trade.id] })).toMatchObject([
      { id: trade.id, amount: 0.1 },
    ])
    // 20,000 − 5,000.5 − 20.002
    expect((await kraken.fetchBalance()).total).toMatchObject({ USD: 14_979.498, BTC: 1.1 })
  })

  it('spends an amount of money', async () => {
    await kraken.createMarketBuyOrderWithCost('BTC/USD', 1000)
    // 1,000 / 50,005, truncated
    expect(server.fills()[0].quantity).toBe('0.019998')
  })

  it('validates without placing', async () => {
    const checked = await kraken.createOrder('BTC/USD', 'market', 'buy', 0.1, undefined, { validate: true })
    expect(checked.id).toBeUndefined()
    await expect(kraken.createOrder('BTC/USD', 'market', 'buy', 10, undefined, { validate: true })).rejects.toThrow(
      'EOrder:Insufficient funds',
    )
    expect(server.orders.list()).toEqual([])
  })

  it('places stops', async () => {
    const id = idOf(await kraken.createOrder('BTC/USD', 'market', 'sell', 0.1, undefined, { stopLossPrice: 48_000 }))
    expect(await kraken.fetchOrder(id)).toMatchObject({ status: 'open', stopLossPrice: 48_000 })
    server.market.setPrice('BTC/USD', 47_000)
    expect(await kraken.fetchOrder(id)).toMatchObject({ status: 'closed', average: 46_995.3 })
  })

  it('sees partial fills, delayed orders and repeated trades as they are made', async () => {
    server.faults.add({ on: 'AddOrder', fault: { kind: 'partial', fractions: [0.4], after: 'rests' }, times: 1 })
    server.faults.add({ on: 'AddOrder', fault: { kind: 'hidden', reads: 1 }, times: 1 })
    const id = idOf(await kraken.createOrder('BTC/USD', 'market', 'sell', 0.5))
    await expect(kraken.fetchOrder(id)).rejects.toThrow(ccxt?.OrderNotFound)
    expect(await kraken.fetchOrder(id)).toMatchObject({ status: 'open', filled: 0.2, remaining: 0.3 })
    expect(await kraken.fetchMyTrades()).toEqual([])
    server.orders.fill(id, { quantity: 0.1, price: 49_000 })
    expect(await kraken.fetchOrder(id)).toMatchObject({ status: 'open', filled: 0.3 })
    server.faults.add({ on: 'QueryOrders', fault: { kind: 'duplicate', rows: 1 } })
    expect((await kraken.fetchOrder(id)).trades).toHaveLength(4)
    expect((await kraken.fetchMyTrades()).map(({ price }) => price).sort()).toEqual([49_000, 49_995])
  })

  it('needs better nonces than milliseconds: two requests can see the same one', async () => {
    let now = 4e15
    const client = connectKraken({ url: server.url, credentials: server.credentials(), nonce: () => now })
    await client.fetchBalance()
    await expect(client.fetchBalance()).rejects.toThrow(ccxt?.InvalidNonce)
    now++
    await client.fetchBalance()
  })
})
