import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { pollBars, streamBars } from '../../../src/edge/ccxt/follow-exchange.ts'
import type { BarNote } from '../../../src/market/bar-source.ts'
import { type ExchangeServer, startExchangeServer } from '../../exchange-server/exchange-server.ts'
import { connect } from './connected.ts'

const start = Date.UTC(2026, 0, 1)
const minute = 60_000
const barOf = (i: number) => ({ time: start + i * minute, open: 100 + i, high: 102 + i, low: 99 + i, close: 101 + i, volume: i })

let server: ExchangeServer
beforeEach(async () => {
  server = await startExchangeServer()
  for (let i = 0; i < 4; i++) server.market.pushBars('BTC/USD', 1, [barOf(i)])
  server.setNow(start + 3.5 * minute)
})
afterEach(() => server.close())

/** The clock of the test is that of the server; sleeping is short, whatever is asked for. */
const world = { now: () => server.now(), random: () => 0, sleep: () => new Promise<void>(resolve => setTimeout(resolve, 5)) }

describe('pollBars', () => {
  it('gives what has closed, and then each bar as it closes, whatever the exchange does', async () => {
    const source = await pollBars(await connect(server, { world }), { symbol: 'BTC/USD', timeframe: '1m' })
    server.faults.add({ on: 'OHLC', fault: { kind: 'out-of-order' } })
    server.faults.add({ on: 'OHLC', fault: { kind: 'html' }, calls: [3] })
    const control = new AbortController()
    const seen: number[] = []
    const moving = setInterval(() => {
      server.advance(minute / 2)
      const i = Math.floor((server.now() - start) / minute)
      server.market.pushBars('BTC/USD', 1, [barOf(i)])
    }, 30)
    for await (const bar of source.follow({ after: start, signal: control.signal })) {
      const i = (bar.time - start) / minute
      expect(bar).toEqual(barOf(i))
      seen.push(i)
      if (seen.length === 8) control.abort()
    }
    clearInterval(moving)
    expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  })

  it('refuses a symbol that there is not', async () => {
    await expect(pollBars(await connect(server, { world }), { symbol: 'BTC/XXX', timeframe: '1m' })).rejects.toMatchObject({
      code: 'exchange/symbol',
    })
  })
})

describe('streamBars', () => {
  it('hears of the end of a bar, and loses none when the feed is cut, silent or wrong', { timeout: 30_000 }, async () => {
    // Without the feed nothing would ever end: sleeping lasts longer than the test.
    const napping = {
      ...world,
      sleep: (ms: number, signal?: AbortSignal) =>
        new Promise<void>(resolve => {
          const timer = setTimeout(resolve, ms > 20_000 ? 100_000 : 10)
          signal?.addEventListener('abort', () => {
            clearTimeout(timer)
            resolve()
          })
        }),
    }
    const connection = await connect(server, { world: napping, websocket: true })
    const source = await streamBars(connection, { symbol: 'BTC/USD', timeframe: '1m' })
    const control = new AbortController()
    const notes: BarNote[] = []
    const seen: number[] = []
    let next = 4
    const push = async () => {
      await expect.poll(() => server.subscriptions(), { timeout: 10_000 }).toContain('ohlc BTC/USD')
      server.setNow(start + next * minute + 1000)
      server.market.pushBars('BTC/USD', 1, [barOf(next++)])
    }
    const first = push()
    for await (const bar of source.follow({ signal: control.signal, onNote: note => notes.push(note) })) {
      const i = (bar.time - start) / minute
      expect(bar).toEqual(barOf(i))
      seen.push(i)
      if (seen.length === 2) server.disconnect()
      if (seen.length === 4) {
        control.abort()
        break
      }
      push().catch(() => undefined)
    }
    await first
    expect(seen).toEqual([3, 4, 5, 6])
    expect(notes.filter(({ kind }) => kind !== 'reconnected')).toEqual([])
    await connection.close()
  })
})
