/**
 * Rules that end a position without being asked by the strategy. Distances are fractions of the average entry fill price
 * (0.02 = 2 %) or multiples of the average true range that was known when the position was decided. They hold from the entry bar on.
 *
 * @example
 * ```ts
 * import { backtest, type ExitRules, MaCrossover, syntheticBars } from 'peak-trade'
 *
 * const exits: ExitRules = { stopAtr: 2, takeProfit: 0.05, breakEven: 0.02 }
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
  /** `stopLoss` in average true ranges. */
  readonly stopAtr?: number | undefined
  /** `takeProfit` in average true ranges. */
  readonly targetAtr?: number | undefined
  /** `trailingStop` in average true ranges. */
  readonly trailingAtr?: number | undefined
  /** Bars of the average true range (Wilder). Default 14. */
  readonly atrPeriod?: number | undefined
  /** Move the stop to the average entry price once the price has been this far in favor, the current bar not counted. */
  readonly breakEven?: number | undefined
  /** Leave after this many bars. */
  readonly maxBars?: number | undefined
  /**
   * How a profit target fills: `market` pays slippage like any other fill (default), `limit` gets exactly its price.
   */
  readonly targetFill?: 'market' | 'limit' | undefined
  /** Which one counts when a stop and the target are inside the same bar: the `stop` (default), or the `target`, which is optimistic. */
  readonly sameBar?: 'stop' | 'target' | undefined
}

/** The exit rules that one kind of level is made from. `atr` is what the position was decided with. */
type Rules<K extends keyof ExitRules> = Pick<ExitRules, K>

/** True when a rule needs the average true range. */
export function needsAtr({ stopAtr, targetAtr, trailingAtr }: ExitRules): boolean {
  return stopAtr !== undefined || targetAtr !== undefined || trailingAtr !== undefined
}

/** The price at which a stop loss stands; never reached (0 or Infinity) without one. `side` is 1 long, -1 short. */
export function stopLevel(entryPrice: number, side: number, { stopLoss, stopAtr }: Rules<'stopLoss' | 'stopAtr'>, atr: number): number {
  if (stopLoss !== undefined) return entryPrice * (1 - side * stopLoss)
  if (stopAtr !== undefined) return entryPrice - side * stopAtr * atr
  return side > 0 ? 0 : Number.POSITIVE_INFINITY
}

/** The price at which a profit target stands; never reached (Infinity or 0) without one. */
export function targetLevel(
  entryPrice: number,
  side: number,
  { takeProfit, targetAtr }: Rules<'takeProfit' | 'targetAtr'>,
  atr: number,
): number {
  if (takeProfit !== undefined) return entryPrice * (1 + side * takeProfit)
  if (targetAtr !== undefined) return entryPrice + side * targetAtr * atr
  return side > 0 ? Number.POSITIVE_INFINITY : 0
}

/** What to multiply the best price so far with to get the trailing stop; never reached without one. */
export function trailingFactor(side: number, { trailingStop, trailingAtr }: Rules<'trailingStop' | 'trailingAtr'>): number {
  if (trailingStop !== undefined) return 1 - side * trailingStop
  if (trailingAtr !== undefined) return 1
  return side > 0 ? 0 : Number.POSITIVE_INFINITY
}

/** What to subtract from that product; 0 unless the distance is a multiple of the average true range. */
export function trailingOffset(side: number, { trailingAtr }: Rules<'trailingAtr'>, atr: number): number {
  return trailingAtr === undefined ? 0 : side * trailingAtr * atr
}

/** The price that the market must have seen for the stop to move to the entry price; never reached without such a rule. */
export function breakEvenTrigger(entryPrice: number, side: number, { breakEven }: Rules<'breakEven'>): number {
  if (breakEven === undefined) return side > 0 ? Number.POSITIVE_INFINITY : 0
  return entryPrice * (1 + side * breakEven)
}

/** The one of two prices at which leaving a position brings less. */
export function worsePrice(a: number, b: number, side: number): number {
  return side > 0 ? Math.min(a, b) : Math.max(a, b)
}

/** What one unit loses when the nearest stop of a fresh position is hit; NaN without any. */
export function stopDistance(price: number, rules: ExitRules, atr: number): number {
  const { stopLoss, stopAtr, trailingStop, trailingAtr } = rules
  let distance = Number.POSITIVE_INFINITY
  if (stopLoss !== undefined) distance = Math.min(distance, stopLoss * price)
  if (stopAtr !== undefined) distance = Math.min(distance, stopAtr * atr)
  if (trailingStop !== undefined) distance = Math.min(distance, trailingStop * price)
  if (trailingAtr !== undefined) distance = Math.min(distance, trailingAtr * atr)
  return distance === Number.POSITIVE_INFINITY ? Number.NaN : distance
}

/**
 * The first bar at whose close the holding time is over; Infinity without a limit. A position that is entered at an open lives through its
 * entry bar.
 */
export function lastHeldBar(entryIndex: number, fillAt: 'open' | 'close', maxBars: number | undefined): number {
  if (maxBars === undefined) return Number.POSITIVE_INFINITY
  return entryIndex + maxBars - (fillAt === 'open' ? 1 : 0)
}
