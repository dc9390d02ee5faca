import { inspect } from 'node:util'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { isSkewed } from '../../../src/edge/ccxt/clock-skew.ts'
import { connectExchange } from '../../../src/edge/ccxt/exchange-connection.ts'
import { type ExchangeServer, startExchangeServer } from '../../exchange-server/exchange-server.ts'
import type { RequestFault } from '../../exchange-server/faults.ts'
import { connect } from './connected.ts'

const start = Date.UTC(2026, 0, 1)
let server: ExchangeServer

beforeAll(async () => {
  server = await startExchangeServer({ prices: { 'BTC/USD': 50_000 } })
})
afterEach(() => {
  server.faults.clear()
  server.log.clear()
})
afterAll(() => server.close())

const world = (now = () => start) => ({ now, random: () => 0.5, sleep: async () => undefined })

describe('connectExchange', () => {
  it('tells what an exchange takes', async () => {
    const connection = await connect(server)
    expect(connection).toMatchObject({ id: 'kraken', isHarmless: true, timeframes: ['1m', '5m', '15m', '30m', '1h', '4h', '1d', '1w'] })
    expect(await connection.instrument('BTC/USD')).toEqual({ tick: 0.1, lot: 1e-8, minNotional: 0.5 })
    await expect(connection.checkSymbol('BTC/USDD')).rejects.toMatchObject({
      code: 'exchange/symbol',
      message: 'kraken has no symbol "BTC/USDD"; did you mean "BTC/USD"?',
    })
    await expect(connection.checkSymbol('constructor')).rejects.toMatchObject({ code: 'exchange/symbol' })
    await connection.close()
  })

  it('is harmless only where nothing is real', async () => {
    expect((await connectExchange({ exchange: 'kraken' })).isHarmless).toBe(false)
    expect((await connectExchange({ exchange: 'binance' })).isHarmless).toBe(false)
    const sandbox = await connectExchange({ exchange: 'binance', sandbox: true })
    expect(sandbox.isHarmless).toBe(true)
    expect(JSON.stringify(sandbox.client.urls.api)).not.toContain('"https://api.binance.com/api/v3"')
    await expect(connectExchange({ exchange: 'kraken', sandbox: true })).rejects.toMatchObject({ code: 'exchange/sandbox' })
  })

  it.each([
    'https://127.0.0.1',
    'http://example.com',
    'http://127.0.0.1.example.com',
    'http://user@example.com',
    'x',
    'http://169.254.0.1',
  ])('sends no key to %s', async url => {
    await expect(connectExchange({ exchange: 'kraken', url })).rejects.toMatchObject({ code: 'exchange/url' })
  })

  it('asks again, with pauses, until it is answered', async () => {
    const pauses: number[] = []
    const connection = await connect(server, {
      retry: { tries: 5, baseMs: 100 },
      world: { ...world(), sleep: async ms => void pauses.push(ms) },
    })
    server.faults.add({ on: 'Time', fault: { kind: 'status', status: 503, when: 'before' }, calls: [1] })
    server.faults.add({ on: 'Time', fault: { kind: 'html' }, calls: [2] })
    server.faults.add({ on: 'Time', fault: { kind: 'reset', when: 'after' }, calls: [3] })
    expect(await connection.query('tell the time', client => client.fetchTime())).toBe(start)
    expect(pauses).toEqual([50, 100, 200])
    expect(server.log.list('Time')).toHaveLength(4)
  })

  it('does not ask again what was refused', async () => {
    const connection = await connect(server)
    server.faults.add({ on: 'BalanceEx', fault: { kind: 'error', error: 'EGeneral:Permission denied', when: 'before' } })
    await expect(connection.query('tell its balances', client => client.fetchBalance())).rejects.toMatchObject({
      code: 'exchange/permission',
      retryable: false,
    })
    expect(server.log.list('BalanceEx')).toHaveLength(1)
  })

  it('leaves an exchange alone that does not answer, and comes back', async () => {
    let now = start
    const connection = await connect(server, { retry: { tries: 1 }, breaker: { failures: 2, coolMs: 1000 }, world: world(() => now) })
    const ask = () => connection.query('tell the time', client => client.fetchTime())
    server.faults.add({ on: 'Time', fault: { kind: 'status', status: 502, when: 'before' }, times: 3 })
    for (let i = 0; i < 2; i++) await expect(ask()).rejects.toMatchObject({ code: 'exchange/unavailable' })
    await expect(ask()).rejects.toMatchObject({ code: 'exchange/circuit-open' })
    expect(server.log.list('Time')).toHaveLength(2)
    now += 1000
    await expect(ask()).rejects.toMatchObject({ code: 'exchange/unavailable' })
    await expect(ask()).rejects.toMatchObject({ code: 'exchange/circuit-open' })
    now += 1000
    expect(await ask()).toBe(start)
    expect(await ask()).toBe(start)
  })

  it('says how far the clocks are apart', async () => {
    const connection = await connect(server, { world: world(() => start + 30_000) })
    const skew = await connection.clockSkew()
    expect(Math.abs(skew.skewMs + 30_000)).toBeLessThanOrEqual(skew.uncertaintyMs)
    expect(isSkewed(skew)).toBe(true)
    server.faults.add({ on: 'Time', fault: { kind: 'clock', offsetMs: 30_000 } })
    expect(isSkewed(await connection.clockSkew())).toBe(false)
  })

  it('never says a secret, whatever goes wrong', async () => {
    const [apiKey, secret] = ['planted-key-7f3a91', Buffer.from('planted-secret-5512').toString('base64')]
    const connection = await connect(server, {
      credentials: { apiKey, secret, password: 'planted-password' },
      timeoutMs: 300,
      retry: { tries: 1 },
      breaker: { failures: 1000 },
    })
    const said: unknown[] = []
    const faults: RequestFault[] = [
      { kind: 'timeout', when: 'before' },
      { kind: 'reset', when: 'before' },
      { kind: 'status', status: 500, when: 'before' },
      { kind: 'error', error: `EAPI:Invalid key ${apiKey} ${secret}`, when: 'before' },
      { kind: 'garbage', body: `{"echo":"${apiKey}","secret":"${secret}"}` },
      { kind: 'html' },
    ]
    for (const fault of [undefined, ...faults]) {
      server.faults.clear()
      if (fault !== undefined) server.faults.add({ on: '*', fault })
      said.push(await connection.query('tell its balances', client => client.privatePostBalanceEx()).catch((error: unknown) => error))
      said.push(await connection.attempt('place', client => client.privatePostAddOrder({ pair: 'XBTUSD', echo: secret })))
    }
    const text = inspect(said, { depth: 20, showHidden: true }) + JSON.stringify(said)
    expect(said).toHaveLength(14)
    for (const word of [apiKey, secret, 'planted', encodeURIComponent(secret)]) expect(text).not.toContain(word)
    // And nothing that prints a connection.
    expect(JSON.stringify(connection) ?? '').not.toContain('planted')
    expect(inspect(connection, { depth: 1 })).not.toContain('planted')
  })
})
