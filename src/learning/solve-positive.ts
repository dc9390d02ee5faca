/**
 * Solves `matrix * x = right` for a symmetric positive definite matrix by Cholesky's factors.
 *
 * @param matrix - Row by row; only the lower half is read.
 */
export function solvePositive(matrix: Float64Array, right: Float64Array): Float64Array {
  const size = right.length
  const factor = new Float64Array(size * size)
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * size + j]
      for (let k = 0; k < j; k++) sum -= factor[i * size + k] * factor[j * size + k]
      if (i > j) factor[i * size + j] = sum / factor[j * size + j]
      // A pivot that rounding made 0 belongs to a direction without curvature: a huge one means no step that way.
      else factor[i * size + i] = sum > 0 ? Math.sqrt(sum) : Number.MAX_VALUE ** 0.5
    }
  }
  const x = Float64Array.from(right)
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < i; k++) x[i] -= factor[i * size + k] * x[k]
    x[i] /= factor[i * size + i]
  }
  for (let i = size - 1; i >= 0; i--) {
    for (let k = i + 1; k < size; k++) x[i] -= factor[k * size + i] * x[k]
    x[i] /= factor[i * size + i]
  }
  return x
}
