import type { Exchange, Trade } from 'ccxt'
import { EdgeError } from '../../base/errors.ts'
import type { ExchangeConnection } from './exchange-connection.ts'

/** Kraken's TradesHistory gives so many rows a page, the newest first. */
const KRAKEN_PAGE = 50
/** Of one question; more than that are not the fills of a session. */
const MOST_PAGES = 200

/** Own trades since a time, each once, in time order. New ones that come while pages are being turned shift the rows, which only repeats some. */
export async function fetchFills(
  connection: ExchangeConnection,
  { since, symbols }: { readonly since: number; readonly symbols: readonly string[] },
): Promise<Trade[]> {
  const found = new Map<string, Trade>()
  const ask = (call: (client: Exchange) => Promise<Trade[]>) => connection.query('list its fills', call)
  const take = (trades: readonly Trade[]): number => {
    const before = found.size
    for (const trade of trades) if (typeof trade.id === 'string' && (trade.timestamp ?? 0) >= since) found.set(trade.id, trade)
    return found.size - before
  }
  if (connection.id === 'kraken') {
    // Its `start` is in whole seconds, and is left out itself.
    for (let page = 0; ; page++) {
      if (page === MOST_PAGES) throw tooMany(connection.id, found.size)
      const trades = await ask(client => client.fetchMyTrades(undefined, since - 2000, undefined, { ofs: page * KRAKEN_PAGE }))
      take(trades)
      if (trades.length < KRAKEN_PAGE) break
    }
  } else {
    for (const symbol of symbols) {
      let from = since
      for (let page = 0; ; page++) {
        if (page === MOST_PAGES) throw tooMany(connection.id, found.size)
        const trades = await ask(client => client.fetchMyTrades(symbol, from))
        if (take(trades) === 0) break
        from = Math.max(from, ...trades.map(({ timestamp }) => timestamp ?? 0))
      }
    }
  }
  return [...found.values()].sort((a, b) => (a.timestamp ?? 0) - (b.timestamp ?? 0))
}

/** Half of the fills would be worse than none. */
function tooMany(exchange: string, count: number): EdgeError {
  return new EdgeError(
    'exchange/too-many-fills',
    `${exchange} lists more than ${count} fills since then, more than one session has; begin a new session`,
    { exchange, count },
  )
}
