import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { ConfigError, EdgeError } from '../../base/errors.ts'
import type { Bars } from '../../market/bars.ts'
import type { Summary } from '../../metrics/summary.ts'
import { resolveVariants } from '../../research/settings-grid.ts'
import { checkBars, concludeSweep, type SweepOptions, type SweepResult, splitOptions } from '../../research/sweep.ts'
import { planSweep } from '../../research/sweep-plan.ts'
import { checkRanking, createSweepTable, scoreOf, sweepMetrics } from '../../research/sweep-table.ts'
import type { AnyStrategyClass } from '../../strategies/strategy.ts'
import { loadStrategy, type StrategyReference } from './strategy-reference.ts'
import { receiveError, type SweepAnswer, type SweepJob, type SweepNumbers, type SweepWork } from './sweep-messages.ts'
import { threadBars } from './thread-bars.ts'

/** Combinations per job: enough that messages cost nothing, few enough that all threads end together. */
const JOB = 64

/**
 * {@link SweepOptions}, and on how many threads.
 */
export interface ThreadedSweepOptions<C extends AnyStrategyClass = AnyStrategyClass> extends SweepOptions<C> {
  /** Default: one per processor. */
  readonly threads?: number | undefined
}

/**
 * `sweep` on worker threads: the same result to the bit, in the same order, however many there are. The bars are copied once, into memory
 * that all threads share. `where` and an
 * objective that is a function run here; the strategy is loaded in every thread, so it is given by name. For the types of `grid` and `where`
 * write `sweepOnThreads<typeof MyStrategy>(…)`.
 *
 * @throws Rejects as `sweep` throws; {@link ConfigError} `strategy/unknown` or `strategy/module` for a strategy that is not found,
 * `sweep/threads` for a number of threads that is none; {@link EdgeError} `threads/died` when a thread ends on its own, `threads/failed`
 * for an error from outside of this library; the reason of `signal`.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'peak-trade'
 * import { sweepOnThreads } from 'peak-trade/node'
 *
 * const bars = syntheticBars({ seed: 1, length: 1000 })
 * const result = await sweepOnThreads({ id: 'ma_crossover' }, bars, { grid: { fast: [5, 10], slow: [50, 100] }, threads: 2 })
 * result.combinations // 4
 * ```
 */
export async function sweepOnThreads<C extends AnyStrategyClass = AnyStrategyClass>(
  reference: StrategyReference,
  bars: Bars,
  options: ThreadedSweepOptions<C>,
): Promise<SweepResult> {
  const { threads = availableParallelism(), ...sweepOptions } = options
  const { search, ranking, signal, onProgress, input } = splitOptions(sweepOptions as SweepOptions<C>)
  if (!(Number.isInteger(threads) && threads >= 1))
    throw new ConfigError('sweep/threads', `threads is ${threads}; it must be a whole number from 1`, { threads })
  checkRanking(ranking)
  checkBars(bars)
  const strategy = await loadStrategy(reference)
  const plan = planSweep(strategy, search)
  const settings = resolveVariants(input, plan.settings)
  signal?.throwIfAborted()
  const table = createSweepTable(plan.length)
  const scoring = scoreOf(ranking.objective)
  const scored = scoring === undefined ? undefined : new Float64Array(plan.length)
  const jobs = partition(plan.length)
  const numbers = scoring === undefined ? sweepMetrics : 'summary'
  const work: SweepWork = { strategy: reference, bars: threadBars(bars), settings: input, plan, numbers }
  let done = 0
  const fold = (answer: SweepNumbers) => {
    for (let k = answer.from; k < answer.to; k++) {
      const numbers = numbersOf(answer, k)
      for (const name of sweepMetrics) table[name][k] = numbers[name]
      if (scored !== undefined && scoring !== undefined) scored[k] = scoring(numbers as unknown as Summary)
    }
    done += answer.to - answer.from
    onProgress?.({ done, total: plan.length })
  }
  await runJobs({ work, jobs, threads: Math.min(threads, jobs.length), fold, signal })
  return concludeSweep({ strategy, bars, settings, plan, table, scored, ...ranking })
}

function partition(total: number): SweepJob[] {
  const jobs: SweepJob[] = []
  for (let from = 0; from < total; from += JOB) jobs.push({ from, to: Math.min(from + JOB, total) })
  return jobs
}

/** The numbers of one run by name. */
function numbersOf({ from, names, values }: SweepNumbers, index: number): Record<string, number> {
  const start = (index - from) * names.length
  return Object.fromEntries(names.map((name, n) => [name, values[start + n]]))
}

interface JobsToRun {
  readonly work: SweepWork
  readonly jobs: readonly SweepJob[]
  readonly threads: number
  readonly fold: (answer: SweepNumbers) => void
  readonly signal: AbortSignal | undefined
}

/** Hands out jobs to threads until all are done; ends every thread before it settles. */
async function runJobs({ work, jobs, threads, fold, signal }: JobsToRun): Promise<void> {
  const workers: Worker[] = []
  let next = 0
  let left = jobs.length
  let abort: (() => void) | undefined
  try {
    await new Promise<void>((resolve, reject) => {
      abort = () => reject(signal?.reason)
      signal?.addEventListener('abort', abort, { once: true })
      const hand = (worker: Worker) => {
        if (next < jobs.length) worker.postMessage(jobs[next++])
      }
      for (let k = 0; k < threads; k++) {
        const worker = new Worker(workerUrl(), { workerData: work })
        workers.push(worker)
        worker.on('message', (answer: SweepAnswer) => {
          if ('error' in answer) return reject(receiveError(answer.error))
          try {
            fold(answer)
          } catch (error) {
            return reject(error)
          }
          left--
          if (left === 0) resolve()
          else hand(worker)
        })
        worker.on('error', error => reject(died(error.message, error)))
        worker.on('exit', code => reject(died(`it ended with code ${code}`)))
        hand(worker)
      }
    })
  } finally {
    if (abort !== undefined) signal?.removeEventListener('abort', abort)
    await Promise.all(workers.map(worker => worker.terminate()))
  }
}

function died(why: string, cause?: unknown): EdgeError {
  return new EdgeError('threads/died', `a thread of the sweep died: ${why}; try fewer threads`, { retryable: true }, cause)
}

/** The worker's program lies beside this file, as source or built. */
function workerUrl(): URL {
  return new URL(import.meta.url.endsWith('.ts') ? './sweep-worker.ts' : './sweep-worker.js', import.meta.url)
}
