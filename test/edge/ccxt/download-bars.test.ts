import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { downloadBars } from '../../../src/edge/ccxt/download-bars.ts'
import { startExchangeServer } from '../../exchange-server/exchange-server.ts'
import { connect } from './connected.ts'

const start = Date.UTC(2026, 0, 1)
const day = 86_400_000

describe('downloadBars', () => {
  it('goes by the clock of the exchange, and says when the one here is wrong', async () => {
    const server = await startExchangeServer()
    const bars = Array.from({ length: 10 }, (_, i) => ({ time: start + i * day, open: 1, high: 3, low: 1, close: 2, volume: 1 }))
    server.market.pushBars('BTC/EUR', 1440, bars)
    server.setNow(start + 9.5 * day)
    // A clock that is two days ahead would take the last bar for closed.
    const world = { now: () => server.now() + 2 * day, random: () => 0, sleep: async () => undefined }
    const request = { symbol: 'BTC/EUR', timeframe: '1d', since: start } as const
    const options = { home: mkdtempSync(join(tmpdir(), 'peak-trade-')) }
    const result = await downloadBars(await connect(server, { world }), request, options)
    expect(result).toMatchObject({ bars: 9, lastTime: start + 8 * day, complete: true })
    expect(result.notes).toEqual(['the clock of this machine is 172799.5 s ahead of that of kraken, which was used; set it right'])
    const connection = await connect(server, { world: { ...world, now: () => server.now() } })
    expect((await downloadBars(connection, request, options)).notes).toEqual([])
    Object.assign(connection.client.has, { fetchTime: false })
    expect((await downloadBars(connection, request, options)).notes[0]).toContain('kraken does not tell the time')
    await expect(downloadBars(connection, { ...request, symbol: 'BTC/EURO' }, options)).rejects.toMatchObject({ code: 'exchange/symbol' })
    await server.close()
  })
})
