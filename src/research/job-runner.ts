import type { ErrorDetails } from '../base/errors.ts'

/**
 * Items of a batch, from `from` (included) to `to` (excluded).
 */
export interface ItemRange {
  readonly from: number
  readonly to: number
}

/**
 * Work that can be done anywhere: many items, each of which gives a row of numbers that depends on nothing but the batch and its place in it.
 * Plain data, so that it may travel to a thread or to another machine.
 */
export interface JobBatch {
  /** The program: `sweep`, `monte-carlo`. */
  readonly task: string
  /** What the program needs, small. */
  readonly work: unknown
  /** What it needs, large: columns that are copied once, however many jobs there are. */
  readonly data: Readonly<Record<string, Float64Array>>
  /** Number of items. */
  readonly items: number
  /** Numbers per item. */
  readonly width: number
  /** How much work an item is, in bars; sizes of jobs follow it. */
  readonly cost: number
  /** Addresses of modules outside of this library that the program runs; empty when there are none. */
  readonly modules: readonly string[]
  /** What is still to be done; everything when left out. */
  readonly ranges?: readonly ItemRange[] | undefined
}

/**
 * Rows of some items, one after the other.
 */
export interface RowPart extends ItemRange {
  readonly rows: Float64Array
  /** Items that failed, each alone; their rows are NaN. */
  readonly failures: readonly ItemFailure[]
}

/**
 * An item that could not be done, and why.
 */
export interface ItemFailure {
  readonly item: number
  readonly error: SentError
}

/**
 * An error as plain data: errors that travel would otherwise lose their class.
 */
export interface SentError {
  /** Name of the class. */
  readonly name: string
  readonly code: string
  readonly message: string
  readonly details: ErrorDetails
}

/**
 * Who listens to a run.
 */
export interface JobListener {
  /** Called once for every item, in any order and in parts of any size. */
  readonly onRows: (part: RowPart) => void
  readonly signal?: AbortSignal | undefined
}

/**
 * Where jobs run: in this thread, on several, on other machines. Rows are put into their places by their numbers, so nobody can tell from
 * a result who ran it.
 *
 * @example
 * ```ts
 * import type { JobRunner } from 'peak-trade'
 *
 * // A runner that tells what the other one is given.
 * const spoken = (runner: JobRunner): JobRunner => ({
 *   name: `spoken ${runner.name}`,
 *   run(batch, listener) {
 *     console.log(`${batch.items} items for ${runner.name}`)
 *     return runner.run(batch, listener)
 *   },
 * })
 * spoken({ name: 'idle', run: async () => undefined }).name // 'spoken idle'
 * ```
 */
export interface JobRunner {
  readonly name: string
  /**
   * Settles when every item was handed to the listener. Rejects with the error of a batch that cannot start, with what the listener
   * throws, with the reason of its signal; nothing of the run is left behind then.
   */
  run(batch: JobBatch, listener: JobListener): Promise<void>
}
