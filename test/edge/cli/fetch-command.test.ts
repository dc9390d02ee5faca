import { spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readCachedBars } from '../../../src/edge/files/read-cached-bars.ts'
import { type ExchangeServer, startExchangeServer } from '../../exchange-server/exchange-server.ts'
import { run } from './run.ts'

const main = fileURLToPath(new URL('../../../src/edge/cli/main.ts', import.meta.url))
const hour = 3_600_000
const start = Date.UTC(2026, 0, 1)
const bars = Array.from({ length: 900 }, (_, i) => ({
  time: start + i * hour,
  open: 100 + i,
  high: 101 + i,
  low: 99 + i,
  close: 100.5 + i,
  volume: 1 + i,
}))

let server: ExchangeServer
let home: string

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'peak-trade-'))
  server = await startExchangeServer({ ohlcWindow: 2000 })
  server.market.pushBars('BTC/EUR', 60, bars)
  // Half an hour into the last bar: it is still being made.
  server.setNow(start + 899.5 * hour)
})
afterEach(() => server.close())

const flags = (since = '2026-01-01') => [
  ...['data', 'fetch', '--exchange', 'kraken', '--symbol', 'BTC/EUR', '--timeframe', '1h'],
  ...['--since', since, '--home', home, '--url', server.url],
]
const cached = () => readCachedBars({ exchange: 'kraken', symbol: 'BTC/EUR', timeframe: '1h', home, partial: true })

/** Runs the command in a process of its own; `kill` ends it after so many answers of the exchange. */
function spawnFetch({
  signal,
  after,
}: {
  readonly signal?: NodeJS.Signals
  readonly after?: number
} = {}): Promise<{ code: number | null; error: string }> {
  const child = spawn(process.execPath, [main, ...flags()], { stdio: ['ignore', 'ignore', 'pipe'] })
  let error = ''
  child.stderr.on('data', text => {
    error += text
  })
  const timer = setInterval(() => {
    if (after !== undefined && server.log.list('OHLC').length >= after) child.kill(signal)
  }, 5)
  return new Promise(resolve =>
    child.once('exit', code => {
      clearInterval(timer)
      resolve({ code, error })
    }),
  )
}

describe('data fetch', () => {
  it('downloads what Kraken shows, says what it does not show, and lists it', async () => {
    const { code, out } = await run(...flags(), '--json')
    const result = JSON.parse(out)
    // 720 bars, of which the last one is not closed: 719 of 899.
    expect(result).toMatchObject({ bars: 719, complete: false, missing: [[start, start + 180 * hour]], gaps: [] })
    expect(result.notes[0]).toContain('so 180 bars of 1h could not be had')
    expect(code).toBe(1)
    const { bars: read } = await cached()
    expect([read.length, read.time[0], read.close[718]]).toEqual([719, start + 180 * hour, 100.5 + 898])
    const list = JSON.parse((await run('data', 'cache', 'list', '--home', home, '--json')).out)
    expect(list).toMatchObject([
      { exchange: 'kraken', symbol: 'BTC/EUR', timeframe: '1h', bars: 719, complete: [], incomplete: ['2026-01', '2026-02'] },
    ])
  })

  it('is fine with what is all there, and has a text for people', async () => {
    const { code, out, error } = await run(...flags('2026-02-01'))
    expect(code).toBe(0)
    expect(out).toMatch(/BTC\/EUR 1h of kraken: 155 bars from 2026-02-01 to 2026-02-07 10:00, 155 of them new, \d+ requests/)
    expect(out).toContain('no gaps')
    expect(out).toMatch(/the clock of this machine is [\d.]+ s ahead of that of kraken/)
    expect(error).toBe('from 2026-02-01: 155 bars\n')
    expect((await run('data', 'cache', 'list', '--home', home)).out).toMatch(/kraken +BTC\/EUR +1h +155/)
  })

  it('tries again when the exchange slips, and never stores the bar that is being made', async () => {
    server.faults.add({ on: 'OHLC', fault: { kind: 'status', status: 502, when: 'before' }, calls: [1] })
    server.faults.add({ on: 'OHLC', fault: { kind: 'html' }, calls: [2] })
    server.faults.add({ on: 'OHLC', fault: { kind: 'truncated', sealed: true }, calls: [3] })
    server.faults.add({ on: 'OHLC', fault: { kind: 'out-of-order' } })
    expect((await run(...flags('2026-02-01'))).code).toBe(0)
    const { bars: read, quality } = await cached()
    expect(read.time[read.length - 1]).toBe(start + 898 * hour)
    expect(quality.clean).toBe(true)
  })

  it('says what is wrong, in one line', async () => {
    expect((await run(...flags('soon'))).error).toContain('"soon" is no time')
    expect((await run(...flags('2030-01-01'))).error).toContain('there is no closed bar of 1h')
    expect((await run(...flags().with(3, 'krakn'))).error).toContain('did you mean "kraken"?')
    expect((await run(...flags().with(5, 'BTC/EURO'))).error).toContain('kraken has no symbol "BTC/EURO"; did you mean "BTC/EUR"?')
    expect((await run(...flags().with(7, '2h'))).error).toContain('it has 1m, 5m, 15m, 30m, 1h, 4h, 1d, 1w')
    expect((await run(...flags().with(-1, 'https://example.com'))).error).toContain('is not of this machine')
    expect((await run('data', 'cache', 'list', '--home', home)).out).toContain('nothing was downloaded yet')
  })

  it('goes on after Ctrl-C, and after having been killed', { timeout: 120_000 }, async () => {
    // A hole that only pages can cross: every page has few bars.
    server.faults.add({ on: 'OHLC', fault: { kind: 'delay', ms: 400 } })
    const interrupted = await spawnFetch({ signal: 'SIGINT', after: 1 })
    expect(interrupted.error).not.toContain('unexpectedly')
    const killed = await spawnFetch({ signal: 'SIGKILL', after: 2 })
    expect(killed.code).toBe(null)
    server.faults.clear()
    expect((await spawnFetch()).code).toBe(1)
    const other = mkdtempSync(join(tmpdir(), 'peak-trade-'))
    const before = await cached()
    home = other
    await run(...flags())
    expect(await cached()).toEqual(before)
  })
})
