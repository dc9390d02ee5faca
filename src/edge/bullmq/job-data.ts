import type { ItemRange, SentError } from '../../research/job-runner.ts'
import { sendError } from '../jobs/sent-error.ts'

/** What a job says: which part of which batch, and who made it. */
export interface JobData extends ItemRange {
  readonly batch: string
  /** Of the library: another one may give other bits. */
  readonly version: string
}

/** The name of all our jobs. */
export const JOB_NAME = 'rows'

/** The reason of a failed job, as text. */
export function packRefusal(error: unknown): string {
  return JSON.stringify(sendError(error))
}

/** The error in it; undefined for reasons that BullMQ gives, such as a job that stalled again and again. */
export function unpackRefusal(reason: string): SentError | undefined {
  try {
    const found = JSON.parse(reason) as Partial<SentError> | null
    return typeof found?.code === 'string' && typeof found.message === 'string' ? (found as SentError) : undefined
  } catch {
    return undefined
  }
}
