import type { Column } from '../base/column.ts'
import { completeRows } from './complete-rows.ts'
import { type Covariance, type CovarianceOptions, centered, crossProducts, nameColumns } from './covariance.ts'

/**
 * The covariance of Ledoit and Wolf: the sample's, drawn toward "every variance the same, no correlation" by the share that makes the
 * expected error smallest. It has an inverse even with fewer rows than columns.
 *
 * `(1 - s) S + s μ I` with S over n, μ the mean variance and `s = min(b², d²) / d²`. Agrees with scikit-learn `LedoitWolf`. Source:
 * Ledoit and Wolf, A well-conditioned estimator for large-dimensional covariance matrices, Journal of Multivariate Analysis 88, 2004.
 *
 * @param returns - One column per sleeve, of the same length; rows with a NaN are left out.
 * @throws As `sampleCovariance`.
 *
 * @example
 * ```ts
 * import { ledoitWolf } from 'peak-trade'
 *
 * const { shrinkage } = ledoitWolf([[0.01, -0.02, 0.03, 0], [0.02, -0.01, 0.01, -0.01]])
 * shrinkage // about 0.34
 * ```
 */
export function ledoitWolf(returns: readonly (Column | readonly number[])[], options: CovarianceOptions = {}): Covariance {
  const names = nameColumns(returns.length, options.names)
  const { columns, count } = completeRows(returns)
  const rows = columns.map(centered)
  const size = rows.length
  const sample = crossProducts(rows, count)
  const mean = meanVariance(sample, size)
  let distance = 0
  let noise = 0
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      const value = sample[i * size + j]
      distance += (value - (i === j ? mean : 0)) ** 2
      let squares = 0
      for (let t = 0; t < count; t++) squares += (rows[i][t] * rows[j][t] - value) ** 2
      noise += squares / count ** 2
    }
  }
  const shrinkage = distance === 0 ? 0 : Math.min(noise, distance) / distance
  return { names, size, matrix: shrink(sample, size, shrinkage), method: 'ledoit_wolf', observations: count, shrinkage }
}

/**
 * The oracle approximating shrinkage: as {@link ledoitWolf}, with a share that is better when returns are close to normal and few.
 *
 * Agrees with scikit-learn `OAS`. Source: Chen, Wiesel, Eldar and Hero, Shrinkage algorithms for MMSE covariance estimation, IEEE
 * Transactions on Signal Processing 58, 2010 (without its terms 2 / p, as there).
 *
 * @param returns - One column per sleeve, of the same length; rows with a NaN are left out.
 * @throws As `sampleCovariance`.
 *
 * @example
 * ```ts
 * import { oracleShrinkage } from 'peak-trade'
 *
 * oracleShrinkage([[0.01, -0.02, 0.03, 0], [0.02, -0.01, 0.01, -0.01]]).method // 'oracle_shrinkage'
 * ```
 */
export function oracleShrinkage(returns: readonly (Column | readonly number[])[], options: CovarianceOptions = {}): Covariance {
  const names = nameColumns(returns.length, options.names)
  const { columns, count } = completeRows(returns)
  const size = columns.length
  const sample = crossProducts(columns.map(centered), count)
  const mean = meanVariance(sample, size)
  let squares = 0
  for (let k = 0; k < sample.length; k++) squares += sample[k] ** 2
  const alpha = squares / sample.length
  const divisor = (count + 1) * (alpha - mean ** 2 / size)
  const shrinkage = divisor <= 0 ? 1 : Math.min(1, (alpha + mean ** 2) / divisor)
  return { names, size, matrix: shrink(sample, size, shrinkage), method: 'oracle_shrinkage', observations: count, shrinkage }
}

function meanVariance(matrix: Float64Array, size: number): number {
  let trace = 0
  for (let i = 0; i < size; i++) trace += matrix[i * size + i]
  return trace / size
}

function shrink(matrix: Float64Array, size: number, share: number): Float64Array {
  const mean = meanVariance(matrix, size)
  return matrix.map((value, k) => (1 - share) * value + (k % (size + 1) === 0 ? share * mean : 0))
}
