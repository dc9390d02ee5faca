import { EdgeError } from '../../base/errors.ts'
import type { ItemFailure, ItemRange, JobBatch, JobRunner, RowPart } from '../../research/job-runner.ts'
import { identifyBatch } from './batch-identity.ts'
import { Checkpoint } from './checkpoint.ts'
import { type JobProgress, Rate } from './rate.ts'
import { receiveError } from './sent-error.ts'

/**
 * How work is run, wherever that is.
 */
export interface RunOptions {
  /** A file to which every part is written as soon as it is there: a run that was killed goes on from it. */
  readonly checkpoint?: string | undefined
  /** `throw` (default) ends the run with the first failure; `collect` goes on and lists them. */
  readonly onFailure?: 'throw' | 'collect' | undefined
  /** The run ends soon after it was aborted, with its reason; a checkpoint keeps what was done. */
  readonly signal?: AbortSignal | undefined
  /** Called about a hundred times, and at the end. */
  readonly onProgress?: ((progress: JobProgress) => void) | undefined
}

/** What comes out of a batch. */
export interface BatchRows {
  /** The row of every item, one after the other; NaN for those that failed. */
  readonly rows: Float64Array
  /** In the order of the items. */
  readonly failures: readonly ItemFailure[]
}

/**
 * Runs a batch and puts the rows into their places.
 *
 * @throws Rejects with the error of the first item that fails, unless they are collected; {@link EdgeError} `runner/incomplete` when the runner
 * leaves items out; what the runner, the checkpoint and `onProgress` throw.
 */
export async function runBatch(batch: JobBatch, runner: JobRunner, options: RunOptions): Promise<BatchRows> {
  const { checkpoint: path, onFailure = 'throw', signal, onProgress } = options
  signal?.throwIfAborted()
  const checkpoint = path === undefined ? undefined : new Checkpoint(path, { batch, identity: await identifyBatch(batch) })
  try {
    const fold = new Fold(batch)
    for (const part of checkpoint?.parts ?? []) fold.take(part)
    if (onFailure === 'throw') fold.forgetFailures()
    const rate = new Rate(batch.items, { done: fold.done, at: performance.now() })
    let told = 0
    const tell = () => {
      if (onProgress === undefined || fold.done === told) return
      if (fold.done < batch.items && fold.done - told < batch.items / 100) return
      told = fold.done
      onProgress(rate.update({ done: told, at: performance.now() }))
    }
    const onRows = (part: RowPart) => {
      // What the caller decides to stop at is nothing that should be lost.
      checkpoint?.append(part)
      fold.take(part)
      const [failed] = part.failures
      if (onFailure === 'throw' && failed !== undefined) throw receiveError(failed.error)
      tell()
    }
    const ranges = fold.missing()
    if (ranges.length > 0) await runner.run({ ...batch, ranges }, { onRows, signal })
    tell()
    if (fold.done < batch.items)
      throw new EdgeError('runner/incomplete', `runner "${runner.name}" ended with ${fold.done} of ${batch.items} items; it must do all`, {
        done: fold.done,
        items: batch.items,
      })
    return { rows: fold.rows, failures: fold.failures() }
  } finally {
    checkpoint?.close()
  }
}

/** Rows in their places, whoever brings them and how often. */
class Fold {
  done = 0
  readonly rows: Float64Array
  private readonly width: number
  private readonly known: Uint8Array
  private readonly failed = new Map<number, ItemFailure>()

  constructor({ items, width }: JobBatch) {
    this.rows = new Float64Array(items * width)
    this.width = width
    this.known = new Uint8Array(items)
  }

  take({ from, to, rows, failures }: RowPart): void {
    this.rows.set(rows, from * this.width)
    for (let item = from; item < to; item++) {
      this.done += 1 - this.known[item]
      this.known[item] = 1
      this.failed.delete(item)
    }
    for (const failure of failures) this.failed.set(failure.item, failure)
  }

  forgetFailures(): void {
    for (const item of this.failed.keys()) {
      this.known[item] = 0
      this.done--
    }
    this.failed.clear()
  }

  failures(): ItemFailure[] {
    return [...this.failed.values()].sort((a, b) => a.item - b.item)
  }

  missing(): ItemRange[] {
    const ranges: ItemRange[] = []
    const { known } = this
    for (let from = known.indexOf(0); from >= 0; ) {
      const end = known.indexOf(1, from)
      const to = end < 0 ? known.length : end
      ranges.push({ from, to })
      from = known.indexOf(0, to)
    }
    return ranges
  }
}
