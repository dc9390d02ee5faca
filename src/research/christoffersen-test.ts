import { known } from '../metrics/moments.ts'
import { chiSquareTail, logLikelihood } from './chi-square.ts'
import { kupiecTest, type LikelihoodRatio } from './kupiec-test.ts'

/**
 * How often an exception followed a quiet bar or another exception.
 */
export interface ExceptionTransitions {
  /** Quiet bar after a quiet bar. */
  readonly quietQuiet: number
  /** Exception after a quiet bar. */
  readonly quietException: number
  /** Quiet bar after an exception. */
  readonly exceptionQuiet: number
  /** Exception after an exception. */
  readonly exceptionException: number
}

/**
 * What {@link christoffersenTest} finds.
 */
export interface ChristoffersenTest extends ExceptionTransitions {
  readonly exceptions: number
  /** Are exceptions independent of the bar before? Chi-square with one degree of freedom. */
  readonly independence: LikelihoodRatio
  /** Is their number right (Kupiec)? */
  readonly coverage: LikelihoodRatio
  /** Both together; chi-square with two degrees of freedom. */
  readonly conditional: LikelihoodRatio
}

/**
 * Christoffersen's tests of a value at risk (1998): exceptions should be as many as promised, and they should not come in
 * clusters. A value at risk with the right number of exceptions that all fall into one month is worthless.
 *
 * @param exceptions - One value per bar, anything but 0 or false where the loss was beyond the value at risk.
 * @param tail - Promised share of exceptions: 0.05 for 95 % value at risk.
 * @throws {@link ConfigError} `research/exceptions` for no bars, `research/tail`.
 *
 * @example
 * ```ts
 * import { christoffersenTest } from 'peak-trade'
 *
 * const losses = [0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0]
 * christoffersenTest(losses, 0.2).independence.pValue // about 0.14
 * ```
 */
export function christoffersenTest(exceptions: ArrayLike<number | boolean>, tail: number): ChristoffersenTest {
  const counts = [0, 0, 0, 0]
  let total = 0
  for (let i = 0; i < exceptions.length; i++) {
    const now = exceptions[i] ? 1 : 0
    total += now
    if (i > 0) counts[(exceptions[i - 1] ? 2 : 0) + now]++
  }
  const [quietQuiet, quietException, exceptionQuiet, exceptionException] = counts
  const transitions = { quietQuiet, quietException, exceptionQuiet, exceptionException }
  const independence = independenceTest(transitions)
  const coverage = kupiecTest({ bars: exceptions.length, exceptions: total, tail })
  const statistic = coverage.statistic + independence.statistic
  return {
    ...transitions,
    exceptions: total,
    independence,
    coverage,
    conditional: { statistic, pValue: chiSquareTail(statistic, 2) },
  }
}

/**
 * The part of {@link christoffersenTest} that asks for clusters, from counts of transitions.
 *
 * @example
 * ```ts
 * import { independenceTest } from 'peak-trade'
 *
 * independenceTest({ quietQuiet: 932, quietException: 53, exceptionQuiet: 53, exceptionException: 4 }).pValue // about 0.611
 * ```
 */
export function independenceTest(transitions: ExceptionTransitions): LikelihoodRatio {
  const { quietQuiet, quietException, exceptionQuiet, exceptionException } = transitions
  const afterQuiet = share(quietException, quietQuiet)
  const afterException = share(exceptionException, exceptionQuiet)
  const always = share(quietException + exceptionException, quietQuiet + exceptionQuiet)
  const same = logLikelihood(quietQuiet + exceptionQuiet, 1 - always) + logLikelihood(quietException + exceptionException, always)
  const apart =
    logLikelihood(quietQuiet, 1 - afterQuiet) +
    logLikelihood(quietException, afterQuiet) +
    logLikelihood(exceptionQuiet, 1 - afterException) +
    logLikelihood(exceptionException, afterException)
  const statistic = known(Math.max(0, 2 * (apart - same)))
  return { statistic, pValue: chiSquareTail(statistic, 1) }
}

function share(part: number, rest: number): number {
  return part + rest === 0 ? 0 : part / (part + rest)
}
