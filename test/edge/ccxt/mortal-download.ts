import { appendFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { fetchHistory } from '../../../src/edge/ccxt/fetch-history.ts'
import { fakeExchange, rowsOf, start } from './fake-exchange.ts'

// Downloads into the given folder and writes a line for every page, until it is done or killed.
const [home] = process.argv.slice(2)
const source = fakeExchange(rowsOf(95))
const slow = {
  ...source,
  fetchCandles: async (asked: Parameters<typeof source.fetchCandles>[0]) => {
    appendFileSync(`${home}/pages.log`, `${asked.since}\n`)
    await pause(2)
    return source.fetchCandles(asked)
  },
}
await fetchHistory({ symbol: 'BTC/EUR', timeframe: '1h', since: start }, { source: slow, home, now: () => start + 94 * 3_600_000 + 1 })
