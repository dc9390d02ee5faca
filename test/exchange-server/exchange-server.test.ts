import { createConnection } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ExchangeServer, type ExchangeServerOptions, startExchangeServer } from './exchange-server.ts'
import { callPrivately } from './signed-call.ts'

const minute = 60_000
let server: ExchangeServer

async function restart(options: ExchangeServerOptions = {}): Promise<void> {
  await server.close()
  server = await startExchangeServer({ prices: { 'BTC/USD': 50_000 }, ...options })
}

beforeEach(async () => {
  server = await startExchangeServer({ prices: { 'BTC/USD': 50_000 } })
})
afterEach(() => server.close())

const call = (endpoint: string, params: Record<string, string> = {}, nonce?: number) =>
  callPrivately(server.url, endpoint, { credentials: server.credentials(), params, ...(nonce === undefined ? {} : { nonce }) })
const buy = (params: Record<string, string> = {}) =>
  call('AddOrder', { pair: 'XBTUSD', type: 'buy', ordertype: 'limit', price: '49000', volume: '0.1', ...params })
const resultOf = async <T>(answer: Promise<{ readonly error: readonly string[]; readonly result?: unknown }>) => {
  const { error, result } = await answer
  expect(error).toEqual([])
  return result as T
}
const get = async (path: string) =>
  (await (await fetch(`${server.url}/0/public/${path}`)).json()) as { error: string[]; result: Record<string, never> }

describe('the door', () => {
  it('checks key, signature and nonce', async () => {
    const credentials = server.credentials()
    const knock = (over: object) => callPrivately(server.url, 'Balance', { credentials: { ...credentials, ...over } })
    expect(await knock({ key: 'nobody' })).toEqual({ error: ['EAPI:Invalid key'] })
    expect(await knock({ secret: 'd3Jvbmc=' })).toEqual({ error: ['EAPI:Invalid signature'] })
    expect(await resultOf(call('Balance', {}, 4e15))).toEqual({ ZUSD: '100000.0000000000', XXBT: '10.0000000000' })
    expect(await call('Balance', {}, 4e15)).toEqual({ error: ['EAPI:Invalid nonce'] })
  })

  it('limits the rate per tier, and forgives with time', async () => {
    await restart({ tier: 'starter' })
    const answers: (string | undefined)[] = []
    for (let i = 0; i < 16; i++) answers.push((await call('Balance')).error[0])
    expect(answers).toEqual([...Array(15).fill(undefined), 'EAPI:Rate limit exceeded'])
    // Orders have a limiter of their own.
    expect((await buy()).error).toEqual([])
    server.advance(7000)
    expect((await call('TradesHistory')).error).toEqual([])
    expect((await call('Balance')).error).toEqual(['EAPI:Rate limit exceeded'])
  })

  it('limits placing and cancelling per pair', async () => {
    await restart({ tier: 'starter' })
    const errors: string[] = []
    for (let i = 0; i < 8; i++) {
      const { txid } = await resultOf<{ txid: string[] }>(buy())
      errors.push(...(await call('CancelOrder', { txid: txid[0] })).error)
    }
    // 1 + 8 each: the seventh cancellation would make 63 of 60.
    expect(errors).toEqual(['EOrder:Rate limit exceeded', 'EOrder:Rate limit exceeded'])
  })

  it('lets a key do only what it may', async () => {
    await restart({ keys: [{ key: 'reader', secret: 'cmVhZGVy', permissions: ['query'] }] })
    expect((await call('Balance')).error).toEqual([])
    expect((await buy()).error).toEqual(['EGeneral:Permission denied'])
    expect((await call('Withdraw')).error).toEqual(['EGeneral:Permission denied'])
  })

  it('knows what it does not know', async () => {
    expect((await call('Ledgers')).error).toEqual(['EGeneral:Unknown method'])
    expect((await get('Ticker?pair=XXX')).error).toEqual(['EQuery:Unknown asset pair'])
    expect((await get('OHLC?pair=XBTUSD&interval=7')).error).toEqual(['EGeneral:Invalid arguments'])
    expect((await get('Nothing')).error).toEqual(['EGeneral:Unknown method'])
  })
})

