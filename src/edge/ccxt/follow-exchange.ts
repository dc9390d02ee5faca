import type { Timeframe } from '../../base/timeframe.ts'
import type { BarSource } from '../../market/bar-source.ts'
import { type BarFeed, feedAlarm } from './bar-alarm.ts'
import { ccxtCandles } from './ccxt-candles.ts'
import { exchangeBars } from './exchange-bars.ts'
import type { ExchangeConnection } from './exchange-connection.ts'
import { backoffMs } from './retry.ts'

/**
 * Which bars to follow.
 *
 * @example
 * ```ts
 * import type { ExchangeFeedOptions } from 'peak-trade/ccxt'
 *
 * const feed: ExchangeFeedOptions = { symbol: 'BTC/EUR', timeframe: '1h' }
 * ```
 */
export interface ExchangeFeedOptions {
  readonly symbol: string
  readonly timeframe: Timeframe
  /** How long after its end a bar is asked for. Default 2 000. */
  readonly settleMs?: number | undefined
  /** How long to wait before asking again for a bar that is not there yet. Default 5 000. */
  readonly againMs?: number | undefined
}

/**
 * Closed bars of an exchange, asked for when they have ended. Its clock is compared with the one here first, so that no bar counts as closed too early.
 *
 * @throws Rejects with {@link EdgeError} `exchange/…` when the exchange cannot be asked.
 *
 * @example
 * ```ts
 * import { connectExchange, pollBars } from 'peak-trade/ccxt'
 *
 * const connection = await connectExchange({ exchange: 'kraken' })
 * const follow = async (): Promise<void> => {
 *   const source = await pollBars(connection, { symbol: 'BTC/EUR', timeframe: '1m' })
 *   for await (const bar of source.follow()) if (bar.close > 0) break
 * }
 * typeof follow // 'function'
 * ```
 */
export async function pollBars(connection: ExchangeConnection, feed: ExchangeFeedOptions): Promise<BarSource> {
  return exchangeBars(await partsOf(connection, feed))
}

/**
 * The same, with a websocket that tells when a bar has ended, so that it comes a few seconds sooner. The numbers of a bar are those that the exchange
 * shows when it is asked, because messages get lost; a feed that is cut or silent costs time, and never a bar.
 *
 * @param connection - Made with `websocket: true`.
 * @throws Rejects with {@link EdgeError} `exchange/…` when the exchange cannot be asked.
 *
 * @example
 * ```ts
 * import { connectExchange, streamBars } from 'peak-trade/ccxt'
 *
 * const connection = await connectExchange({ exchange: 'kraken', websocket: true })
 * const follow = async (): Promise<void> => {
 *   const source = await streamBars(connection, { symbol: 'BTC/EUR', timeframe: '1m' })
 *   for await (const bar of source.follow()) if (bar.close > 0) break
 *   await connection.close()
 * }
 * typeof follow // 'function'
 * ```
 */
export async function streamBars(connection: ExchangeConnection, feed: ExchangeFeedOptions): Promise<BarSource> {
  const { client, world } = connection
  const { symbol, timeframe } = feed
  const told: BarFeed = {
    next: async () => (await client.watchOHLCV(symbol, timeframe)).map(([time]) => Number(time)),
    pause: failures => world.sleep(backoffMs(failures, {}, world.random)),
  }
  return exchangeBars({ ...(await partsOf(connection, feed)), alarm: () => feedAlarm(told) })
}

async function partsOf(connection: ExchangeConnection, { settleMs, againMs, ...named }: ExchangeFeedOptions) {
  const { world } = connection
  await connection.checkSymbol(named.symbol)
  const { skewMs, uncertaintyMs } = await connection.clockSkew()
  // Never later than it is there.
  const now = () => world.now() + skewMs - uncertaintyMs
  return { ...named, source: ccxtCandles(connection), now, sleep: world.sleep, settleMs, againMs }
}
