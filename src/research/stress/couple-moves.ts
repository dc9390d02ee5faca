import type { Bars } from '../../market/bars.ts'
import { mean } from '../../metrics/moments.ts'
import { indexAt } from '../windows.ts'
import { bendMoves } from './bend-moves.ts'

/** When, and how far. */
export interface Coupling {
  /** Opening times, the first included, the second excluded. */
  readonly from: number
  readonly to: number
  /** 0 leaves everything as it is, 1 makes all moves one. */
  readonly correlation: number
}

/** The moves of one history within the time, close to close. */
interface Moves {
  readonly first: number
  readonly last: number
  readonly values: Float64Array
  readonly mean: number
  readonly deviation: number
}

/**
 * Histories whose logarithmic moves from close to close become `(1 - c) × own + c × (own mean + own deviation × common move)` within a
 * time; the common move is the standardized mean of all standardized moves of that time. At c = 1 all correlations are 1 and every
 * mean and volatility is what it was. Prices behind it move along.
 */
export function coupleMoves(histories: readonly Bars[], { from, to, correlation }: Coupling): readonly Bars[] {
  if (correlation === 0 || histories.length < 2) return histories
  const moves = histories.map(bars => movesOf(bars, from, to))
  const common = commonMoves(histories, moves)
  return histories.map((bars, a) => {
    const { first, last, values, mean: own, deviation } = moves[a]
    if (deviation === 0) return bars
    return bendMoves(bars, [first, last], (move, i) => {
      const z = common.get(bars.time[i])
      if (z !== undefined) move.close += correlation * (own + deviation * z - values[i - first])
    })
  })
}

function movesOf(bars: Bars, from: number, to: number): Moves {
  // The first bar of a history has no move.
  const first = Math.max(1, indexAt(bars, from))
  const last = Math.max(first, indexAt(bars, to))
  const values = new Float64Array(last - first)
  for (let i = first; i < last; i++) values[i - first] = Math.log(bars.close[i] / bars.close[i - 1])
  const average = mean(values)
  return { first, last, values, mean: average, deviation: values.length < 2 ? 0 : deviationOf(values, average) }
}

/** Population standard deviation around a mean. */
function deviationOf(values: Float64Array, average: number): number {
  let sum = 0
  for (const value of values) sum += (value - average) ** 2
  return Math.sqrt(sum / values.length)
}

/** Per time the mean of the standardized moves, standardized once more. */
function commonMoves(histories: readonly Bars[], moves: readonly Moves[]): ReadonlyMap<number, number> {
  const sums = new Map<number, { sum: number; count: number }>()
  for (const [a, { first, last, values, mean: own, deviation }] of moves.entries()) {
    if (deviation === 0) continue
    for (let i = first; i < last; i++) {
      const time = histories[a].time[i]
      const entry = sums.get(time) ?? { sum: 0, count: 0 }
      entry.sum += (values[i - first] - own) / deviation
      entry.count++
      sums.set(time, entry)
    }
  }
  const means = Float64Array.from(sums.values(), ({ sum, count }) => sum / count)
  const center = mean(means)
  const spread = deviationOf(means, center)
  const common = new Map<number, number>()
  if (!(spread > 1e-12)) return common
  for (const [k, time] of [...sums.keys()].entries()) common.set(time, (means[k] - center) / spread)
  return common
}
