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
  /** The mean return, taken out of the table's distances. */
  readonly shift: number
  readonly capital: number
  readonly barsPerYear: number
}

/** Numbers that describe a path on its way. */
export const STATE = 12

/** Sets a path's state to its start. */
export function startPath(state: Float64Array, at: number, capital: number): void {
  state[at] = capital
  state[at + 1] = capital
  state[at + 2] = capital
  state[at + 3] = -1
  state[at + 4] = -1
  state[at + 5] = capital
  for (let k = 6; k < STATE; k++) state[at + k] = 0
}

/** A piece of a path. */
export interface Stretch {
  /** Which observations, from the return `from` on. Always the same type of array: two types would make the loop several times slower. */
  readonly indices: Uint32Array
  /** The piece goes from return `from` (included) to return `to` (excluded). */
  from: number
  to: number
  /** Where the equity after each of them goes, from `target` on. */
  readonly equity: Float64Array
  target: number
}

/**
 * Follows a piece of a path. Followed in pieces, a path has the same bits as in one go.
 */
export function followPath(table: Float64Array, stretch: Stretch, state: Float64Array, at: number): void {
  const { indices, from, to, equity, target } = stretch
  let value = state[at]
  let high = state[at + 1]
  let low = state[at + 2]
  let highAt = state[at + 3] | 0
  let lowAt = state[at + 4] | 0
  let lowest = state[at + 5]
  let deepest = state[at + 6]
  let longest = state[at + 7] | 0
  let recovery = state[at + 8]
  let sum1 = state[at + 9]
  let sum2 = state[at + 10]
  let losses = state[at + 11]
  const reach = target - from
  for (let i = from; i < to; i++) {
    const row = indices[i - from] << 2
    value *= table[row]
    sum1 += table[row + 1]
    sum2 += table[row + 2]
    losses += table[row + 3]
    equity[reach + i] = value
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
  state[at] = value
  state[at + 1] = high
  state[at + 2] = low
  state[at + 3] = highAt
  state[at + 4] = lowAt
  state[at + 5] = lowest
  state[at + 6] = deepest
  state[at + 7] = longest
  state[at + 8] = recovery
  state[at + 9] = sum1
  state[at + 10] = sum2
  state[at + 11] = losses
}

/** Where the metrics of a path go: metric m to `values[m * stride + column]`. */
export interface Place {
  readonly values: Float64Array
  readonly stride: number
  readonly column: number
}

/** Measures a path that was followed to its end, `count` returns in all. */
export function measurePath(terms: PathTerms, count: number, state: Float64Array, at: number, { values, stride, column }: Place): void {
  const { shift, capital, barsPerYear } = terms
  const value = state[at]
  const high = state[at + 1]
  const low = state[at + 2]
  let lowest = state[at + 5]
  let deepest = state[at + 6]
  let longest = state[at + 7]
  let recovery = state[at + 8]
  const sum1 = state[at + 9]
  const sum2 = state[at + 10]
  const losses = state[at + 11]
  if (low < high) {
    const depth = (high - low) / high
    if (depth > deepest) {
      deepest = depth
      recovery = Number.NaN
    }
    if (low < lowest) lowest = low
    longest = Math.max(longest, count - 1 - state[at + 3])
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
