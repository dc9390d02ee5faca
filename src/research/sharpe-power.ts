import { ConfigError } from '../base/errors.ts'
import { normalCdf, normalQuantile } from '../base/normal.ts'
import { type SharpeMoments, sharpeError } from './infer-sharpe.ts'

/**
 * Options of {@link sharpePower}. Sharpe ratios are per bar.
 */
export interface PowerOptions extends SharpeMoments {
  /** The Sharpe ratio that a strategy with skill is supposed to have. */
  readonly sharpe: number
  /** The Sharpe ratio that is to be refuted. Default 0. */
  readonly benchmark?: number
  /** Number of returns. */
  readonly returns: number
  /** Accepted probability of calling luck skill. Default 0.05. */
  readonly level?: number
}

/**
 * Power of a test on a Sharpe ratio: the probability that a strategy that really has the given Sharpe ratio is recognized with
 * so many returns. A low power means that a rejection says little: the history is too short to see skill of that size (López de
 * Prado, Lipton and Zoonekynd 2025).
 *
 * @throws {@link ConfigError} `research/level` for a level that is not strictly between 0 and 1.
 *
 * @example
 * ```ts
 * import { sharpePower } from 'peak-trade'
 *
 * sharpePower({ sharpe: 0.5, returns: 24, skewness: -2.448, kurtosis: 7.164 }) // about 0.685
 * ```
 */
export function sharpePower(options: PowerOptions): number {
  const { sharpe, benchmark = 0, returns, level = 0.05 } = options
  if (!(level > 0 && level < 1))
    throw new ConfigError('research/level', `level is ${level}, it must be strictly between 0 and 1, such as 0.05`, { level })
  const critical = benchmark + sharpeError(options, benchmark, returns) * normalQuantile(1 - level)
  return normalCdf((sharpe - critical) / sharpeError(options, sharpe, returns))
}
