import { describeDistribution } from '../distribution.ts'

/**
 * A sleeve and its weight.
 *
 * @example
 * ```ts
 * import type { SleeveWeight } from 'peak-trade'
 *
 * const weight: SleeveWeight = { sleeve: 'ma_crossover BTC/EUR', weight: 0.4 }
 * ```
 */
export interface SleeveWeight {
  readonly sleeve: string
  readonly weight: number
}

/**
 * How the weight of a sleeve wandered from window to window.
 *
 * @example
 * ```ts
 * import { type WeightDrift, weightDrift } from 'peak-trade'
 *
 * const drift: WeightDrift = weightDrift([[{ sleeve: 'trend', weight: 0.2 }], [{ sleeve: 'trend', weight: 0.6 }]]).sleeves.trend
 * drift.max // 0.6
 * ```
 */
export interface WeightDrift {
  readonly mean: number
  readonly min: number
  readonly max: number
  /** Mean absolute change from window to window; NaN with fewer than two. */
  readonly change: number
}

/**
 * How weights wandered: per sleeve, and altogether. A sleeve that a window does not have has the weight 0 there.
 *
 * @param windows - The weights of each window.
 *
 * @example
 * ```ts
 * import { weightDrift } from 'peak-trade'
 *
 * const weights = [0.5, 0.7, 0.5].map(weight => [{ sleeve: 'a', weight }, { sleeve: 'b', weight: 1 - weight }])
 * weightDrift(weights).turnover // about 0.2: the part of the account that moves from window to window
 * ```
 */
export function weightDrift(windows: readonly (readonly SleeveWeight[])[]): {
  readonly sleeves: Readonly<Record<string, WeightDrift>>
  /** Half of the absolute changes of all weights, from window to window, on average: 0 for weights that stay; NaN with fewer than two. */
  readonly turnover: number
} {
  const names = new Set(windows.flatMap(weights => weights.map(({ sleeve }) => sleeve)))
  const sleeves: Record<string, WeightDrift> = {}
  let turnover = windows.length < 2 ? Number.NaN : 0
  for (const name of names) {
    const seen = windows.map(weights => weights.find(({ sleeve }) => sleeve === name)?.weight ?? 0)
    const { mean, min, max } = describeDistribution(seen)
    let moved = 0
    for (let k = 1; k < seen.length; k++) moved += Math.abs(seen[k] - seen[k - 1])
    const change = seen.length < 2 ? Number.NaN : moved / (seen.length - 1)
    sleeves[name] = { mean, min, max, change }
    turnover += change / 2
  }
  return { sleeves, turnover }
}
