import { Command } from 'commander'
import { ConfigError } from '../../base/errors.ts'
import type { CommandOutput, Define, Terminal } from './command.ts'

interface WorkerFlags {
  readonly redis: string
  readonly queue: string
  readonly concurrency: string
  readonly lease: string
}

/** Resolves when the process is asked to end. */
export type EndSignal = () => Promise<string>

/** `peak-trade worker`. */
export function workerCommand(define: Define, terminal: Terminal, ended: EndSignal = untilAsked): Command {
  const command = new Command('worker')
    .description(
      'take jobs of sweeps on many machines from a Redis and run them, until SIGTERM or Ctrl-C; the current job is finished first',
    )
    .requiredOption(
      '--redis <url>',
      'where Redis is, such as redis://localhost:6379 (default: the environment variable REDIS_URL)',
      process.env.REDIS_URL,
    )
    .option('--queue <name>', 'which queue', 'jobs')
    .option('--concurrency <n>', 'jobs at the same time, each on a thread', '1')
    .option('--lease <seconds>', 'after how long the jobs of a worker that died go to others', '5')
  return define(command, (flags: WorkerFlags) => work(flags, terminal, ended)).addHelpText(
    'after',
    '\nExample:\n  peak-trade worker --redis redis://localhost:6379 --concurrency 4',
  )
}

async function work({ redis, queue, concurrency, lease }: WorkerFlags, terminal: Terminal, ended: EndSignal): Promise<CommandOutput> {
  const { startWorker } = await import('../bullmq/start-worker.ts')
  // Listened for from the start: who sees the first line may ask at once.
  const asked = ended()
  const worker = await startWorker({
    url: redis,
    queue,
    concurrency: numberOf('--concurrency', concurrency),
    leaseMs: 1000 * numberOf('--lease', lease),
    // Not the output of the command, which is one document with --json.
    onEvent: line => terminal.error(`${line}\n`),
  })
  const why = await asked
  await worker.close()
  return { text: `ended by ${why}\n`, data: { endedBy: why } }
}

function numberOf(flag: string, text: string): number {
  const number = Number(text)
  if (text.trim() !== '' && Number.isFinite(number) && number > 0) return number
  throw new ConfigError('cli/number', `${flag} is "${text}"; give a number above 0`, { flag })
}

function untilAsked(): Promise<string> {
  return new Promise(resolve => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve(signal))
  })
}
