import { DataError } from '../base/errors.ts'

/**
 * Examples to learn from: rows of features, each with a label.
 *
 * @example
 * ```ts
 * import { type LabeledSample, trainLogistic } from 'peak-trade'
 *
 * const sample: LabeledSample = { width: 1, features: Float64Array.of(1, 2, 3, 4), labels: Uint8Array.of(0, 0, 1, 1) }
 * trainLogistic(sample).coefficients.length // 1
 * ```
 */
export interface LabeledSample {
  /** Number of features of a row. */
  readonly width: number
  /** All rows, one behind the other; finite. */
  readonly features: Float64Array
  /** One per row, 0 or 1. */
  readonly labels: Uint8Array
  /** How much a row counts, 0 or more; 1 each when left out. */
  readonly weights?: Float64Array
}

/**
 * The number of rows of a sample that fits together.
 *
 * @throws {@link DataError} `learning/sample` for no rows, columns of unequal length, a feature that is not finite, a label that is
 * neither 0 nor 1, a negative weight, or weights that are all 0.
 */
export function countRows({ width, features, labels, weights }: LabeledSample): number {
  const rows = labels.length
  if (rows === 0 || !Number.isInteger(width) || width < 1)
    throw refuse(`has ${rows} rows of ${width} features; it needs at least one of each`)
  if (features.length !== rows * width) throw refuse(`has ${features.length} feature values, ${rows} rows of ${width} need ${rows * width}`)
  for (let i = 0; i < features.length; i++) {
    if (!Number.isFinite(features[i]))
      throw refuse(`has ${features[i]} as feature ${i % width} of row ${Math.floor(i / width)}; leave such rows out`)
  }
  for (let i = 0; i < rows; i++) if (labels[i] > 1) throw refuse(`has the label ${labels[i]} in row ${i}; a label is 0 or 1`)
  if (weights === undefined) return rows
  if (weights.length !== rows) throw refuse(`has ${weights.length} weights for ${rows} rows`)
  let total = 0
  for (let i = 0; i < rows; i++) {
    if (!(weights[i] >= 0 && weights[i] < Number.POSITIVE_INFINITY))
      throw refuse(`has the weight ${weights[i]} in row ${i}; a weight is 0 or more`)
    total += weights[i]
  }
  if (!(total > 0)) throw refuse('has weights that are all 0')
  return rows
}

function refuse(what: string): DataError {
  return new DataError('learning/sample', `the sample ${what}`, {})
}
