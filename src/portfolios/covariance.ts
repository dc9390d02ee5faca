import type { Column } from '../base/column.ts'
import { ConfigError } from '../base/errors.ts'
import { completeRows } from './complete-rows.ts'

/**
 * A covariance matrix of sleeves (assets or strategies), in squared units of one bar's return.
 *
 * @example
 * ```ts
 * import { type Covariance, toCovariance } from 'peak-trade'
 *
 * const covariance: Covariance = toCovariance([[0.04, 0.01], [0.01, 0.09]], { names: ['calm', 'wild'] })
 * covariance.size // 2
 * ```
 */
export interface Covariance {
  /** One name per row; limits, views and fixed weights refer to them. */
  readonly names: readonly string[]
  /** Number of rows and of columns. */
  readonly size: number
  /** Row by row: the covariance of i and j is at `i * size + j`. */
  readonly matrix: Float64Array
  /** How it was estimated. */
  readonly method: string
  /** Complete rows of returns behind it, when it was estimated. */
  readonly observations?: number
  /** Share of the simple target in a shrunk estimate, 0 to 1. */
  readonly shrinkage?: number
}

/** What the columns of an estimate are called. */
export interface CovarianceOptions {
  /** One per column; default `'0'`, `'1'`, … */
  readonly names?: readonly string[]
}

/** How {@link ewmaCovariance} forgets. */
export interface EwmaCovarianceOptions extends CovarianceOptions {
  /** Weight of a row relative to the one after it, between 0 and 1; default 0.94. */
  readonly decay?: number
  /** Subtract the weighted mean first; default false (RiskMetrics takes the mean as 0). */
  readonly center?: boolean
}

/**
 * A covariance matrix from rows of numbers, checked: square, finite, symmetric, no negative variance.
 *
 * @throws {@link ConfigError} `portfolio/covariance`, `portfolio/names`.
 *
 * @example
 * ```ts
 * import { toCovariance } from 'peak-trade'
 *
 * toCovariance([[0.04, 0.01], [0.01, 0.09]]).matrix // 0.04, 0.01, 0.01, 0.09
 * ```
 */
export function toCovariance(rows: readonly ArrayLike<number>[], options: CovarianceOptions = {}): Covariance {
  const size = rows.length
  for (let i = 0; i < size; i++)
    if (rows[i].length !== size) throw badMatrix(`row ${i} has ${rows[i].length} numbers; the matrix needs ${size} in every row`)
  const matrix = Float64Array.from({ length: size * size }, (_, at) => rows[Math.floor(at / size)][at % size])
  return checkCovariance({ names: nameColumns(size, options.names), size, matrix, method: 'given' })
}

/**
 * The sample covariance of columns of returns, over n - 1.
 *
 * Only rows in which every column has a value count.
 *
 * @param returns - One column per sleeve, of the same length.
 * @throws {@link DataError} `portfolio/returns` for fewer than two complete rows; {@link ConfigError} for columns that do not fit.
 *
 * @example
 * ```ts
 * import { sampleCovariance } from 'peak-trade'
 *
 * sampleCovariance([[1, 2, 3], [2, 4, 6]]).matrix // 1, 2, 2, 4
 * ```
 */
export function sampleCovariance(returns: readonly (Column | readonly number[])[], options: CovarianceOptions = {}): Covariance {
  const names = nameColumns(returns.length, options.names)
  const { columns, count } = completeRows(returns)
  const matrix = crossProducts(columns.map(centered), count - 1)
  return { names, size: columns.length, matrix, method: 'sample', observations: count }
}

/**
 * The exponentially weighted covariance: the last row weighs most, each earlier one `decay` times as much as the next.
 *
 * The weights sum to 1. With `center: true` it is what pandas calls `ewm(alpha = 1 - decay).cov(bias = True)`. Source: J.P. Morgan,
 * RiskMetrics Technical Document, 4th edition, 1996.
 *
 * @param returns - One column per sleeve, of the same length, oldest first.
 * @throws {@link ConfigError} `portfolio/decay`; otherwise as {@link sampleCovariance}.
 *
 * @example
 * ```ts
 * import { ewmaCovariance } from 'peak-trade'
 *
 * ewmaCovariance([[0, 3]], { decay: 0.5 }).matrix // 6: two thirds of the weight on the last row
 * ```
 */