describe('orders', () => {
  it('are unique by the id of the client while they are open', async () => {
    const first = await resultOf<{ txid: string[] }>(buy({ cl_ord_id: 'one' }))
    expect((await buy({ cl_ord_id: 'one' })).error).toEqual(['EGeneral:Invalid arguments:cl_ord_id not unique'])
    await call('CancelOrder', { cl_ord_id: 'one' })
    const second = await resultOf<{ txid: string[] }>(buy({ cl_ord_id: 'one' }))
    expect(second.txid).not.toEqual(first.txid)
    await call('CancelAll')
    const { closed } = await resultOf<{ closed: object }>(call('ClosedOrders', { cl_ord_id: 'one' }))
    expect(Object.keys(closed).sort()).toEqual([...first.txid, ...second.txid].sort())
    expect(Object.keys(await resultOf<object>(call('QueryOrders', { txid: first.txid[0], cl_ord_id: 'other' })))).toEqual([])
  })

  it.each(['A-CAPITAL', 'nineteen-characters', 'ümlaut', ''])('refuse the client id "%s"', async cl_ord_id => {
    expect((await buy({ cl_ord_id })).error).toEqual(['EGeneral:Invalid arguments:cl_ord_id'])
  })

  it.each(['eighteen-character', '6d1b345e-2821-40e2-ad83-4ecb18a06876', '6d1b345e282140e2ad834ecb18a06876'])(
    'take the client id "%s"',
    async cl_ord_id => {
      expect((await buy({ cl_ord_id })).error).toEqual([])
    },
  )

  it('tell an id that never was from one that is over', async () => {
    const { txid } = await resultOf<{ txid: string[] }>(buy())
    expect(await resultOf(call('CancelOrder', { txid: txid[0] }))).toEqual({ count: 1 })
    expect((await call('CancelOrder', { txid: txid[0] })).error).toEqual(['EOrder:Unknown order'])
    expect((await call('CancelOrder', { txid: 'OZZZZZ-ZZZZZ-ZZZZZZ' })).error).toEqual(['EOrder:Invalid order'])
    expect((await call('CancelOrder')).error).toEqual(['EGeneral:Invalid arguments'])
  })

  it('are checked only, with validate', async () => {
    expect(await resultOf(buy({ validate: 'true' }))).toEqual({ descr: { order: 'buy 0.10000000 XBTUSD @ limit 49000.0' } })
    expect((await buy({ validate: 'true', volume: '100' })).error).toEqual(['EOrder:Insufficient funds'])
    expect(server.orders.list()).toEqual([])
  })

  it.each([
    [{ type: 'hold' }, 'EGeneral:Invalid arguments:type'],
    [{ ordertype: 'trailing-stop' }, 'EGeneral:Invalid arguments:ordertype'],
    [{ price: 'cheap' }, 'EGeneral:Invalid arguments:price'],
    [{ volume: '-1' }, 'EGeneral:Invalid arguments:volume'],
    [{ oflags: 'fcib' }, 'EGeneral:Invalid arguments:oflags'],
    [{ pair: 'XXX' }, 'EQuery:Unknown asset pair'],
    [{ timeinforce: 'NOW' }, 'EGeneral:Invalid arguments:timeinforce'],
    [{ deadline: '2025-12-31T23:59:59Z' }, 'EService:Deadline elapsed'],
    [{ 'close[ordertype]': 'limit' }, 'EGeneral:Invalid arguments:close'],
    [{ userref: '1', cl_ord_id: 'a' }, 'EGeneral:Invalid arguments:userref'],
  ])('refuse %o with %s', async (params, error) => {
    expect((await buy(params as Record<string, string>)).error).toEqual([error])
  })

  it('stop when the exchange does', async () => {
    server.setStatus('maintenance')
    expect((await buy()).error).toEqual(['EService:Unavailable'])
    server.setStatus('cancel_only')
    expect((await buy()).error).toEqual(['EService:Market in cancel_only mode'])
    server.setStatus('post_only')
    expect((await buy()).error).toEqual(['EService:Market in post_only mode'])
    expect((await buy({ oflags: 'post' })).error).toEqual([])
    expect((await get('SystemStatus')).result.status).toBe('post_only')
  })

  it('are all cancelled when the dead man does not press the button', async () => {
    await buy()
    await buy({ expiretm: '+30' })
    await call('CancelAllOrdersAfter', { timeout: '60' })
    server.advance(minute / 2)
    expect(server.orders.list().map(({ status }) => status)).toEqual(['open', 'expired'])
    server.advance(minute / 2)
    expect(server.orders.open()).toEqual([])
    expect(() => server.setNow(0)).toThrow('cannot go back')
  })
})

