import { Worker } from 'node:worker_threads'
import { EdgeError } from '../../base/errors.ts'
import type { ItemRange, JobBatch, RowPart, SentError } from '../../research/job-runner.ts'
import { receiveError } from './sent-error.ts'

/** What a thread starts with: a batch whose columns lie in memory that all threads share, and where to say which item it runs. */
export type ThreadStart = Pick<JobBatch, 'task' | 'work' | 'data' | 'width'> & { readonly mark: Int32Array }

/** Rows, and how long they took. */
export interface TimedPart extends RowPart {
  readonly ms: number
}

/** What a thread says: a part that it ran, or why the whole batch cannot be run. */
export type ThreadAnswer = TimedPart | { readonly refused: SentError }

/** A thread ended on its own. */
export class ThreadDeath extends Error {
  /** The item that it was running; -1 when it ran none. */
  readonly item: number

  constructor(reason: string, item: number) {
    super(reason)
    this.item = item
  }
}

interface Waiting {
  readonly resolve: (part: TimedPart) => void
  readonly reject: (error: unknown) => void
}

/** A worker thread that runs parts of one batch, in the order in which it is asked. */
export class JobThread {
  private readonly worker: Worker
  private readonly mark = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)).fill(-1)
  private readonly waiting: Waiting[] = []
  private ended: unknown

  /** @param batch - Its data in shared memory, see {@link shareBatch}. */
  constructor({ task, work, data, width, modules }: JobBatch) {
    const start: ThreadStart = { task, work, data, width, mark: this.mark }
    this.worker = new Worker(programUrl(modules), { workerData: start, execArgv: threadArguments(process.execArgv) })
    this.worker.on('message', (answer: ThreadAnswer) => {
      if ('refused' in answer) return this.end(receiveError(answer.refused))
      this.waiting.shift()?.resolve(answer)
    })
    this.worker.on('messageerror', error => this.end(new ThreadDeath(error.message, this.mark[0])))
    // An error is followed by an exit; the reason is in the first of them.
    this.worker.on('error', error => this.end(new ThreadDeath(error.message, this.mark[0])))
    this.worker.on('exit', code => this.end(new ThreadDeath(`it ended with code ${code}`, this.mark[0])))
  }

  /** Rejects with a {@link ThreadDeath} when the thread ends, with another error when the batch cannot be run at all. */
  run(range: ItemRange): Promise<TimedPart> {
    return new Promise((resolve, reject) => {
      if (this.ended !== undefined) return reject(this.ended)
      this.waiting.push({ resolve, reject })
      this.worker.postMessage(range)
    })
  }

  /** Ends the thread at once, whatever it runs. */
  async close(reason: unknown = new EdgeError('runner/closed', 'the thread was ended')): Promise<void> {
    this.end(reason)
    await this.worker.terminate()
  }

  private end(reason: unknown): void {
    this.ended ??= reason
    for (const { reject } of this.waiting.splice(0)) reject(this.ended)
  }
}

/**
 * The same batch with its columns in shared memory: sent to any number of threads, they are copied once, here.
 */
export function shareBatch(batch: JobBatch): JobBatch {
  const data = Object.fromEntries(Object.entries(batch.data).map(([name, column]) => [name, shareColumn(column)]))
  return { ...batch, data }
}

function shareColumn(column: Float64Array): Float64Array {
  if (column.buffer instanceof SharedArrayBuffer) return column
  const shared = new Float64Array(new SharedArrayBuffer(column.byteLength))
  shared.set(column)
  return shared
}

/** The flags of this process without those that only go with a program given as text. */
export function threadArguments(flags: readonly string[]): string[] {
  return flags.filter((flag, k) => !flag.startsWith('--input-type') && flags[k - 1] !== '--input-type')
}

/**
 * The program of a thread lies beside this file. The build has it twice: in one piece, which starts in a third of the time, and as modules, for
 * strategies of a user: their classes must extend the very `Strategy` that the program knows.
 */
function programUrl(modules: readonly string[]): URL {
  const program = import.meta.url.endsWith('.ts') ? 'thread-program.ts' : modules.length === 0 ? 'thread-bundle.js' : 'thread-program.js'
  return new URL(`./${program}`, import.meta.url)
}
