import type { Column } from '../base/column.ts'
import { ConfigError } from '../base/errors.ts'
import { didYouMean } from '../base/nearest.ts'
import type { AllocationInput } from './allocation/allocation.ts'
import { completeRows } from './complete-rows.ts'
import { type Covariance, ewmaCovariance, sampleCovariance } from './covariance.ts'
import { ledoitWolf, oracleShrinkage } from './ledoit-wolf.ts'

const estimators = { sample: sampleCovariance, ewma: ewmaCovariance, ledoit_wolf: ledoitWolf, oracle_shrinkage: oracleShrinkage }

/** How {@link estimateSleeves} estimates. */
export interface SleeveEstimateOptions {
  /** One per column; default `'0'`, `'1'`, … */
  readonly names?: readonly string[]
  /** Default `ledoit_wolf`. */
  readonly covariance?: 'sample' | 'ewma' | 'ledoit_wolf' | 'oracle_shrinkage'
  /** For `ewma`; default 0.94. */
  readonly decay?: number
}

/**
 * What the allocation methods need, from returns: names, covariance and mean returns, all per bar.
 *
 * Only rows in which every sleeve has a value count.
 *
 * @param returns - One column per sleeve, lined up by time.
 * @throws {@link ConfigError} `portfolio/covariance-method` for an unknown method; {@link DataError} `portfolio/returns` for fewer than
 * two complete rows.
 *
 * @example
 * ```ts
 * import { allocate, estimateSleeves } from 'peak-trade'
 *
 * const input = estimateSleeves([[0.01, -0.01, 0.01, -0.01], [0.02, 0.02, -0.02, -0.02]], { names: ['calm', 'wild'], covariance: 'sample' })
 * allocate(input, { method: 'inverse_volatility' }).weights // about 0.667, 0.333
 * ```
 */
export function estimateSleeves(
  returns: readonly (Column | readonly number[])[],
  options: SleeveEstimateOptions = {},
): AllocationInput & { readonly covariance: Covariance; readonly expectedReturns: Float64Array } {
  const { covariance: method = 'ledoit_wolf', ...rest } = options
  if (!Object.hasOwn(estimators, method)) {
    const known = Object.keys(estimators)
    throw new ConfigError(
      'portfolio/covariance-method',
      `unknown covariance method "${method}"${didYouMean(method, known, { otherwise: `; there are ${known.join(', ')}` })}`,
    )
  }
  const covariance = estimators[method](returns, rest)
  const { columns, count } = completeRows(returns)
  const expectedReturns = Float64Array.from(columns, column => column.reduce((sum, value) => sum + value, 0) / count)
  return { names: covariance.names, covariance, expectedReturns }
}
