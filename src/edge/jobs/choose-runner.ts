import { ConfigError } from '../../base/errors.ts'
import { didYouMean } from '../../base/nearest.ts'
import type { JobBatch, JobRunner } from '../../research/job-runner.ts'
import { inlineRunner } from './inline-runner.ts'
import { threadRunner } from './thread-runner.ts'

/**
 * Where to run: in this thread, on worker threads, or on a runner such as `bullRunner`. Left out: threads when that is faster.
 */
export type RunnerChoice = 'inline' | 'threads' | JobRunner

/** Bars in all items together from which on threads pay: the start and the compilation of one takes about as much processor time as this much work. */
const WORTH = 50_000_000

/** @throws {@link ConfigError} `runner/unknown` for a name that there is not. */
export function chooseRunner(choice: RunnerChoice | undefined, { items, cost }: Pick<JobBatch, 'items' | 'cost'>): JobRunner {
  if (choice === undefined) return items * cost >= WORTH ? threadRunner() : inlineRunner()
  if (choice === 'inline') return inlineRunner()
  if (choice === 'threads') return threadRunner()
  if (typeof choice === 'object' && typeof choice?.run === 'function') return choice
  const names = ['inline', 'threads']
  throw new ConfigError(
    'runner/unknown',
    `there is no runner "${String(choice)}"${didYouMean(String(choice), names)} Known: ${names.join(', ')}`,
    {
      runner: String(choice),
    },
  )
}
