import type { Timeframe } from '../base/timeframe.ts'
import type { Bar } from './bars.ts'

/**
 * Something that was not as it should be in a feed of bars. `gap`: bars are missing for good. `late`: the exchange does not show a bar yet. `dropped`: a bar came
 * that is older than what was given already. `changed`: a bar that was given already has other numbers now. `unreadable`: a row without a price. `failed`:
 * the exchange could not be asked. `reconnected`: the feed was cut.
 *
 * @example
 * ```ts
 * import type { BarNote } from 'peak-trade'
 *
 * const note: BarNote = { kind: 'gap', time: Date.UTC(2025, 0, 15), missing: 2, message: '2 bars are missing before 2025-01-15' }
 * note.kind // 'gap'
 * ```
 */
export interface BarNote {
  readonly kind: 'gap' | 'late' | 'dropped' | 'changed' | 'unreadable' | 'failed' | 'reconnected'
  /** Of the bar that it is about, milliseconds since the Unix epoch; NaN when it is about none. */
  readonly time: number
  /** Of a gap: how many bars. */
  readonly missing?: number | undefined
  /** One line, for people. */
  readonly message: string
}

/**
 * How to follow a feed.
 *
 * @example
 * ```ts
 * import type { FollowOptions } from 'peak-trade'
 *
 * const notes: string[] = []
 * const options: FollowOptions = { after: Date.UTC(2025, 0, 15), onNote: ({ message }) => notes.push(message) }
 * ```
 */
export interface FollowOptions {
  /** Opening time of the last bar that is known already, milliseconds since the Unix epoch: the first one that comes is the next. From now on when left out. */
  readonly after?: number | undefined
  /** Ends the feed. */
  readonly signal?: AbortSignal | undefined
  readonly onNote?: ((note: BarNote) => void) | undefined
}

/**
 * Where a session gets its bars from, one at a time: the port behind which an exchange stands. Only closed bars come, in time order, each once.
 *
 * @example
 * ```ts
 * import { type Bar, type BarSource, barAt, syntheticBars } from 'peak-trade'
 *
 * const bars = syntheticBars({ seed: 1, length: 3 })
 * const source: BarSource = {
 *   symbol: bars.symbol,
 *   timeframe: bars.timeframe,
 *   async *follow() {
 *     for (let i = 0; i < bars.length; i++) yield barAt(bars, i) as Bar
 *   },
 * }
 * let count = 0
 * for await (const _ of source.follow()) count++
 * count // 3
 * ```
 */
export interface BarSource {
  readonly symbol: string
  readonly timeframe: Timeframe
  /** Closed bars as they close, until the signal ends it. */
  follow(options?: FollowOptions): AsyncIterable<Bar>
}
