/** A pivot below this share of its diagonal belongs to a matrix without an inverse. */
const SMALLEST_PIVOT = 1e-11

/** The lower factor of a symmetric positive definite matrix (row by row, flat), or undefined when it has no inverse. */
export function factorPositive(matrix: ArrayLike<number>, size: number): Float64Array | undefined {
  const factor = new Float64Array(size * size)
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * size + j]
      for (let k = 0; k < j; k++) sum -= factor[i * size + k] * factor[j * size + k]
      if (i > j) factor[i * size + j] = sum / factor[j * size + j]
      else if (sum > SMALLEST_PIVOT * matrix[i * size + i]) factor[i * size + i] = Math.sqrt(sum)
      else return undefined
    }
  }
  return factor
}

/** Solves `factor x = right` for a lower factor. */
export function solveLower(factor: Float64Array, right: ArrayLike<number>): Float64Array {
  const size = right.length
  const x = Float64Array.from(right)
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < i; k++) x[i] -= factor[i * size + k] * x[k]
    x[i] /= factor[i * size + i]
  }
  return x
}

/** Solves `factorᵀ x = right` for a lower factor. */
export function solveUpper(factor: Float64Array, right: ArrayLike<number>): Float64Array {
  const size = right.length
  const x = Float64Array.from(right)
  for (let i = size - 1; i >= 0; i--) {
    for (let k = i + 1; k < size; k++) x[i] -= factor[k * size + i] * x[k]
    x[i] /= factor[i * size + i]
  }
  return x
}

/** Solves `matrix x = right` by the matrix's lower factor. */
export function solveFactored(factor: Float64Array, right: ArrayLike<number>): Float64Array {
  return solveUpper(factor, solveLower(factor, right))
}
