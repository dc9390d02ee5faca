import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ccxt, connectKrakenPro, idOf, type KrakenPro } from './ccxt-client.ts'
import { type ExchangeServer, startExchangeServer } from './exchange-server.ts'

const start = Date.UTC(2026, 0, 1)

describe.skipIf(ccxt === undefined)('unmodified ccxt over websockets', () => {
  let server: ExchangeServer
  let kraken: KrakenPro

  beforeEach(async () => {
    server = await startExchangeServer({ prices: { 'BTC/USD': 50_000 } })
    kraken = await connectKrakenPro({ url: server.url, credentials: server.credentials() })
  })
  afterEach(async () => {
    await kraken.close()
    await server.close()
  })

  /** Waits until somebody listens to a channel, acts, and gives what the watcher sees. */
  async function watch<T>(channel: string, watched: Promise<T>, act: () => unknown): Promise<T> {
    watched.catch(() => undefined)
    await expect.poll(() => server.subscriptions()).toContain(channel)
    // A second watcher of one channel sends nothing that could be waited for; it is ready as soon as its promises have settled.
    await new Promise(resolve => setTimeout(resolve, 50))
    await act()
    return watched
  }

  const buy = (price: number, clientOrderId?: string) =>
    kraken.createOrder('BTC/USD', 'limit', 'buy', 0.1, price, clientOrderId === undefined ? {} : { clientOrderId })
  const tradeIds = (trades: readonly { readonly id?: string | undefined }[]) => trades.map(({ id }) => id)

  it('watches prices and bars', async () => {
    expect((await kraken.watchTicker('BTC/USD')).last).toBe(50_000)
    expect((await watch('ticker BTC/USD', kraken.watchTicker('BTC/USD'), () => server.market.setPrice('BTC/USD', 51_000))).ask).toBe(
      51_005.1,
    )
    const bar = { time: start, open: 1, high: 3, low: 1, close: 2, volume: 5 }
    const bars = await watch('ohlc BTC/USD', kraken.watchOHLCV('BTC/USD', '1m'), () => server.market.pushBars('BTC/USD', 1, [bar]))
    expect(bars).toEqual([[start, 1, 3, 1, 2, 5]])
  })

  it('watches orders and trades', async () => {
    const orders = await watch('executions', kraken.watchOrders(), () => buy(49_000, 'mine-1'))
    expect(orders[0]).toMatchObject({ status: 'open', amount: 0.1, price: 49_000, info: { cl_ord_id: 'mine-1', order_userref: 0 } })
    const [trade] = await watch('executions', kraken.watchMyTrades(), () => server.orders.fill('mine-1', { quantity: 0.04 }))
    expect(trade).toMatchObject({
      id: server.fills()[0].id,
      order: server.orders.get('mine-1').id,
      amount: 0.04,
      price: 49_000,
      takerOrMaker: 'maker',
    })
    const closed = await watch('executions', kraken.watchOrders(), () => server.orders.fill('mine-1'))
    expect(closed.at(-1)).toMatchObject({ status: 'closed', filled: 0.1 })
  })

  it('watches balances', async () => {
    expect((await kraken.watchBalance()).USD.total).toBe(100_000)
    const after = await watch('balances', kraken.watchBalance(), () => kraken.createOrder('BTC/USD', 'market', 'buy', 1))
    expect(after.BTC.total).toBe(11)
  })

  it('trades over the socket', async () => {
    const id = idOf(await kraken.createOrderWs('BTC/USD', 'limit', 'buy', 0.1, 49_000, { clientOrderId: 'mine-1' }))
    expect(server.orders.get('mine-1')).toMatchObject({ id, status: 'open', limit: '49000' })
    await kraken.editOrderWs(id, 'BTC/USD', 'limit', 'buy', 0.2, 48_000)
    expect(server.orders.get('mine-1')).toMatchObject({ quantity: '0.2', limit: '48000' })
    await kraken.cancelOrderWs(id)
    expect(server.orders.get('mine-1').status).toBe('canceled')
    // Over the socket ccxt knows other texts than over REST: a lack of funds is no InsufficientFunds here.
    await expect(kraken.createOrderWs('BTC/USD', 'limit', 'buy', 100, 49_000)).rejects.toThrow(ccxt?.ExchangeError)
  })

  it('sees repeated trades twice', async () => {
    await buy(49_000, 'mine-1')
    server.faults.add({ on: 'ws:executions', fault: { kind: 'duplicate' } })
    await watch('executions', kraken.watchMyTrades(), () => server.orders.fill('mine-1', { quantity: 0.04 }))
    await expect.poll(() => tradeIds([...(kraken.myTrades ?? [])])).toEqual([server.fills()[0].id, server.fills()[0].id])
  })

  it('sees trades out of order', async () => {
    await buy(49_000, 'mine-1')
    await watch('executions', kraken.watchMyTrades(), () => {
      server.faults.add({ on: 'ws:executions', fault: { kind: 'out-of-order' }, times: 1 })
      server.orders.fill('mine-1', { quantity: 0.04 })
      server.orders.fill('mine-1', { quantity: 0.03 })
    })
    const [first, second] = server.fills()
    await expect.poll(() => tradeIds([...(kraken.myTrades ?? [])])).toEqual([second.id, first.id])
  })

  it('misses what is dropped, and cannot read what is cut', async () => {
    await kraken.watchTicker('BTC/USD')
    server.faults.add({ on: 'ws:ticker', fault: { kind: 'drop' }, calls: [1] })
    server.faults.add({ on: 'ws:ticker', fault: { kind: 'truncated' }, calls: [2] })
    const log = console.log
    console.log = () => undefined // ccxt prints what it cannot parse
    const ticker = await watch('ticker BTC/USD', kraken.watchTicker('BTC/USD'), () =>
      [51_000, 52_000, 53_000].map(price => server.market.setPrice('BTC/USD', price)),
    )
    console.log = log
    expect(ticker.last).toBe(53_000)
  })

  it('is told of a cut connection, and comes back', async () => {
    const cut = watch(
      'ticker BTC/USD',
      kraken.watchTicker('BTC/USD').then(() => kraken.watchTicker('BTC/USD')),
      () => server.disconnect(),
    )
    await expect(cut).rejects.toThrow(ccxt?.NetworkError)
    expect((await kraken.watchTicker('BTC/USD')).last).toBe(50_000)
  })

  it('loses the answer, not the order, when the connection is cut after acceptance', async () => {
    server.faults.add({ on: 'ws:add_order', fault: { kind: 'disconnect' } })
    await expect(kraken.createOrderWs('BTC/USD', 'limit', 'buy', 0.1, 49_000, { clientOrderId: 'mine-1' })).rejects.toThrow(
      ccxt?.NetworkError,
    )
    expect(server.orders.get('mine-1').status).toBe('open')
  })
})
