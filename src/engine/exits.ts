/**
 * Rules that end a position without being asked by the strategy. All distances are fractions of the average entry fill
 * price (0.02 = 2 %). They hold from the entry bar on.
 *
 * @example
 * ```ts
 * import { backtest, type ExitRules, MaCrossover, syntheticBars } from 'peak-trade'
 *
 * const exits: ExitRules = { stopLoss: 0.02, takeProfit: 0.05 }
 * backtest(MaCrossover, syntheticBars({ seed: 1, length: 500 }), { exits }).trades.length
 * ```
 */
export interface ExitRules {
  /** Leave when the price moves this far against the entry. */
  readonly stopLoss?: number | undefined
  /** Leave when the price moves this far in favor. */
  readonly takeProfit?: number | undefined
  /** Leave when the price falls this far back from its best level since the entry, the current bar not counted. */
  readonly trailingStop?: number | undefined
  /** Leave after this many bars. */
  readonly maxBars?: number | undefined
  /**
   * How a profit target fills: `market` pays slippage like any other fill (default), `limit` gets exactly its price.
   */
  readonly targetFill?: 'market' | 'limit' | undefined
}

/** The price at which a stop loss stands; never reached (0 or Infinity) without one. `side` is 1 long, -1 short. */
export function stopLevel(entryPrice: number, side: number, distance: number | undefined): number {
  if (distance === undefined) return side > 0 ? 0 : Number.POSITIVE_INFINITY
  return entryPrice * (1 - side * distance)
}

/** The price at which a profit target stands; never reached (Infinity or 0) without one. */
export function targetLevel(entryPrice: number, side: number, distance: number | undefined): number {
  if (distance === undefined) return side > 0 ? Number.POSITIVE_INFINITY : 0
  return entryPrice * (1 + side * distance)
}

/** What to multiply the best price so far with to get the trailing stop; never reached without one. */
export function trailingFactor(side: number, distance: number | undefined): number {
  if (distance === undefined) return side > 0 ? 0 : Number.POSITIVE_INFINITY
  return 1 - side * distance
}

/**
 * The first bar at whose close the holding time is over; Infinity without a limit. A position that is entered at an open lives through its
 * entry bar.
 */
export function lastHeldBar(entryIndex: number, fillAt: 'open' | 'close', maxBars: number | undefined): number {
  if (maxBars === undefined) return Number.POSITIVE_INFINITY
  return entryIndex + maxBars - (fillAt === 'open' ? 1 : 0)
}
