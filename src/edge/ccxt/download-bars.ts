import { ccxtCandles } from './ccxt-candles.ts'
import { isSkewed } from './clock-skew.ts'
import type { ExchangeConnection } from './exchange-connection.ts'
import { type FetchedHistory, fetchHistory, type HistoryOptions, type HistoryRequest } from './fetch-history.ts'

/**
 * How bars are downloaded.
 *
 * @example
 * ```ts
 * import type { DownloadOptions } from 'peak-trade/ccxt'
 *
 * const options: DownloadOptions = { onProgress: ({ done, total }) => done / total, signal: AbortSignal.timeout(60_000) }
 * ```
 */
export interface DownloadOptions extends Pick<HistoryOptions, 'home' | 'signal' | 'onProgress'> {}

/**
 * Downloads closed bars of an exchange into the cache, page by page, for `readCachedBars`. What is there already is not asked for again, and every page is on
 * the disk before the next one is asked for: whatever ends it, the same call goes on where it was. The clock of the exchange decides what is closed.
 *
 * Nothing that an exchange sends is believed: rows are sorted, repeated and broken ones are counted, empty pages are asked for again. What the exchange does
 * not give is in `missing`, with the reason in `notes`: Kraken shows only the last 720 bars of each timeframe.
 *
 * @throws Rejects with {@link ConfigError} `history/range`, `history/timeframe`, `exchange/symbol`; with {@link EdgeError} `history/stuck` when the exchange gives
 * the same page again and again, `history/aborted`, `exchange/…`.
 *
 * @example
 * ```ts
 * import { connectExchange, downloadBars } from 'peak-trade/ccxt'
 * import { readCachedBars } from 'peak-trade/node'
 *
 * const download = async (): Promise<number> => {
 *   const connection = await connectExchange({ exchange: 'kraken' })
 *   const series = { symbol: 'BTC/EUR', timeframe: '1d' } as const
 *   const { firstTime } = await downloadBars(connection, { ...series, since: Date.UTC(2025, 0, 1) })
 *   const { bars } = await readCachedBars({ exchange: 'kraken', ...series, from: firstTime })
 *   return bars.length
 * }
 * typeof download // 'function'
 * ```
 */
export async function downloadBars(
  connection: ExchangeConnection,
  request: HistoryRequest,
  options: DownloadOptions = {},
): Promise<FetchedHistory> {
  const { now, notes } = await exchangeClock(connection)
  await connection.checkSymbol(request.symbol)
  const history = await fetchHistory(request, { ...options, source: ccxtCandles(connection), now })
  return { ...history, notes: [...history.notes, ...notes] }
}

/** The time of the exchange, never later than it is there: a bar that is still being made must not count as closed. */
async function exchangeClock(connection: ExchangeConnection): Promise<{ readonly now: () => number; readonly notes: readonly string[] }> {
  const { id, client, world } = connection
  if (!client.has.fetchTime)
    return { now: () => world.now() - 5000, notes: [`${id} does not tell the time; the clock of this machine was believed`] }
  const skew = await connection.clockSkew()
  const seconds = Math.abs(skew.skewMs / 1000).toFixed(1)
  return {
    now: () => world.now() + skew.skewMs - skew.uncertaintyMs,
    notes: isSkewed(skew)
      ? [`the clock of this machine is ${seconds} s ${skew.skewMs > 0 ? 'behind' : 'ahead of'} that of ${id}, which was used; set it right`]
      : [],
  }
}
