import { Worker } from 'node:worker_threads'
import { cellOf, type Outcome, runTrial, type Trial } from './trial.ts'

/** How large, which, and on how many threads. */
export interface CalibrationOptions {
  /** Markets without an edge. */
  readonly markets: number
  /** Markets per planted Sharpe ratio; default a quarter of `markets`. */
  readonly planted?: number | undefined
  readonly sharpes?: readonly number[] | undefined
  readonly seed: string | number
  /** Years of daily bars; default 4. */
  readonly years?: number | undefined
  /** Default 1: in this thread. */
  readonly threads?: number | undefined
  readonly onOutcome?: ((done: number, total: number) => void) | undefined
}

/** Planted annual Sharpe ratios. */
export const plantedSharpes: readonly number[] = [1, 1.5, 2, 3]

/** Every market of a calibration. */
export function planTrials({
  markets,
  planted = Math.ceil(markets / 4),
  sharpes = plantedSharpes,
  seed,
  years = 4,
}: CalibrationOptions): Trial[] {
  const trials = (count: number, sharpe: number) =>
    Array.from({ length: count }, (_, index): Trial => ({ seed: String(seed), index, planted: sharpe, years }))
  return [...trials(markets, 0), ...sharpes.flatMap(sharpe => trials(planted, sharpe))]
}

/** Runs all of them; the outcomes come in the order of the plan, whoever ran them. */
export async function runTrials(options: CalibrationOptions): Promise<readonly Outcome[]> {
  const plan = planTrials(options)
  const { threads = 1, onOutcome } = options
  let done = 0
  const tell = () => onOutcome?.(++done, plan.length)
  if (threads <= 1)
    return plan.map(trial => {
      const outcome = runTrial(trial)
      tell()
      return outcome
    })
  const outcomes = new Array<Outcome>(plan.length)
  const work = async (own: readonly number[]) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url))
    try {
      for (const index of own) {
        outcomes[index] = await ask(worker, plan[index])
        tell()
      }
    } finally {
      await worker.terminate()
    }
  }
  // Markets of one cell share what has been found out about drifts, so they stay on one thread.
  const shares = Array.from({ length: threads }, (_, t) => [...plan.keys()].filter(index => cellOf(plan[index]) % threads === t))
  await Promise.all(shares.map(work))
  return outcomes
}

function ask(worker: Worker, trial: Trial): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      worker.off('message', answered)
      worker.off('error', failed)
      act()
    }
    const answered = (outcome: Outcome) => settle(() => resolve(outcome))
    const failed = (error: unknown) => settle(() => reject(error))
    worker.on('message', answered)
    worker.on('error', failed)
    worker.postMessage(trial)
  })
}
