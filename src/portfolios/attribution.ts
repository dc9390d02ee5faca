import type { Column } from '../base/column.ts'
import type { PanelResult } from '../engine/backtest-panel.ts'
import { drawdownEpisodes } from '../metrics/drawdowns.ts'

/** A drawdown and who lost what in it. */
export interface AttributedDrawdown {
  /** Times of the panel: the last one at the old high (-1 for the capital before the first), the lowest, and the first one at the old high again (NaN while there is none). */
  readonly start: number
  readonly trough: number
  readonly end: number
  /** Largest fall below the old high, as a positive fraction. */
  readonly depth: number
  /** What every sleeve earned from the high to the trough, as fractions of the high: together they are minus the depth. */
  readonly bySleeve: readonly number[]
}

/**
 * Where the return and the risk of a portfolio came from. All lists are in the order of the sleeves.
 */
export interface Attribution {
  /** What every sleeve earned, costs included, as fractions of the capital. They sum to the total return. */
  readonly contribution: readonly number[]
  /** Share of every sleeve in the variance of the returns of the account. They sum to 1; NaN without any variance. */
  readonly risk: readonly number[]
  /** Of what the sleeves earned, as fractions of the account, period by period; NaN for a sleeve that earned nothing at all. */
  readonly correlation: readonly (readonly number[])[]
  /** Volatilities of the sleeves, added up, over that of the account: 1 when nothing offsets anything. NaN without any variance. */
  readonly diversificationRatio: number
  /** The deepest ones, deepest first; at most five. */
  readonly drawdowns: readonly AttributedDrawdown[]
  /** At each time, over the worth of the account; NaN when that is used up. */
  readonly exposure: { readonly gross: Column; readonly net: Column; readonly cash: Column }
  /** What risk and correlation are measured on: UTC days when bars are shorter, otherwise bars. */
  readonly period: 'day' | 'bar'
}

const DAY_MS = 86_400_000

/** How many drawdowns are taken apart. */
const DRAWDOWNS = 5

/**
 * Takes a run of a panel apart: whose return, whose risk, whose drawdown.
 *
 * @example
 * ```ts
 * import { alignBars, attributeResult, backtestPanel, MaCrossover, syntheticBars } from 'peak-trade'
 *
 * const panel = alignBars(['A', 'B'].map((symbol, seed) => syntheticBars({ seed, length: 500, symbol })))
 * const result = backtestPanel([{ strategy: MaCrossover, symbol: 'A' }, { strategy: MaCrossover, symbol: 'B' }], panel)
 * const { contribution } = attributeResult(result)
 * contribution[0] + contribution[1] - result.summary.totalReturn // about 0
 * ```
 */
export function attributeResult(result: PanelResult): Attribution {
  const { equity, sleeves, settings, leverage, net } = result
  const last = equity.length - 1
  const byDay = equity.length > 1 && result.time[1] - result.time[0] < DAY_MS
  const ends = periodEnds(result, byDay)
  const moves = measureMoves(result, ends)
  return {
    contribution: sleeves.map(({ profit }) => (last < 0 ? 0 : profit[last] / settings.capital)),
    ...moves,
    drawdowns: attributeDrawdowns(result),
    exposure: { gross: leverage, net, cash: restOf(net) },
    period: byDay ? 'day' : 'bar',
  }
}

function restOf(net: Column): Float64Array {
  const cash = new Float64Array(net.length)
  for (let row = 0; row < net.length; row++) cash[row] = 1 - net[row]
  return cash
}

/** Last row of every period in which the account still had a worth. */
function periodEnds({ time, equity }: PanelResult, byDay: boolean): Int32Array {
  const ends = new Int32Array(time.length)
  let count = 0
  let nextDay = Number.NEGATIVE_INFINITY
  for (let row = 0; row < time.length; row++) {
    if (!(equity[row] > 0)) break
    // A day is worked out once, not for each of its rows.
    if (byDay && time[row] >= nextDay) nextDay = (Math.floor(time[row] / DAY_MS) + 1) * DAY_MS
    if (!byDay || row + 1 === time.length || time[row + 1] >= nextDay) ends[count++] = row
  }
  return ends.subarray(0, count)
}

/** Risk shares, correlations and diversification from what the sleeves earned in each period, over the account at its start. */
function measureMoves(
  { equity, sleeves, settings }: PanelResult,
  ends: Int32Array,
): Pick<Attribution, 'risk' | 'correlation' | 'diversificationRatio'> {
  const count = ends.length
  const moves = sleeves.map(({ profit }) => centered(movesOf(profit, ends, { equity, capital: settings.capital })))
  const whole = new Float64Array(count)
  for (const column of moves) addTo(whole, column)
  const products = moves.map((a, i) => moves.map((b, j) => (j < i ? Number.NaN : dot(a, b))))
  for (let i = 0; i < moves.length; i++) for (let j = 0; j < i; j++) products[i][j] = products[j][i]
  const variance = dot(whole, whole)
  const deviations = products.map((row, i) => Math.sqrt(row[i]))
  const sum = deviations.reduce((a, b) => a + b, 0)
  // What cancels but for rounding is no risk.
  const moved = Math.sqrt(variance) > 1e-12 * sum
  return {
    risk: moves.map(column => (moved ? dot(column, whole) / variance : Number.NaN)),
    correlation: products.map((row, i) =>
      row.map((product, j) => {
        const scale = deviations[i] * deviations[j]
        if (!(scale > 0)) return Number.NaN
        return i === j ? 1 : Math.max(-1, Math.min(1, product / scale))
      }),
    ),
    diversificationRatio: moved ? sum / Math.sqrt(variance) : Number.NaN,
  }
}

/** What a sleeve earned in each period, over the worth of the account at its start. */
function movesOf(
  profit: Column,
  ends: Int32Array,
  { equity, capital }: { readonly equity: Column; readonly capital: number },
): Float64Array {
  const moves = new Float64Array(ends.length)
  let worth = capital
  let before = 0
  for (let k = 0; k < ends.length; k++) {
    moves[k] = (profit[ends[k]] - before) / worth
    before = profit[ends[k]]
    worth = equity[ends[k]]
  }
  return moves
}

function centered(values: Float64Array): Float64Array {
  let sum = 0
  for (let k = 0; k < values.length; k++) sum += values[k]
  const mean = sum / values.length
  for (let k = 0; k < values.length; k++) values[k] -= mean
  return values
}

function addTo(sums: Float64Array, column: Float64Array): void {
  for (let k = 0; k < sums.length; k++) sums[k] += column[k]
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let k = 0; k < a.length; k++) sum += a[k] * b[k]
  return sum
}

function attributeDrawdowns({ equity, sleeves, settings }: PanelResult): AttributedDrawdown[] {
  const { capital } = settings
  return drawdownEpisodes(equity, { capital })
    .sort((a, b) => b.depth - a.depth)
    .slice(0, DRAWDOWNS)
    .map(({ peak, trough, recovery, depth }) => {
      // The high may be the capital itself, before the first bar.
      const start = equity[peak] < capital * (1 - 1e-12) && isHighest(equity, peak, capital) ? -1 : peak
      const high = start < 0 ? capital : equity[start]
      return {
        start,
        trough,
        end: recovery,
        depth,
        bySleeve: sleeves.map(({ profit }) => (profit[trough] - (start < 0 ? 0 : profit[start])) / high),
      }
    })
}

/** True when the account was never worth more than its capital up to `row`. */
function isHighest(equity: Column, row: number, capital: number): boolean {
  for (let k = 0; k <= row; k++) if (equity[k] > capital) return false
  return true
}
