import { ConfigError } from '../base/errors.ts'
import { normalCdf, normalQuantile } from '../base/normal.ts'
import { known } from './moments.ts'

/**
 * What is known about a Sharpe ratio that was measured on a sample. Everything is per bar: divide an annual Sharpe ratio by
 * the root of the bars per year.
 */
export interface SharpeEvidence {
  /** Sharpe ratio per bar. */
  readonly sharpe: number
  /** Sharpe ratio per bar to compare with. Default 0. */
  readonly benchmark?: number
  /** Biased skewness of the returns. Default 0. */
  readonly skewness?: number
  /** Biased excess kurtosis of the returns. Default 0. */
  readonly kurtosis?: number
}

/** A {@link SharpeEvidence} with the number of returns that it was measured on. */
export interface SharpeSample extends SharpeEvidence {
  /** Number of returns. */
  readonly returns: number
}

/**
 * Standard error of a Sharpe ratio per bar, for returns that are skewed and fat-tailed but independent (Mertens 2002).
 *
 * @example
 * ```ts
 * import { sharpeStandardError } from 'peak-trade'
 *
 * sharpeStandardError({ sharpe: 0, returns: 101 }) // 0.1
 * ```
 */
export function sharpeStandardError(sample: SharpeSample): number {
  return known(Math.sqrt(spread(sample) / (sample.returns - 1)))
}

/**
 * Probabilistic Sharpe ratio: the probability that the true Sharpe ratio is above the benchmark, given how long and how
 * irregular the sample is (Bailey and López de Prado 2012).
 *
 * @example
 * ```ts
 * import { probabilisticSharpe } from 'peak-trade'
 *
 * probabilisticSharpe({ sharpe: 0.458, returns: 24 }) // about 0.982 for normal returns
 * probabilisticSharpe({ sharpe: 0.458, returns: 24, skewness: -2.448, kurtosis: 7.164 }) // about 0.913
 * ```
 */
export function probabilisticSharpe(sample: SharpeSample): number {
  return normalCdf((sample.sharpe - (sample.benchmark ?? 0)) / sharpeStandardError(sample))
}

/**
 * Minimum track record length: how many returns it takes until the probabilistic Sharpe ratio reaches a confidence (Bailey and
 * López de Prado 2012). NaN when the Sharpe ratio is not above the benchmark: then no length is enough.
 *
 * @throws {@link ConfigError} `metrics/confidence` unless the confidence is at least 0.5 and below 1.
 *
 * @example
 * ```ts
 * import { minimumTrackRecord } from 'peak-trade'
 *
 * minimumTrackRecord({ sharpe: 0.458, confidence: 0.95 }) // about 15.3 months of normal monthly returns
 * ```
 */
export function minimumTrackRecord(evidence: SharpeEvidence & { readonly confidence: number }): number {
  const { confidence } = evidence
  if (!(confidence >= 0.5 && confidence < 1))
    throw new ConfigError('metrics/confidence', `confidence is ${confidence}, it must be from 0.5 to below 1, such as 0.95`, { confidence })
  const above = evidence.sharpe - (evidence.benchmark ?? 0)
  if (!(above > 0)) return Number.NaN
  return known(1 + spread(evidence) * (normalQuantile(confidence) / above) ** 2)
}

/** Variance of the estimate times the number of returns minus 1. */
function spread({ sharpe, skewness = 0, kurtosis = 0 }: SharpeEvidence): number {
  return 1 - skewness * sharpe + ((kurtosis + 2) / 4) * sharpe * sharpe
}
