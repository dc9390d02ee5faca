import type { FillCosts } from '../engine/fill-costs.ts'
import type { Fill } from '../engine/fills.ts'
import { paidPrice } from './order-prices.ts'
import type { ReplayCheck } from './replay-check.ts'
import type { ExplainedFill } from './trade-explanation.ts'

/** What a fill must be by the rules. */
export interface ExpectedFill extends Pick<ExplainedFill, 'when' | 'reason' | 'rawPrice' | 'why'> {
  /** Signed; the volume may have cut it. */
  readonly ordered: number
  /** It gets its price, not the market's. */
  readonly limit?: boolean
  /** The market's price, but never beyond this one. */
  readonly cap?: number | undefined
  /** Id of its order, if it has one. */
  readonly order?: number | undefined
}

/** A fill with everything that made its numbers, each compared with it. `volume` is that of its bar. */
export function explainFill(
  fill: Fill,
  { when, reason, rawPrice, ordered, why, limit = false, cap, order }: ExpectedFill,
  { costs, volume, check }: { readonly costs: FillCosts; readonly volume: number; readonly check: ReplayCheck },
): ExplainedFill {
  const { index, quantity, fee } = fill
  const price = paidPrice({ rawPrice, limit, cap }, fill, { costs, volume })
  check.expect('exit reason', reason, fill.reason, index)
  check.expect('fill price', price, fill.price, index)
  check.expect('fill fee', costs.fee(quantity, price, limit), fee, index)
  // The step of prices never makes a limit fill worse.
  const slippage = limit ? 0 : Math.abs(quantity) * Math.abs(price - rawPrice)
  const explained = { when, reason, quantity, ...(quantity === ordered ? {} : { ordered }), rawPrice, price, slippage, fee, why }
  return order === undefined ? explained : { ...explained, order }
}
