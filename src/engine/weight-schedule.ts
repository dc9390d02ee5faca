import { ConfigError } from '../base/errors.ts'

/**
 * Weights of a sleeve that change over time. What is decided at a close is traded like a target: at the next open. A position that a stop
 * or another exit has closed does not come back because of a weight, only because of a new target.
 *
 * @example
 * ```ts
 * import { alignBars, backtestPanel, BuyAndHold, syntheticBars, type WeightSchedule } from 'peak-trade'
 *
 * const schedule: WeightSchedule = { rows: [50, 80], weights: [0.25, 0] }
 * const panel = alignBars([syntheticBars({ seed: 1, length: 100, symbol: 'A' })])
 * const { sleeves } = backtestPanel([{ strategy: BuyAndHold, symbol: 'A', weight: 0.5, schedule }], panel)
 * sleeves[0].fills.map(({ index }) => index) // [1, 51, 81]
 * ```
 */
export interface WeightSchedule {
  /** Times of the panel at whose close a weight is known, ascending. A symbol without a bar there takes it at its next bar. */
  readonly rows: ArrayLike<number>
  /** One for each of them, from -10 to 10; a negative one trades against the strategy. The same weight again brings a position back to its size. */
  readonly weights: ArrayLike<number>
  /** False leaves positions as they are until their target changes. Default true. */
  readonly resize?: boolean | undefined
}

/** A schedule on the bars of one symbol. */
export interface BarWeights {
  readonly index: ArrayLike<number>
  readonly weight: ArrayLike<number>
  readonly resize: boolean
}

/** Takes a schedule from the times of a panel, of which there are `length`, to the bars of a symbol. */
export function weightsOfBars(
  schedule: WeightSchedule,
  rows: Int32Array,
  { name, length }: { readonly name: string; readonly length: number },
): BarWeights {
  checkSchedule(schedule, name, length)
  const resize = schedule.resize ?? true
  // Without holes every row has its bar.
  if (rows.length === length) return { index: schedule.rows, weight: schedule.weights, resize }
  const index = new Int32Array(schedule.rows.length)
  const weight = new Float64Array(schedule.rows.length)
  let count = 0
  let bar = 0
  for (let k = 0; k < schedule.rows.length; k++) {
    const row = schedule.rows[k]
    while (bar < rows.length && rows[bar] < row) bar++
    if (bar === rows.length) break
    if (count > 0 && index[count - 1] === bar) count--
    index[count] = bar
    weight[count++] = schedule.weights[k]
  }
  return { index: index.subarray(0, count), weight: weight.subarray(0, count), resize }
}

function checkSchedule({ rows, weights }: WeightSchedule, name: string, length: number): void {
  const refuse = (message: string) => {
    throw new ConfigError('panel/schedule', `the schedule of sleeve "${name}" ${message}`, { name })
  }
  if (rows.length !== weights.length) refuse(`has ${rows.length} rows and ${weights.length} weights; give one weight for each row`)
  for (let k = 0; k < rows.length; k++) {
    const row = rows[k]
    if (!(Number.isInteger(row) && row >= 0 && row < length))
      refuse(`has row ${row}; rows count the ${length} times of the panel, from 0 to ${length - 1}`)
    if (k > 0 && row <= rows[k - 1]) refuse(`has row ${row} after row ${rows[k - 1]}; rows must ascend`)
    if (!(Math.abs(weights[k]) <= 10)) refuse(`has weight ${weights[k]} at row ${row}; it must be from -10 to 10`)
  }
}
