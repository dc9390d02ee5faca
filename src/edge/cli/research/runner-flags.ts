import { type Command, Option } from 'commander'
import { ConfigError } from '../../../base/errors.ts'
import type { AnyStrategyClass } from '../../../strategies/strategy.ts'
import type { RunnerChoice } from '../../jobs/choose-runner.ts'
import type { StrategyReference } from '../../jobs/strategy-reference.ts'
import { threadRunner } from '../../jobs/thread-runner.ts'
import { isScript } from '../load-strategies.ts'
import { number } from '../settings-flags.ts'

/** What the flags of {@link addRunnerFlags} give. */
export interface RunnerOptions {
  readonly runner?: 'inline' | 'threads'
  readonly threads?: number
  readonly redis?: string
  readonly queue?: string
  readonly checkpoint?: string
}

/** Gives a command the flags that say where to run. */
export function addRunnerFlags(command: Command): Command {
  return command
    .optionsGroup('Where to run:')
    .addOption(
      new Option('--runner <where>', 'one thread or several (default: several when that is faster)').choices(['inline', 'threads']),
    )
    .option('--threads <count>', 'how many threads (default: one per processor)', number)
    .option('--redis <url>', 'on every `peak-trade worker` at this Redis, such as redis://localhost:6379')
    .option('--queue <name>', 'which queue of the Redis (default: jobs)')
    .option('--checkpoint <file>', 'written as it goes; a run that was killed goes on from there')
}

/** @throws Rejects with {@link ConfigError} `cli/runner` for flags that contradict each other, `runner/threads`, `redis/url`, `redis/queue`. */
export async function runnerFrom({ runner, threads, redis, queue }: RunnerOptions): Promise<RunnerChoice | undefined> {
  if (redis !== undefined && (runner !== undefined || threads !== undefined))
    throw refusal('--redis runs on other processes; leave out --runner and --threads, or leave out --redis')
  if (queue !== undefined && redis === undefined) throw refusal('--queue is a queue of a Redis; add --redis, or leave it out')
  if (runner === 'inline' && threads !== undefined)
    throw refusal('--runner inline is one thread; leave out --threads, or take --runner threads')
  if (redis !== undefined) {
    // Not at the top: it needs packages that few have.
    const { bullRunner } = await import('../../bullmq/bull-runner.ts')
    return bullRunner({ url: redis, ...(queue === undefined ? {} : { queue }) })
  }
  return threads === undefined ? runner : threadRunner({ threads })
}

/** Where a command runs what can be loaded by name. */
export interface Place {
  readonly reference: StrategyReference
  readonly runner: RunnerChoice | undefined
  readonly checkpoint: string | undefined
}

/**
 * Where to run a strategy; undefined for one that only this thread has, which is run in it.
 *
 * @throws Rejects as {@link runnerFrom}, and with {@link ConfigError} `cli/runner` when such a one is to run elsewhere.
 */
export async function placeFrom(options: RunnerOptions, { strategy, reference }: Placed): Promise<Place | undefined> {
  const { checkpoint } = options
  const runner = await runnerFrom(options)
  if (reference === undefined) {
    if ((runner === undefined || runner === 'inline') && checkpoint === undefined) return undefined
    throw refusal(
      `${strategy.id} has no name under which threads could load it; leave out --runner, --threads, --redis and --checkpoint, or export the class from a file by its name`,
    )
  }
  // Threads look for what a script imports where the script lies, which is enough only for packages that are installed there.
  const own = 'module' in reference ? 'inline' : undefined
  return { reference, runner: runner ?? own, checkpoint }
}

interface Placed {
  readonly strategy: AnyStrategyClass
  /** Undefined when threads and machines cannot find it. */
  readonly reference: StrategyReference | undefined
}

/** How a strategy that was named on the command line can be loaded elsewhere; undefined when it cannot. */
export function referenceTo(text: string, { strategy, module }: Found): StrategyReference | undefined {
  if (module !== undefined) return { module: module.url, name: module.name }
  return isScript(text) ? undefined : { id: strategy.id }
}

interface Found {
  readonly strategy: AnyStrategyClass
  readonly module: { readonly url: string; readonly name: string } | undefined
}

function refusal(problem: string): ConfigError {
  return new ConfigError('cli/runner', problem)
}
