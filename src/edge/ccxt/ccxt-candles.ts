import type { CandleRow, CandleSource } from './candle-source.ts'
import type { ExchangeConnection } from './exchange-connection.ts'

/** How many of the last bars exchanges show at all, where that is not everything. */
const windows: Readonly<Record<string, number>> = { kraken: 720 }

/** How many bars of one request are safe to ask for; those that give fewer are paged through in smaller steps. */
const pageSizes: Readonly<Record<string, number>> = { kraken: 720, coinbase: 300, okx: 300, binance: 1000, bybit: 1000 }

/** The bars of an exchange, for `fetchHistory`. */
export function ccxtCandles(connection: ExchangeConnection): CandleSource {
  const { id, timeframes } = connection
  return {
    ...{ exchange: id, pageSize: pageSizes[id] ?? 500, window: windows[id], timeframes },
    fetchCandles: ({ symbol, timeframe, since, limit }) =>
      connection.query(
        `give bars of ${symbol} ${timeframe}`,
        async client => (await client.fetchOHLCV(symbol, timeframe, since, limit)) as CandleRow[],
      ),
  }
}
