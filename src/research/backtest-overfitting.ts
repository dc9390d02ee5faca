import type { Column } from '../base/column.ts'
import { ConfigError } from '../base/errors.ts'
import { isRounding, known, mean, ratio } from '../metrics/moments.ts'
import { checkTrials } from './check-trials.ts'

/**
 * Options of {@link backtestOverfitting}.
 */
export interface OverfittingOptions {
  /** Into how many stretches of equal length the history is cut; even, from 2 to 20. Default 16: 12,870 combinations. */
  readonly blocks?: number
  /** What the best trial is chosen by: mean over standard deviation, or the mean alone. Default `sharpe`. */
  readonly metric?: 'sharpe' | 'mean'
}

/**
 * What {@link backtestOverfitting} finds. One value per combination in each column.
 */
export interface BacktestOverfitting {
  /** Probability of backtest overfitting: share of combinations whose winner ends in the lower half of the other bars. */
  readonly probability: number
  /** Share of combinations whose winner loses on the other bars. */
  readonly lossProbability: number
  /** Regression of the winner's performance on the other bars on its performance where it won: slope, intercept, R². */
  readonly slope: number
  readonly intercept: number
  readonly determination: number
  readonly combinations: number
  /** Bars that were left out at the start, because the rest is cut into equal stretches. */
  readonly skippedBars: number
  /** ln(ω / (1 - ω)) with ω the winner's relative rank on the other bars; above 0 is the better half. */
  readonly logits: Column
  /** The trial that won. */
  readonly winners: Column
  /** Its performance per bar where it was chosen, and on the other bars. */
  readonly inSample: Column
  readonly outOfSample: Column
}

/**
 * Probability of backtest overfitting by combinatorially symmetric cross-validation: the history is cut into stretches; for each way
 * to take half of them, the trial that is best there is looked up on the other half. If the choice meant something, the winner
 * ends in the better half there as well (Bailey, Borwein, López de Prado and Zhu 2015).
 *
 * The relative rank is rank / (trials + 1), 1 for the worst, equal ones share the mean; a trial that does not vary performs 0.
 *
 * @param trials - The returns of every variant that was tried, on the same bars; also of those that were thrown away.
 * @throws {@link ConfigError} `research/trials` for fewer than two trials or different lengths, `research/blocks`,
 * `DataError` `research/returns`.
 *
 * @example
 * ```ts
 * import { backtestOverfitting, seededRandom } from 'peak-trade'
 *
 * const random = seededRandom(1)
 * const noise = Array.from({ length: 20 }, () => Float64Array.from({ length: 512 }, () => 0.01 * random.normal()))
 * backtestOverfitting(noise, { blocks: 8 }).probability // far from 0: the best of noise is nothing special elsewhere
 * ```
 */
export function backtestOverfitting(trials: readonly Column[], options: OverfittingOptions = {}): BacktestOverfitting {
  const { blocks = 16, metric = 'sharpe' } = options
  const rows = checkTrials(trials)
  if (trials.length < 2) throw new ConfigError('research/trials', 'one trial cannot be compared; give the returns of all that were tried')
  if (!(Number.isInteger(blocks) && blocks >= 2 && blocks <= 20 && blocks % 2 === 0))
    throw new ConfigError('research/blocks', `blocks is ${blocks}, it must be an even number from 2 to 20`, { blocks })
  if (metric !== 'sharpe' && metric !== 'mean')
    throw new ConfigError('research/metric', `metric is ${String(metric)}, it must be 'sharpe' or 'mean'`)
  const size = Math.floor(rows / blocks)
  if (size * (blocks / 2) < 2)
    throw new ConfigError('research/blocks', `${rows} returns are too few for ${blocks} blocks; use fewer blocks`, { blocks, rows })
  const skippedBars = rows - size * blocks
  const sums = blockSums(trials, { blocks, size, skippedBars })
  const half = { sums, trials: trials.length, size: (blocks / 2) * size, metric }

  const combinations = combinationsOfHalf(blocks)
  const count = combinations.length / (blocks / 2)
  const logits = new Float64Array(count)
  const winners = new Float64Array(count)
  const inSample = new Float64Array(count)
  const outOfSample = new Float64Array(count)
  const chosen = new Float64Array(trials.length)
  const others = new Float64Array(trials.length)
  const scratch = new Float64Array(2 * trials.length)
  const complement = new Uint8Array(blocks / 2)
  for (let c = 0; c < count; c++) {
    const taken = combinations.subarray((c * blocks) / 2, ((c + 1) * blocks) / 2)
    for (let b = 0, at = 0, next = 0; b < blocks; b++) {
      if (taken[at] === b) at++
      else complement[next++] = b
    }
    measureHalf(half, taken, scratch, chosen)
    measureHalf(half, complement, scratch, others)
    let best = 0
    for (let k = 1; k < trials.length; k++) if (chosen[k] > chosen[best]) best = k
    const rank = rankOf(others, best)
    logits[c] = Math.log(rank / (trials.length + 1 - rank))
    winners[c] = best
    inSample[c] = chosen[best]
    outOfSample[c] = others[best]
  }
  return {
    probability: shareOf(logits, value => value <= 0),
    lossProbability: shareOf(outOfSample, value => value < 0),
    ...regress(inSample, outOfSample),
    combinations: count,
    skippedBars,
    logits,
    winners,
    inSample,
    outOfSample,
  }
}

