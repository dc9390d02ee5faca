import { ConfigError } from '../base/errors.ts'
import { normalCdf, normalQuantile } from '../base/normal.ts'
import { expectedMaximumSharpe } from '../metrics/deflated-sharpe.ts'
import { known } from '../metrics/moments.ts'
import { maximumDeviation } from './maximum-deviation.ts'

/**
 * At which Sharpe ratio the error of the estimate is taken.
 *
 * `observed`: at the measured one, over n - 1 returns (Bailey and López de Prado 2012 and 2014; what `probabilisticSharpe` and
 * `deflatedSharpe` do). `null`: at the benchmark, the value that is to be refuted, over n returns; and for the best of many
 * trials scaled by the standard deviation of a maximum (López de Prado, Lipton and Zoonekynd 2025).
 */
export type SharpeVariance = 'observed' | 'null'

/**
 * What {@link inferSharpe} needs to know. Sharpe ratios are per bar.
 */
export interface SharpeClaim {
  /** The measured Sharpe ratio. */
  readonly sharpe: number
  /** Number of returns behind it. */
  readonly returns: number
  /** Sharpe ratio that has to be beaten by skill. Default 0. */
  readonly benchmark?: number
  /** Biased skewness of the returns. Default 0. */
  readonly skewness?: number
  /** Biased excess kurtosis of the returns. Default 0. */
  readonly kurtosis?: number
  /** How many independent variants were tried, this one included. Default 1. */
  readonly trials?: number
  /** Variance of their Sharpe ratios. Needed when there are several. */
  readonly variance?: number
  /** Default `observed`. */
  readonly convention?: SharpeVariance
  /** Probability that the track record shall reach. Default 0.95. */
  readonly confidence?: number
}

/**
 * What a Sharpe ratio is worth. Probabilities are fractions.
 */
export interface SharpeInference {
  readonly convention: SharpeVariance
  /** Standard error of the Sharpe ratio. */
  readonly standardError: number
  /** Probability that the true Sharpe ratio is above the benchmark. */
  readonly probabilistic: number
  /** The benchmark plus what the best of the trials is expected to show by luck. */
  readonly hurdle: number
  /** Probability that the true Sharpe ratio is above the hurdle. */
  readonly deflated: number
  /** Returns needed until `probabilistic` reaches the confidence; NaN when the Sharpe ratio is not above the benchmark. */
  readonly minimumReturns: number
}

/**
 * Probabilistic and deflated Sharpe ratio and minimum track record length together, in a named convention.
 *
 * @throws {@link ConfigError} `research/variance` for several trials without the variance of their Sharpe ratios,
 * `research/confidence`.
 *
 * @example
 * ```ts
 * import { inferSharpe } from 'peak-trade'
 *
 * const claim = { sharpe: 0.456, returns: 24, skewness: -2.448, kurtosis: 7.164, trials: 10, variance: 0.1 }
 * inferSharpe(claim).deflated // about 0.450
 * inferSharpe({ ...claim, convention: 'null' }).deflated // about 0.417
 * ```
 */
export function inferSharpe(claim: SharpeClaim): SharpeInference {
  const { sharpe, returns, benchmark = 0, trials = 1, variance, convention = 'observed', confidence = 0.95 } = claim
  if (convention !== 'observed' && convention !== 'null')
    throw new ConfigError('research/variance', `convention is ${String(convention)}, it must be 'observed' or 'null'`)
  if (trials > 1 && variance === undefined)
    throw new ConfigError('research/variance', `${trials} trials need the variance of their Sharpe ratios; give variance`, { trials })
  if (!(confidence >= 0.5 && confidence < 1))
    throw new ConfigError('research/confidence', `confidence is ${confidence}, it must be from 0.5 to below 1, such as 0.95`, {
      confidence,
    })
  const hurdle = benchmark + expectedMaximumSharpe({ trials, variance: variance ?? 0 })
  const observed = convention === 'observed'
  const error = sharpeError(claim, observed ? sharpe : benchmark, observed ? returns - 1 : returns)
  const hurdleError = observed ? error : sharpeError(claim, hurdle, returns) * maximumDeviation(trials)
  const above = sharpe - benchmark
  const reached = normalQuantile(confidence) / above
  const needed = sharpeError(claim, observed ? sharpe : benchmark, 1) ** 2 * reached * reached
  return {
    convention,
    standardError: error,
    probabilistic: normalCdf(above / error),
    hurdle,
    deflated: normalCdf((sharpe - hurdle) / hurdleError),
    minimumReturns: above > 0 ? known(observed ? 1 + needed : needed) : Number.NaN,
  }
}

/**
 * Standard error of an estimated Sharpe ratio whose true value is `sharpe`, over `count` returns of the claim's skewness and
 * kurtosis (Mertens 2002).
 */
export function sharpeError({ skewness = 0, kurtosis = 0 }: SharpeMoments, sharpe: number, count: number): number {
  return known(Math.sqrt((1 - skewness * sharpe + ((kurtosis + 2) / 4) * sharpe * sharpe) / count))
}

/** The shape of the returns behind a Sharpe ratio. */
export interface SharpeMoments {
  /** Biased skewness of the returns. Default 0. */
  readonly skewness?: number
  /** Biased excess kurtosis of the returns. Default 0. */
  readonly kurtosis?: number
}
