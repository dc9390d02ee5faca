import { DataError } from '../base/errors.ts'
import { checkCapital } from '../metrics/annualize.ts'

/** The one number of a trade that counts here. */
export interface TradeProfit {
  /** Profit after fees, in quote currency. */
  readonly pnl: number
  /** Trades that are still `open` are left out. */
  readonly exitReason?: string
}

/**
 * What each closed trade did to the whole account: its profit over the equity before it. Compounded they give the equity after all closed
 * trades. For {@link monteCarlo} with `shuffle`, `skip` or `iid`.
 *
 * @param trades - In order of time, as in a backtest's result.
 * @param capital - Money before the first trade.
 * @throws {@link ConfigError} `metrics/capital`, `DataError` `research/trades` when the account was empty before a trade.
 *
 * @example
 * ```ts
 * import { tradeReturns } from 'peak-trade'
 *
 * tradeReturns([{ pnl: 100 }, { pnl: -55 }], 1000) // 0.1, -0.05
 * ```
 */
export function tradeReturns(trades: readonly TradeProfit[], capital: number): Float64Array {
  let equity = checkCapital(capital)
  const closed = trades.filter(({ exitReason }) => exitReason !== 'open')
  return Float64Array.from(closed, ({ pnl }, index) => {
    if (!(equity > 0))
      throw new DataError('research/trades', `the account is at ${equity} before trade ${index}; it cannot earn a return`, { index })
    const part = pnl / equity
    equity += pnl
    return part
  })
}
