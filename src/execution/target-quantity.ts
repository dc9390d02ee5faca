import { averageTrueRange } from '../engine/average-true-range.ts'
import { needsAtr, stopDistance } from '../engine/exits.ts'
import { FillCosts } from '../engine/fill-costs.ts'
import type { Fill } from '../engine/fills.ts'
import { kellyFraction } from '../engine/kelly.ts'
import type { RefusalReason } from '../engine/refusals.ts'
import type { BacktestSettings } from '../engine/settings.ts'
import { simpleReturnVolatility } from '../engine/sizer.ts'
import { sizedQuantity } from '../engine/sizing.ts'
import type { Bars } from '../market/bars.ts'
import { closedReturns } from './closed-returns.ts'

/** A target to find the quantity for. */
export interface TargetToSize {
  /** From -1 to 1, not 0. */
  readonly target: number
  /** Before slippage. */
  readonly price: number
  /** Worth of the account at the price. */
  readonly worth: number
  /** Signed quantity that is held. */
  readonly held: number
  /** Bar whose close decided. */
  readonly decided: number
  /** All fills so far. */
  readonly fills: readonly Fill[]
}

/** The signed quantity that a target asks for, or why it cannot be known. */
export function targetQuantity(order: TargetToSize, bars: Bars, settings: BacktestSettings): number | RefusalReason {
  const { target, price, worth, held, decided, fills } = order
  const { sizing, exits } = settings
  const costs = new FillCosts(settings.costs, settings.instrument)
  const paid = costs.expectedPrice(price, Math.sign(target))
  const volatility = 'volatility' in sizing ? simpleReturnVolatility(bars, decided, sizing.period ?? 20) : Number.NaN
  if ('volatility' in sizing && Number.isNaN(volatility)) return 'volatility-unknown'
  const range = averageTrueRange(bars, exits, decided)
  if (held === 0 && needsAtr(exits) && !(range > 0)) return 'atr-unknown'
  return sizedQuantity(sizing, {
    target,
    equity: worth,
    price: paid,
    feeRate: costs.feeRate,
    minimumFee: costs.minimumFee,
    maxLeverage: settings.maxLeverage,
    lot: settings.instrument.lot,
    stopDistance: stopDistance(paid, exits, range),
    volatility,
    kelly: kellyOf(settings, fills),
  })
}

function kellyOf({ sizing }: BacktestSettings, fills: readonly Fill[]): number {
  if (!('kelly' in sizing)) return Number.NaN
  const { trades = 20 } = sizing
  const last: number[] = []
  // A ring, because the order of adding up shows in the last bit, and near a limit that bit decides.
  for (const [k, gain] of closedReturns(fills).entries()) last[k % trades] = gain
  return kellyFraction(sizing, last, last.length)
}
