import type { JobBatch } from '../../research/job-runner.ts'

/** Writes the row of an item into `rows` from `at` on. */
export type ItemProgram = (item: number, rows: Float64Array, at: number) => void

/** What a program is made of. */
export type TaskInput = Pick<JobBatch, 'work' | 'data'>
