import { growthRate } from '../metrics/cagr.ts'
import { isRounding, known, ratio } from '../metrics/moments.ts'

/**
 * What every path of a {@link monteCarlo} is measured by. Fractions and annualized as in `Summary`; bars are returns of the series.
 */
export type PathMetric =
  | 'finalEquity'
  | 'totalReturn'
  | 'cagr'
  | 'volatility'
  | 'sharpe'
  | 'sortino'
  | 'calmar'
  | 'maxDrawdown'
  /** Bars from the old high to the recovery, or to the end, of the drawdown that took longest. */
  | 'longestDrawdownBars'
  /** Bars from the bottom of the deepest drawdown until the old high was reached again; NaN when it was not. */
  | 'recoveryBars'
  /** The lowest equity on the way. */
  | 'lowestEquity'

/** All of them, in the order in which they are kept. */
export const pathMetrics: readonly PathMetric[] = [
  'finalEquity',
  'totalReturn',
  'cagr',
  'volatility',
  'sharpe',
  'sortino',
  'calmar',
  'maxDrawdown',
  'longestDrawdownBars',
  'recoveryBars',
  'lowestEquity',
]

/** What a path needs to know about each observation, in one cache line: growth factor, centered return, its square, squared loss. */
export const ROW = 4

/** The rows of all returns, and one behind them for a return that is left out. */
export function pathTable(returns: ArrayLike<number>, shift: number): Float64Array {
  const table = new Float64Array((returns.length + 1) * ROW)
  for (let i = 0; i <= returns.length; i++) {
    const value = i < returns.length ? returns[i] : 0
    const distance = value - shift
    const loss = Math.min(value, 0)
    // Money that is lost completely does not come back, and more than that is a debt, not an equity.
    table[i * ROW] = Math.max(0, 1 + value)
    table[i * ROW + 1] = distance
    table[i * ROW + 2] = distance * distance
    table[i * ROW + 3] = loss * loss
  }
  return table
}

/** What {@link measurePath} is told, once for all paths. */
export interface PathTerms {
  readonly table: Float64Array
  /** The mean return, taken out of the table's distances. */
  readonly shift: number
  readonly capital: number
  readonly barsPerYear: number
}

/**
 * Follows one path and measures it. The equity after each return goes to `equity` from `offset` on; metric m to `values[m * stride + column]`.
 */
export function measurePath(
  terms: PathTerms,
  indices: Uint32Array,
  equity: Float64Array,
  offset: number,
  values: Float64Array,
  stride: number,
  column: number,
): void {
  const { table, shift, capital, barsPerYear } = terms
  const count = indices.length
  let value = capital
  let high = capital
  let low = capital
  let highAt = -1
  let lowAt = -1
  let lowest = capital
  let deepest = 0
  let longest = 0
  let recovery = 0
  let sum1 = 0
  let sum2 = 0
  let losses = 0
  for (let i = 0; i < count; i++) {
    const row = indices[i] << 2
    value *= table[row]
    sum1 += table[row + 1]
    sum2 += table[row + 2]
    losses += table[row + 3]
    equity[offset + i] = value
    if (value < low) {
      low = value
      lowAt = i
    } else if (value >= high) {
      if (low < high) {
        const depth = (high - low) / high
        if (depth > deepest) {
          deepest = depth
          recovery = i - lowAt
        }
        if (low < lowest) lowest = low
        if (i - highAt > longest) longest = i - highAt
      }
      high = value
      low = value
      highAt = i
    }
  }
  if (low < high) {
    const depth = (high - low) / high
    if (depth > deepest) {
      deepest = depth
      recovery = Number.NaN
    }
    if (low < lowest) lowest = low
    if (count - 1 - highAt > longest) longest = count - 1 - highAt
  }
  const offsetMean = sum1 / count
  const mean = shift + offsetMean
  const squares = sum2 - count * offsetMean * offsetMean
  // On a path of equal returns, far from the mean of all, nothing is left but the rounding of both terms.
  const constant = squares <= sum2 * count * 2 ** -52
  const deviation = count < 2 ? Number.NaN : constant ? 0 : Math.sqrt(squares / (count - 1))
  const downside = Math.sqrt(losses / count)
  const total = value / capital - 1
  const growth = growthRate(total, count + 1, barsPerYear)
  const root = Math.sqrt(barsPerYear)
  values[column] = known(value)
  values[stride + column] = known(total)
  values[2 * stride + column] = growth
  values[3 * stride + column] = known(deviation * root)
  values[4 * stride + column] = isRounding(deviation, 1 + Math.abs(mean)) ? Number.NaN : ratio(mean * root, deviation)
  values[5 * stride + column] = isRounding(downside, 1) ? Number.NaN : ratio(mean * root, downside)
  values[6 * stride + column] = ratio(growth, deepest)
  values[7 * stride + column] = known(deepest)
  values[8 * stride + column] = longest
  values[9 * stride + column] = recovery
  values[10 * stride + column] = known(lowest)
}