describe('history', () => {
  it('comes in pages, newest first; overlapping and shuffled when told', async () => {
    for (let i = 0; i < 60; i++) {
      server.advance(1000)
      await buy({ ordertype: 'market', price: '', volume: '0.001' })
    }
    const ids = server
      .fills()
      .map(({ id }) => id)
      .reverse()
    const page = async (ofs: number) =>
      Object.keys((await resultOf<{ trades: object; count: number }>(call('TradesHistory', { ofs: String(ofs) }))).trades)
    expect(await page(0)).toEqual(ids.slice(0, 50))
    expect(await page(50)).toEqual(ids.slice(50))
    server.faults.add({ on: 'TradesHistory', fault: { kind: 'duplicate', rows: 3 }, times: 1 })
    expect(await page(50)).toEqual(ids.slice(47))
    server.faults.add({ on: 'TradesHistory', fault: { kind: 'out-of-order' }, times: 1 })
    const shuffled = await page(50)
    expect(shuffled).not.toEqual(ids.slice(50))
    expect(shuffled.sort()).toEqual(ids.slice(50).sort())
    const since = server.now() / 1000 - 5
    expect((await resultOf<{ count: number }>(call('TradesHistory', { start: String(since), end: String(since + 3) }))).count).toBe(3)
  })

  it('hides a new order from the first reads of each endpoint', async () => {
    server.faults.add({ on: 'AddOrder', fault: { kind: 'hidden', reads: 2 } })
    const { txid } = await resultOf<{ txid: string[] }>(buy())
    const seen = async (endpoint: string) => JSON.stringify(await resultOf(call(endpoint, { txid: txid[0] }))).includes(txid[0])
    expect([await seen('QueryOrders'), await seen('QueryOrders'), await seen('QueryOrders')]).toEqual([false, false, true])
    expect([await seen('OpenOrders'), await seen('OpenOrders'), await seen('OpenOrders')]).toEqual([false, false, true])
  })
})

describe('the market', () => {
  it('shows the last 720 bars, and only newer ones than since', async () => {
    const bars = Array.from({ length: 800 }, (_, i) => ({ time: i * minute, open: 1, high: 3, low: 1, close: 2, volume: 1 }))
    server.market.pushBars('BTC/USD', 1, bars)
    const times = async (query: string) => {
      const { result } = await get(`OHLC?pair=XBTUSD&interval=1${query}`)
      return { all: (result.XXBTZUSD as [number][]).map(([time]) => time), last: result.last }
    }
    const { all, last } = await times('')
    expect([all.length, all[0], all.at(-1), last]).toEqual([720, 80 * 60, 799 * 60, 798 * 60])
    expect((await times(`&since=${797 * 60}`)).all).toEqual([798 * 60, 799 * 60])
    // The bar that is still being made is always there.
    expect((await times(`&since=${900 * 60}`)).all).toEqual([799 * 60])
  })

  it('has a wrong clock when told', async () => {
    expect((await get('Time')).result.unixtime).toBe(Date.UTC(2026, 0, 1) / 1000)
    server.faults.add({ on: 'Time', fault: { kind: 'clock', offsetMs: -90_000 } })
    expect((await get('Time')).result.unixtime).toBe(Date.UTC(2026, 0, 1) / 1000 - 90)
  })
})

describe('the server', () => {
  it('keeps a log without secrets', async () => {
    server.faults.add({ on: 'AddOrder', fault: { kind: 'error', error: 'EService:Busy', when: 'before' }, calls: [2] })
    await buy({ otp: '123456', price: '0' })
    await buy()
    const log = server.log.list('AddOrder')
    expect(log.map(({ error, faults, reached }) => ({ error, faults, reached }))).toEqual([
      { error: 'EGeneral:Invalid arguments:price', faults: [], reached: true },
      { error: undefined, faults: ['error'], reached: false },
    ])
    expect(log[0].params).toMatchObject({ otp: '(masked)', pair: 'XBTUSD' })
    const { key, secret } = server.credentials()
    expect(JSON.stringify(log)).not.toContain(secret)
    expect(JSON.stringify(log)).not.toContain(key)
    server.log.clear()
    expect(server.log.list()).toEqual([])
  })

  it('closes although clients are waiting for answers', async () => {
    server.faults.add({ on: 'Time', fault: { kind: 'timeout', when: 'after' } })
    const waiting = expect(get('Time')).rejects.toThrow()
    await expect.poll(() => server.log.list('Time').length).toBe(1)
    await server.close()
    await waiting
    await restart()
  })

  it('survives nonsense', async () => {
    for (const text of [
      'nonsense\r\n\r\n',
      'GET / HTTP/1.1\r\n\r\n',
      'POST /0/private/AddOrder HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nshort',
    ]) {
      await new Promise<void>(resolve => {
        const socket = createConnection(server.port, '127.0.0.1', () => socket.end(text))
        socket.on('data', () => undefined)
        socket.on('error', () => resolve())
        socket.on('close', () => resolve())
      })
    }
    expect((await get('Time')).error).toEqual([])
  })

  it('cannot begin on a port that is taken', async () => {
    await expect(startExchangeServer({ port: server.port })).rejects.toThrow('EADDRINUSE')
  })
})
