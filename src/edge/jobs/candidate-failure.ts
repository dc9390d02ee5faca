import type { CandidateParams } from '../../research/candidates.ts'
import type { ItemFailure } from '../../research/job-runner.ts'

/**
 * A candidate that could not be run, and why.
 */
export interface CandidateFailure {
  /** Its place in the list of candidates. */
  readonly candidate: number
  readonly params: Readonly<Record<string, unknown>>
  readonly code: string
  readonly message: string
}

/** The candidates behind failed items, each once; items go through the candidates again and again. */
export function failedCandidates(failures: readonly ItemFailure[], sets: readonly CandidateParams[]): CandidateFailure[] {
  const found = new Map<number, CandidateFailure>()
  for (const { item, error } of failures) {
    const candidate = item % sets.length
    if (!found.has(candidate)) found.set(candidate, { candidate, params: sets[candidate], code: error.code, message: error.message })
  }
  return [...found.values()].sort((a, b) => a.candidate - b.candidate)
}
