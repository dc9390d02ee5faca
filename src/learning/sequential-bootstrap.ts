import { ConfigError, DataError } from '../base/errors.ts'
import type { Random } from '../base/random.ts'
import type { LabelSpan } from './label-span.ts'

/** What {@link sequentialBootstrap} needs. */
export interface SequentialBootstrapOptions {
  readonly random: Random
  /** How many labels to draw; default as many as there are. */
  readonly draws?: number
}

/**
 * Draws labels with replacement, preferring those that share few bars with what has been drawn: a bootstrap for labels that overlap, on
 * which an ordinary one would draw nearly the same thing again and again.
 *
 * The chance of a label is proportional to the mean of `1 / (1 + number of drawn labels on the bar)` over its bars. Work grows with draws
 * times labels, and with how much they overlap. Source: López de Prado, Advances in Financial Machine Learning, 4.5, 2018.
 *
 * @returns Numbers of the drawn labels, in the order in which they were drawn.
 * @throws {@link DataError} `learning/span` for no spans or one that ends before it starts, {@link ConfigError} `learning/option` for a
 * number of draws that is not a whole number from 1.
 *
 * @example
 * ```ts
 * import { seededRandom, sequentialBootstrap } from 'peak-trade'
 *
 * const spans = [{ start: 0, end: 2 }, { start: 2, end: 3 }, { start: 4, end: 5 }]
 * sequentialBootstrap(spans, { random: seededRandom(1) }).length // 3
 * ```
 */
export function sequentialBootstrap(spans: readonly LabelSpan[], { random, draws = spans.length }: SequentialBootstrapOptions): Int32Array {
  if (!(Number.isInteger(draws) && draws >= 1 && spans.length > 0))
    throw new ConfigError('learning/option', `sequentialBootstrap: ${draws} draws of ${spans.length} labels; both must be at least 1`, {
      draws,
    })
  const chances = new DrawChances(spans)
  const drawn = new Int32Array(draws)
  for (let k = 0; k < draws; k++) {
    drawn[k] = chances.pick(random.uniform())
    chances.take(drawn[k])
  }
  return drawn
}

/**
 * The chances with which {@link sequentialBootstrap} draws next.
 *
 * @param drawn - Numbers of the labels drawn so far.
 *
 * @example
 * ```ts
 * import { drawChances } from 'peak-trade'
 *
 * drawChances([{ start: 0, end: 0 }, { start: 1, end: 1 }], [0]).map(chance => Math.round(99 * chance)) // 33, 66
 * ```
 */
export function drawChances(spans: readonly LabelSpan[], drawn: ArrayLike<number>): Float64Array {
  const chances = new DrawChances(spans)
  for (let k = 0; k < drawn.length; k++) chances.take(drawn[k])
  return chances.all()
}

class DrawChances {
  private readonly starts: Int32Array
  private readonly ends: Int32Array
  /** `1 / (1 + drawn labels)` of each bar. */
  private readonly shares: Float64Array
  private readonly uniqueness: Float64Array
  private total: number

  constructor(spans: readonly LabelSpan[]) {
    let first = Number.POSITIVE_INFINITY
    let last = Number.NEGATIVE_INFINITY
    for (const [k, { start, end }] of spans.entries()) {
      if (!(Number.isInteger(start) && Number.isInteger(end) && start <= end))
        throw new DataError('learning/span', `label ${k} spans bars ${start} to ${end}`, { label: k, start, end })
      first = Math.min(first, start)
      last = Math.max(last, end)
    }
    this.starts = Int32Array.from(spans, ({ start }) => start - first)
    this.ends = Int32Array.from(spans, ({ end }) => end - first + 1)
    this.shares = new Float64Array(spans.length === 0 ? 0 : last - first + 1).fill(1)
    this.uniqueness = new Float64Array(spans.length).fill(1)
    this.total = spans.length
  }

  take(label: number): void {
    const { shares, starts, ends, uniqueness } = this
    const first = starts[label]
    const end = ends[label]
    for (let i = first; i < end; i++) shares[i] = 1 / (1 + Math.round(1 / shares[i]))
    for (let k = 0; k < uniqueness.length; k++) {
      if (starts[k] >= end || ends[k] <= first) continue
      let sum = 0
      for (let i = starts[k]; i < ends[k]; i++) sum += shares[i]
      const mean = sum / (ends[k] - starts[k])
      this.total += mean - uniqueness[k]
      uniqueness[k] = mean
    }
  }

  /** The label on which a number in [0, 1) falls. */
  pick(uniform: number): number {
    const { uniqueness } = this
    let rest = uniform * this.total
    for (let k = 0; k < uniqueness.length - 1; k++) {
      rest -= uniqueness[k]
      if (rest < 0) return k
    }
    return uniqueness.length - 1
  }

  all(): Float64Array {
    return this.uniqueness.map(value => value / this.total)
  }
}
