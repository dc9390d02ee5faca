import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ExchangeServer, startExchangeServer } from './exchange-server.ts'
import { callPrivately } from './signed-call.ts'

type Message = Readonly<Record<string, unknown>>

describe('the feed, seen by the websocket of the platform', () => {
  let server: ExchangeServer
  let socket: WebSocket
  let received: Message[]

  beforeEach(async () => {
    server = await startExchangeServer({ prices: { 'BTC/USD': 50_000 } })
    received = []
    socket = new WebSocket(`${server.url.replace('http', 'ws')}/v2`)
    socket.addEventListener('message', ({ data }) => received.push(JSON.parse(String(data)) as Message))
    await new Promise(resolve => socket.addEventListener('open', resolve, { once: true }))
  })
  afterEach(async () => {
    socket.close()
    await server.close()
  })

  const send = (message: object) => socket.send(JSON.stringify(message))
  const next = async (wanted: (message: Message) => boolean) => {
    await expect.poll(() => received.some(wanted)).toBe(true)
    return received.splice(received.findIndex(wanted), 1)[0]
  }

  it('greets, and answers pings, long ones too', async () => {
    expect(await next(({ channel }) => channel === 'status')).toMatchObject({ data: [{ system: 'online' }] })
    send({ method: 'ping', req_id: 7 })
    expect(await next(({ method }) => method === 'pong')).toMatchObject({ req_id: 7 })
    for (const length of [200, 70_000]) {
      send({ method: 'ping', req_id: length, padding: 'x'.repeat(length) })
      expect(await next(({ method }) => method === 'pong')).toMatchObject({ req_id: length })
    }
  })

  it('sends long snapshots whole', async () => {
    const bars = Array.from({ length: 720 }, (_, i) => ({ time: i * 60_000, open: 1, high: 2, low: 1, close: 2, volume: 1 }))
    server.market.pushBars('BTC/USD', 1, bars)
    send({ method: 'subscribe', params: { channel: 'ohlc', symbol: ['BTC/USD'], interval: 1 }, req_id: 1 })
    const { data } = await next(({ type, channel }) => channel === 'ohlc' && type === 'snapshot')
    expect(data).toHaveLength(720)
    server.market.pushBars('BTC/USD', 5, [bars[5]])
    server.market.pushBars('BTC/USD', 1, [{ ...bars[719], close: 1.5 }])
    expect(await next(({ type, channel }) => channel === 'ohlc' && type === 'update')).toMatchObject({
      data: [{ close: 1.5, interval: 1 }],
    })
  })

  it.each([
    [{ method: 'subscribe', params: { channel: 'gossip' }, req_id: 1 }, 'Subscription name invalid'],
    [{ method: 'subscribe', params: { channel: 'ticker', symbol: ['NO/PAIR'] }, req_id: 1 }, 'Currency pair not supported NO/PAIR'],
    [{ method: 'subscribe', params: { channel: 'executions', token: 'guess' }, req_id: 1 }, 'ESession:Invalid session'],
    [{ method: 'add_order', params: { token: 'guess' }, req_id: 1 }, 'ESession:Invalid session'],
    [{ method: 'dance', req_id: 1 }, 'Unsupported method'],
    [{ nothing: true }, 'Malformed request'],
  ])('refuses %o with %s', async (request, error) => {
    send(request)
    expect(await next(message => 'error' in message)).toMatchObject({ error, success: false })
  })

  it('stops when asked', async () => {
    send({ method: 'subscribe', params: { channel: 'trade', symbol: ['BTC/USD'] }, req_id: 1 })
    await next(({ method }) => method === 'subscribe')
    server.market.setPrice('BTC/USD', 51_000)
    expect(await next(({ channel }) => channel === 'trade')).toMatchObject({ data: [{ price: 51_000 }] })
    send({ method: 'unsubscribe', params: { channel: 'trade' }, req_id: 2 })
    await next(({ method }) => method === 'unsubscribe')
    server.market.setPrice('BTC/USD', 52_000)
    send({ method: 'ping' })
    await next(({ method }) => method === 'pong')
    expect(received.filter(({ channel }) => channel === 'trade')).toEqual([])
  })

  it('tells every step of an order, with the id of the client', async () => {
    const { result } = await callPrivately(server.url, 'GetWebSocketsToken', { credentials: server.credentials() })
    const { token } = result as { readonly token: string }
    send({ method: 'subscribe', params: { channel: 'executions', token, snap_trades: true }, req_id: 1 })
    await next(({ channel }) => channel === 'executions')
    await next(({ channel }) => channel === 'executions')
    const params = { pair: 'XBTUSD', type: 'buy', ordertype: 'market', volume: '0.1', cl_ord_id: 'mine-1' }
    await callPrivately(server.url, 'AddOrder', { credentials: server.credentials(), params })
    await expect.poll(() => received.length).toBeGreaterThanOrEqual(4)
    const steps = received
      .filter(({ channel }) => channel === 'executions')
      .map(({ data, sequence }) => ({ ...(data as Message[])[0], sequence }) as Message)
    expect(steps.map(({ exec_type, order_status, cl_ord_id, sequence }) => [exec_type, order_status, cl_ord_id, sequence])).toEqual([
      ['pending_new', 'pending_new', 'mine-1', 3],
      ['new', 'new', 'mine-1', 4],
      ['trade', 'partially_filled', 'mine-1', 5],
      ['filled', 'filled', 'mine-1', 6],
    ])
    expect(steps[2]).toMatchObject({
      exec_id: server.fills()[0].id,
      last_qty: 0.1,
      last_price: 50_005,
      liquidity_ind: 't',
      fees: [{ asset: 'USD', qty: 20.002 }],
    })
  })
})
