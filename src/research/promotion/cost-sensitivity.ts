import type { Column } from '../../base/column.ts'
import type { Costs } from '../../engine/costs.ts'
import type { BacktestSettings } from '../../engine/settings.ts'
import { SummaryRuns } from '../../engine/summary-runs.ts'
import type { Bars } from '../../market/bars.ts'

/**
 * At which costs an edge vanishes. Costs are basis points per fill: fee, slippage and half of the spread together.
 */
export interface CostSensitivity {
  /** What the run assumed. */
  readonly assumedBps: number
  /** Costs at which the total return is 0; 0 when there is none even without costs, NaN when it stays positive up to `limitBps`. */
  readonly breakEvenBps: number
  /** `breakEvenBps / assumedBps`; NaN when no costs were assumed. Above 1 there is something left, 2 survives twice the costs. */
  readonly factor: number
  /** Up to where was searched. */
  readonly limitBps: number
  /** Annual Sharpe ratio at multiples of the assumed costs; NaN when no costs were assumed. */
  readonly sharpes: readonly { readonly factor: number; readonly sharpe: number }[]
}

/** What the engine takes as slippage at most. */
const LIMIT_BPS = 5000
const FACTORS = [0, 1, 2, 3, 5] as const

/**
 * Looks for the costs at which targets that are decided already earn nothing: bisection on the slippage, to a hundredth of a basis point.
 * The rule itself stays as it is.
 *
 * @param targets - One per bar, as `follow` gives them.
 *
 * @example
 * ```ts
 * import { costSensitivity, MaCrossover, resolveSettings, syntheticBars } from 'peak-trade'
 *
 * const bars = syntheticBars({ seed: 1, length: 1000, drift: 1 })
 * const targets = new MaCrossover({ fast: 10, slow: 30 }).follow(bars)
 * const { factor } = costSensitivity(bars, targets, resolveSettings({ costs: { feeBps: 10 } }))
 * factor > 1 // true when there is anything left at these costs
 * ```
 */
export function costSensitivity(bars: Bars, targets: Column, settings: BacktestSettings): CostSensitivity {
  return searchCosts(settings.costs, costs => new SummaryRuns(bars, { ...settings, costs }).core(targets))
}

/** The same for anything that can be run at other costs. */
export function searchCosts(
  costs: Costs,
  run: (costs: Costs) => { readonly totalReturn: number; readonly sharpe: number },
): CostSensitivity {
  const assumedBps = costsPerFill(costs)
  const runAt = (bps: number) => run(costsAt(costs, bps))
  const earns = (bps: number) => runAt(bps).totalReturn > 0
  const limitBps = LIMIT_BPS - (costs.impactBps ?? 0)
  const breakEvenBps = !earns(0) ? 0 : earns(limitBps) ? Number.NaN : bisect(earns, limitBps)
  return {
    assumedBps,
    breakEvenBps,
    factor: assumedBps > 0 ? breakEvenBps / assumedBps : Number.NaN,
    limitBps,
    sharpes: FACTORS.map(factor => ({
      factor,
      sharpe: assumedBps > 0 && factor * assumedBps <= limitBps ? runAt(factor * assumedBps).sharpe : Number.NaN,
    })),
  }
}

/** What a market fill costs in basis points of its value, impact and minimum fee left aside. */
export function costsPerFill({ feeBps, slippageBps, halfSpreadBps = 0 }: Costs): number {
  return feeBps + slippageBps + halfSpreadBps
}

/** The same costs at another level: every rate in its proportion, all as slippage when there were none. */
function costsAt(costs: Costs, bps: number): Costs {
  const assumed = costsPerFill(costs)
  if (assumed === 0) return { ...costs, slippageBps: bps }
  const factor = bps / assumed
  return {
    ...costs,
    feeBps: costs.feeBps * factor,
    slippageBps: costs.slippageBps * factor,
    ...(costs.halfSpreadBps === undefined ? {} : { halfSpreadBps: costs.halfSpreadBps * factor }),
    ...(costs.makerFeeBps === undefined ? {} : { makerFeeBps: Math.min(LIMIT_BPS, costs.makerFeeBps * factor) }),
    ...(costs.minimumFee === undefined ? {} : { minimumFee: Math.min(1e12, costs.minimumFee * factor) }),
  }
}

/** The largest value at which something still holds. */
function bisect(holds: (value: number) => boolean, limit: number): number {
  let low = 0
  let high = limit
  while (high - low > 0.01) {
    const middle = (low + high) / 2
    if (holds(middle)) low = middle
    else high = middle
  }
  return low
}
