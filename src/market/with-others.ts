import { ConfigError } from '../base/errors.ts'
import type { Bars } from './bars.ts'

/**
 * Bars that bring the bars of other symbols along, for strategies that look at them with `this.other(symbol)`. They replace those that the
 * bars had before.
 *
 * Timeframes, lengths and starts may differ: on every bar a strategy sees the last bar of the other symbol that has ended by then.
 *
 * @param others - `Bars`, or buffers that grow together with the first one; append to them before a strategy follows.
 * @throws {@link ConfigError} `bars/others` for a symbol that is there twice.
 *
 * @example
 * ```ts
 * import { syntheticBars, withOthers } from 'peak-trade'
 *
 * const btc = syntheticBars({ seed: 1, length: 100, symbol: 'BTC/EUR' })
 * const eth = syntheticBars({ seed: 2, length: 100, symbol: 'ETH/EUR' })
 * withOthers(btc, [eth]).others?.length // 1
 * ```
 */
export function withOthers(bars: Bars, others: readonly Bars[]): Bars {
  checkOthers(bars.symbol, others)
  const { symbol, timeframe, calendar, length, time, open, high, low, close, volume } = bars
  return Object.freeze({ symbol, timeframe, calendar, length, time, open, high, low, close, volume, others: Object.freeze([...others]) })
}

/** Throws `bars/others` unless all symbols are different. */
export function checkOthers(symbol: string, others: readonly Bars[]): void {
  const seen = new Set<string>()
  for (const other of others) {
    if (other.symbol === symbol)
      throw new ConfigError('bars/others', `${symbol} cannot be among its own other symbols; leave it out, or give it its own name`, {
        symbol,
      })
    if (seen.has(other.symbol))
      throw new ConfigError('bars/others', `${other.symbol} is twice among the other symbols of ${symbol}; give it once`, {
        symbol: other.symbol,
      })
    seen.add(other.symbol)
  }
}