/** Sums over each block of each trial. */
interface BlockSums {
  /** Mean of the whole column, taken out of the sums so that nothing cancels. */
  readonly shift: Float64Array
  /** Of the shifted returns and of their squares, block by block. */
  readonly first: Float64Array
  readonly second: Float64Array
}

interface Cut {
  readonly blocks: number
  readonly size: number
  readonly skippedBars: number
}

function blockSums(trials: readonly Column[], { blocks, size, skippedBars }: Cut): BlockSums {
  const shift = new Float64Array(trials.length)
  const first = new Float64Array(blocks * trials.length)
  const second = new Float64Array(blocks * trials.length)
  for (const [k, trial] of trials.entries()) {
    const center = mean(trial)
    shift[k] = center
    for (let b = 0; b < blocks; b++) {
      let sum = 0
      let squares = 0
      const from = skippedBars + b * size
      for (let i = from; i < from + size; i++) {
        const distance = trial[i] - center
        sum += distance
        squares += distance * distance
      }
      first[b * trials.length + k] = sum
      second[b * trials.length + k] = squares
    }
  }
  return { shift, first, second }
}

interface Half {
  readonly sums: BlockSums
  readonly trials: number
  /** Bars in one half. */
  readonly size: number
  readonly metric: 'sharpe' | 'mean'
}

/** Performance of all trials on some blocks. */
function measureHalf({ sums, trials, size, metric }: Half, blocks: Uint8Array, scratch: Float64Array, into: Float64Array): void {
  const { shift, first, second } = sums
  scratch.fill(0)
  for (let b = 0; b < blocks.length; b++) {
    const from = blocks[b] * trials
    for (let k = 0; k < trials; k++) {
      scratch[k] += first[from + k]
      scratch[trials + k] += second[from + k]
    }
  }
  for (let k = 0; k < trials; k++) {
    const offset = scratch[k] / size
    const average = shift[k] + offset
    if (metric === 'mean') {
      into[k] = average
      continue
    }
    const deviation = Math.sqrt(Math.max(0, scratch[trials + k] - size * offset * offset) / (size - 1))
    into[k] = isRounding(deviation, 1 + Math.abs(average)) ? 0 : average / deviation
  }
}

/** All ways to take half of the blocks in lexicographic order, one after the other. */
function combinationsOfHalf(blocks: number): Uint8Array {
  const half = blocks / 2
  const all: number[] = []
  const current = Array.from({ length: half }, (_, i) => i)
  for (;;) {
    all.push(...current)
    let i = half - 1
    while (i >= 0 && current[i] === blocks - half + i) i--
    if (i < 0) return Uint8Array.from(all)
    current[i]++
    for (let j = i + 1; j < half; j++) current[j] = current[j - 1] + 1
  }
}

/** 1 for the worst; equal ones share the mean. */
function rankOf(values: Float64Array, index: number): number {
  const value = values[index]
  let below = 0
  let equal = 0
  for (let k = 0; k < values.length; k++) {
    below += +(values[k] < value)
    equal += +(values[k] === value)
  }
  return below + (equal + 1) / 2
}

function shareOf(values: Float64Array, holds: (value: number) => boolean): number {
  let count = 0
  for (let i = 0; i < values.length; i++) count += +holds(values[i])
  return count / values.length
}

/** Least squares of y on x. */
function regress(x: Float64Array, y: Float64Array) {
  const mx = mean(x)
  const my = mean(y)
  let xx = 0
  let xy = 0
  let yy = 0
  for (let i = 0; i < x.length; i++) {
    xx += (x[i] - mx) * (x[i] - mx)
    xy += (x[i] - mx) * (y[i] - my)
    yy += (y[i] - my) * (y[i] - my)
  }
  const flat = isRounding(Math.sqrt(xx / x.length), Math.abs(mx))
  const slope = flat ? Number.NaN : ratio(xy, xx)
  return { slope, intercept: known(my - slope * mx), determination: flat ? Number.NaN : ratio(xy * xy, xx * yy) }
}
