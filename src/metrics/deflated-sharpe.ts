import { normalQuantile } from '../base/normal.ts'
import { known } from './moments.ts'
import { probabilisticSharpe, type SharpeSample } from './probabilistic-sharpe.ts'

const EULER = 0.5772156649015329

/**
 * The trials among which a result was picked.
 */
export interface Trials {
  /** How many independent variants were tried, this one included. */
  readonly trials: number
  /** Variance of their Sharpe ratios, per bar. */
  readonly variance: number
}

/**
 * The best Sharpe ratio per bar that luck alone is expected to give among so many trials without any skill (Bailey and López
 * de Prado 2014). 0 for one trial.
 *
 * @example
 * ```ts
 * import { expectedMaximumSharpe } from 'peak-trade'
 *
 * expectedMaximumSharpe({ trials: 100, variance: 0.0001 }) // about 0.0253
 * ```
 */
export function expectedMaximumSharpe({ trials, variance }: Trials): number {
  if (trials === 1) return 0
  return known(Math.sqrt(variance) * ((1 - EULER) * normalQuantile(1 - 1 / trials) + EULER * normalQuantile(1 - 1 / (trials * Math.E))))
}

/**
 * Deflated Sharpe ratio: the probability that the true Sharpe ratio is above what the best of so many trials would show by
 * luck (Bailey and López de Prado 2014). The `benchmark` of the sample is added to that hurdle.
 *
 * @example
 * ```ts
 * import { deflatedSharpe } from 'peak-trade'
 *
 * deflatedSharpe({ sharpe: 0.065, returns: 1259, trials: 100, variance: 0.0001 }) // about 0.92
 * ```
 */
export function deflatedSharpe(sample: SharpeSample & Trials): number {
  return probabilisticSharpe({ ...sample, benchmark: (sample.benchmark ?? 0) + expectedMaximumSharpe(sample) })
}
