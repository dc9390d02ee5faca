import { type Covariance, toCovariance } from '../../src/portfolios/covariance.ts'
import { lcg, nearlyNormal } from '../research/lcg.ts'

/** Columns of returns with a common factor, and volatilities that differ up to tenfold. */
export function randomReturns(seed: number, count: number, rows: number): Float64Array[] {
  const uniform = lcg(seed)
  const scales = Array.from({ length: count }, () => 0.002 + 0.02 * uniform())
  const loads = Array.from({ length: count }, () => 2 * uniform() - 0.5)
  const columns = scales.map(() => new Float64Array(rows))
  for (let t = 0; t < rows; t++) {
    const factor = nearlyNormal(uniform)
    for (const [i, column] of columns.entries()) column[t] = scales[i] * (0.03 + loads[i] * factor + nearlyNormal(uniform))
  }
  return columns
}

/** A covariance matrix with an inverse. */
export function randomCovariance(seed: number, size: number): Covariance {
  const columns = randomReturns(seed, size, 3 * size + 5)
  const cell = (i: number, j: number) => columns[i].reduce((sum, value, t) => sum + (value * columns[j][t]) / columns[i].length, 0)
  return toCovariance(columns.map((_, i) => columns.map((_, j) => cell(i, j))))
}

/** The same sleeves in another order: the new place k holds what was at `order[k]`. */
export function permute({ matrix, size, names, ...rest }: Covariance, order: readonly number[]): Covariance {
  return {
    ...rest,
    size,
    names: order.map(i => names[i]),
    matrix: Float64Array.from({ length: size * size }, (_, at) => matrix[order[Math.floor(at / size)] * size + order[at % size]]),
  }
}
