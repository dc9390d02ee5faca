import { ConfigError } from '../base/errors.ts'
import { known } from '../metrics/moments.ts'
import { chiSquareTail, logLikelihood } from './chi-square.ts'

/**
 * A likelihood-ratio test: a small p-value speaks against what was assumed.
 */
export interface LikelihoodRatio {
  /** The statistic, distributed as chi-square when the assumption is true. */
  readonly statistic: number
  readonly pValue: number
}

/**
 * How often losses went beyond a value at risk.
 */
export interface ExceptionCount {
  /** Bars that were looked at. */
  readonly bars: number
  /** Bars whose loss was beyond the value at risk. */
  readonly exceptions: number
  /** Share of bars that was promised to be beyond: 0.05 for 95 % value at risk. */
  readonly tail: number
}

/**
 * Kupiec's test of a value at risk (proportion of failures): were there as many exceptions as promised (Kupiec 1995)? Chi-square
 * with one degree of freedom.
 *
 * @throws {@link ConfigError} `research/exceptions` for counts that cannot be, `research/tail`.
 *
 * @example
 * ```ts
 * import { kupiecTest } from 'peak-trade'
 *
 * kupiecTest({ bars: 1043, exceptions: 57, tail: 0.05 }).pValue // about 0.497: nothing against it
 * ```
 */
export function kupiecTest({ bars, exceptions, tail }: ExceptionCount): LikelihoodRatio {
  checkTail(tail)
  if (!(Number.isInteger(bars) && Number.isInteger(exceptions) && exceptions >= 0 && exceptions <= bars && bars > 0))
    throw new ConfigError('research/exceptions', `${exceptions} exceptions in ${bars} bars cannot be`, { exceptions, bars })
  const quiet = bars - exceptions
  const share = exceptions / bars
  const promised = logLikelihood(quiet, 1 - tail) + logLikelihood(exceptions, tail)
  const seen = logLikelihood(quiet, 1 - share) + logLikelihood(exceptions, share)
  const statistic = known(Math.max(0, 2 * (seen - promised)))
  return { statistic, pValue: chiSquareTail(statistic, 1) }
}

/**
 * The counts of exceptions that {@link kupiecTest} does not reject, from the smallest to the largest.
 *
 * @throws {@link ConfigError} `research/tail`, `research/exceptions`, `research/level` unless strictly between 0 and 1.
 *
 * @example
 * ```ts
 * import { acceptedExceptions } from 'peak-trade'
 *
 * acceptedExceptions({ bars: 255, tail: 0.01 }) // { from: 1, to: 6 }
 * ```
 */
export function acceptedExceptions({ bars, tail, level = 0.05 }: AcceptedOptions): { readonly from: number; readonly to: number } {
  if (!(level > 0 && level < 1))
    throw new ConfigError('research/level', `level is ${level}, it must be strictly between 0 and 1, such as 0.05`, { level })
  const accepts = (exceptions: number) => kupiecTest({ bars, exceptions, tail }).pValue > level
  const expected = Math.round(bars * tail)
  let from = expected
  while (from > 0 && accepts(from - 1)) from--
  let to = expected
  while (to < bars && accepts(to + 1)) to++
  return { from, to }
}

/**
 * Options of {@link acceptedExceptions}.
 */
export interface AcceptedOptions {
  /** Bars that are looked at. */
  readonly bars: number
  /** Promised share of exceptions. */
  readonly tail: number
  /** p-value below which a count is rejected. Default 0.05. */
  readonly level?: number
}

/** Throws `research/tail` unless the tail is strictly between 0 and 1. */
export function checkTail(tail: number): void {
  if (!(tail > 0 && tail < 1))
    throw new ConfigError('research/tail', `tail is ${tail}, it must be a share between 0 and 1, such as 0.05 for 95 % value at risk`, {
      tail,
    })
}
