import { type Account, ruinLevel } from '../engine/account.ts'
import type { ExitLevels } from '../engine/exit-levels.ts'
import { breakEvenTrigger, type ExitRules, stopLevel } from '../engine/exits.ts'
import type { TradeLevel, TradeLevels } from './trade-explanation.ts'

/** The range of a bar, and the position that went through it. */
export interface WatchedPosition {
  readonly account: Account
  readonly exits: ExitRules
  /** Up to date for the position, best price included. */
  readonly levels: ExitLevels
  /** Average true range at the decision of the position. */
  readonly atr: number
  readonly high: number
  readonly low: number
  /** On its way out: only the end of the account is watched. */
  readonly leaving: boolean
}

type Stop = 'stop' | 'break-even' | 'trailing' | 'liquidation'

/** Of several levels at the same price the first one of this list counts. */
const STOPS: readonly Stop[] = ['stop', 'break-even', 'trailing', 'liquidation']

/** Where the exits of a position stood in a bar, and which of them the bar reached. Prices that no market has are left out. */
export function watchedLevels({ account, exits, levels, atr, high, low, leaving }: WatchedPosition): TradeLevels {
  const side = Math.sign(account.quantity)
  const worst = side > 0 ? low : high
  const best = side > 0 ? high : low
  const prices: Partial<Record<Stop, number>> = { liquidation: ruinLevel(account) }
  if (!leaving) {
    const entry = account.averagePrice
    prices.stop = stopLevel(entry, side, exits, atr)
    prices.trailing = levels.best * levels.trailing - levels.offset
    if (side * levels.best >= side * breakEvenTrigger(entry, side, exits)) prices['break-even'] = entry
  }
  const watched: { -readonly [K in keyof TradeLevels]: TradeLevels[K] } = {}
  for (const kind of STOPS) {
    const price = prices[kind]
    if (price === undefined || !isMarketPrice(price, side)) continue
    const level: TradeLevel = { price, reached: side * worst <= side * price }
    if (kind === 'trailing') watched.trailing = { ...level, best: levels.best }
    else watched[kind] = level
    const nearest = watched.nearest === undefined ? undefined : watched[watched.nearest]
    if (nearest === undefined || side * price > side * nearest.price) watched.nearest = kind
  }
  if (!leaving && isMarketPrice(levels.profit, -side))
    watched.target = { price: levels.profit, reached: side * best >= side * levels.profit }
  return watched
}

/** Whether a level that waits below (`side` 1) or above (-1) the market is one at all. */
function isMarketPrice(price: number, side: number): boolean {
  return side > 0 ? price > 0 : price < Number.POSITIVE_INFINITY
}
