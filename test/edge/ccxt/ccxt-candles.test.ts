import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ccxtCandles } from '../../../src/edge/ccxt/ccxt-candles.ts'
import { type ExchangeServer, startExchangeServer } from '../../exchange-server/exchange-server.ts'
import { connect } from './connected.ts'

const start = Date.UTC(2026, 0, 1)
const minute = 60_000
let server: ExchangeServer

beforeAll(async () => {
  server = await startExchangeServer()
  const bars = Array.from({ length: 800 }, (_, i) => ({ time: start + i * minute, open: 100, high: 102, low: 99, close: 101, volume: i }))
  server.market.pushBars('BTC/EUR', 1, bars)
})
afterAll(() => server.close())

describe('ccxtCandles', () => {
  it('gives bars from a time on, and knows that Kraken shows 720', async () => {
    const source = ccxtCandles(await connect(server))
    expect(source).toMatchObject({ exchange: 'kraken', window: 720, pageSize: 720 })
    const rows = await source.fetchCandles({ symbol: 'BTC/EUR', timeframe: '1m', since: start + 790 * minute, limit: 5 })
    expect(rows).toEqual(Array.from({ length: 5 }, (_, i) => [start + (790 + i) * minute, 100, 102, 99, 101, 790 + i]))
    expect(await source.fetchCandles({ symbol: 'BTC/EUR', timeframe: '1m', since: start, limit: 720 })).toHaveLength(720)
  })

  it('knows no window of exchanges that show everything', async () => {
    const { connectExchange } = await import('../../../src/edge/ccxt/exchange-connection.ts')
    expect(ccxtCandles(await connectExchange({ exchange: 'binance' }))).toMatchObject({ window: undefined, pageSize: 1000 })
  })
})
