import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { type ExchangeProcess, spawnExchange } from './exchange-process.ts'
import { startExchangeServer } from './exchange-server.ts'

let exchange: ExchangeProcess | undefined
afterEach(() => exchange?.close())

describe('an exchange in a process of its own', () => {
  it('is controlled over HTTP like one in the same process', async () => {
    exchange = await spawnExchange({ prices: { 'BTC/USD': 50_000 }, balances: { USD: 1000 } })
    const { controls } = exchange
    expect(exchange.pid).not.toBe(process.pid)
    expect(await controls.balances()).toEqual({ USD: { total: '1000', held: '0' } })
    expect(await controls.market.setPrice('BTC/USD', 40_000)).toEqual({ bid: '39996', ask: '40004', last: '40000' })
    await controls.advance(1000)
    expect(await controls.now()).toBe(Date.UTC(2026, 0, 1) + 1000)
    await expect(controls.orders.get('nothing')).rejects.toThrow('no order "nothing"')
    await expect(controls.market.setPrice('NO/PAIR', 1)).rejects.toThrow('no pair "NO/PAIR"')
  })

  it('outlives a client that is killed between the acceptance of its order and the answer', async () => {
    exchange = await spawnExchange({ prices: { 'BTC/USD': 50_000 } })
    const { controls, url } = exchange
    await controls.faults.add({ on: 'AddOrder', fault: { kind: 'timeout', when: 'after' } })
    const signedCall = fileURLToPath(new URL('signed-call.ts', import.meta.url))
    const params = { pair: 'XBTUSD', type: 'buy', ordertype: 'limit', price: '49000', volume: '0.1', cl_ord_id: 'crash-1' }
    const script = `
      import { callPrivately } from ${JSON.stringify(signedCall)}
      await callPrivately(${JSON.stringify(url)}, 'AddOrder', { credentials: ${JSON.stringify(await controls.credentials())}, params: ${JSON.stringify(params)} })`
    const client = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'ignore' })
    await expect.poll(async () => (await controls.orders.open()).map(({ clientId }) => clientId), { timeout: 10_000 }).toEqual(['crash-1'])
    const ended = new Promise(resolve => client.once('exit', (_, signal) => resolve(signal)))
    client.kill('SIGKILL')
    expect(await ended).toBe('SIGKILL')
    expect((await controls.log.list('AddOrder'))[0]).toMatchObject({ reached: true, faults: ['timeout'] })
    expect((await controls.balances()).USD.held).toBe('4919.6')
  })

  it('says so when it cannot begin', async () => {
    const other = await startExchangeServer()
    await expect(spawnExchange({ port: other.port })).rejects.toThrow(/before it was ready:.*EADDRINUSE/s)
    await other.close()
  })
})