export function ewmaCovariance(returns: readonly (Column | readonly number[])[], options: EwmaCovarianceOptions = {}): Covariance {
  const { decay = 0.94, center = false } = options
  if (!(decay > 0 && decay < 1))
    throw new ConfigError('portfolio/decay', `decay is ${decay}; it lies between 0 and 1, for example 0.94`, { decay })
  const names = nameColumns(returns.length, options.names)
  const { columns, count } = completeRows(returns)
  const weights = new Float64Array(count)
  let total = 0
  for (let t = count - 1, weight = 1; t >= 0; t--, weight *= decay) {
    weights[t] = weight
    total += weight
  }
  const scaled = columns.map(column => {
    let mean = 0
    if (center) for (let t = 0; t < count; t++) mean += (weights[t] * column[t]) / total
    return column.map((value, t) => (value - mean) * Math.sqrt(weights[t]))
  })
  return { names, size: columns.length, matrix: crossProducts(scaled, total), method: 'ewma', observations: count }
}

/** The same matrix, once it is known to be one. */
export function checkCovariance(covariance: Covariance): Covariance {
  const { size, matrix, names } = covariance
  if (size < 1) throw badMatrix('it has no rows; one sleeve is the least')
  if (matrix.length !== size * size) throw badMatrix(`it has ${matrix.length} numbers; size ${size} needs ${size * size}`)
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      const value = matrix[i * size + j]
      if (!Number.isFinite(value)) throw badMatrix(`${names[i]} with ${names[j]} is ${value}`)
      const room = 1e-9 * Math.sqrt(Math.abs(matrix[i * size + i] * matrix[j * size + j]))
      if (Math.abs(value - matrix[j * size + i]) > room)
        throw badMatrix(`it is not symmetric: ${names[i]} with ${names[j]} is ${value}, the other way round ${matrix[j * size + i]}`)
      if (value ** 2 > matrix[i * size + i] * matrix[j * size + j] * (1 + 1e-9))
        throw badMatrix(`${names[i]} with ${names[j]} is ${value}, a correlation beyond 1`)
    }
    if (matrix[i * size + i] < 0) throw badMatrix(`the variance of ${names[i]} is ${matrix[i * size + i]}, below 0`)
  }
  return covariance
}

/** Columns minus their means. */
export function centered(column: Float64Array): Float64Array {
  let sum = 0
  for (let t = 0; t < column.length; t++) sum += column[t]
  const mean = sum / column.length
  return column.map(value => value - mean)
}

/** `Σ xᵢ xⱼ / divisor` of every pair of columns, flat. */
export function crossProducts(columns: readonly Float64Array[], divisor: number): Float64Array {
  const size = columns.length
  const matrix = new Float64Array(size * size)
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0
      for (let t = 0; t < columns[i].length; t++) sum += columns[i][t] * columns[j][t]
      matrix[i * size + j] = sum / divisor
      matrix[j * size + i] = matrix[i * size + j]
    }
  }
  return matrix
}

/** The given names, checked, or the positions. */
export function nameColumns(size: number, names?: readonly string[]): readonly string[] {
  if (names === undefined) return Array.from({ length: size }, (_, i) => String(i))
  if (names.length !== size)
    throw new ConfigError('portfolio/names', `${names.length} names for ${size} sleeves; give one each`, { names, size })
  const twice = names.find((name, i) => names.indexOf(name) !== i)
  if (twice !== undefined)
    throw new ConfigError('portfolio/names', `the name "${twice}" is used twice; names tell sleeves apart`, { names })
  return [...names]
}

function badMatrix(what: string): ConfigError {
  return new ConfigError('portfolio/covariance', `the covariance matrix is not one: ${what}`)
}
