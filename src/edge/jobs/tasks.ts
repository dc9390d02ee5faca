import { ConfigError } from '../../base/errors.ts'
import { didYouMean } from '../../base/nearest.ts'
import type { JobBatch } from '../../research/job-runner.ts'
import type { ItemProgram, TaskInput } from './item-program.ts'

/** Every program that a batch may name. A thread loads only the one that it runs. */
const tasks: Readonly<Record<string, () => Promise<(input: TaskInput) => ItemProgram | Promise<ItemProgram>>>> = {
  sweep: async () => (await import('./sweep-task.ts')).sweepTask,
  'walk-forward': async () => (await import('./walk-forward-task.ts')).walkForwardTask,
  'cross-validation': async () => (await import('./cross-validation-task.ts')).crossValidationTask,
  'monte-carlo': async () => (await import('./monte-carlo-task.ts')).monteCarloTask,
}

/**
 * The program of a batch; the same one wherever it runs.
 *
 * @throws Rejects with {@link ConfigError} `runner/task` for a task that there is not, and with what the task throws.
 */
export async function loadProgram({ task, work, data }: Pick<JobBatch, 'task' | 'work' | 'data'>): Promise<ItemProgram> {
  if (!Object.hasOwn(tasks, task))
    throw new ConfigError('runner/task', `there is no task "${task}"${didYouMean(task, Object.keys(tasks), { otherwise: '' })}`, { task })
  return (await tasks[task]())({ work, data })
}
