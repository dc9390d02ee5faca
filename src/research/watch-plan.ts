import type { AnyStrategyClass } from '../strategies/strategy.ts'
import { planSweep, type SearchSpace, type SweepPlan } from './sweep-plan.ts'

/** The runs of a search, and what its `where` said. */
export interface WatchedPlan {
  readonly plan: SweepPlan
  /** The answers of `where`, in the order in which they were asked for; undefined without one. */
  readonly kept: string | undefined
}

/**
 * Lists the runs of a search and writes down what its `where` said, so that a record can repeat it: a function cannot be stored.
 *
 * @throws {@link ConfigError} as `planSweep`.
 */
export function watchPlan(strategy: AnyStrategyClass, search: SearchSpace): WatchedPlan {
  const { where } = search
  if (where === undefined) return { plan: planSweep(strategy, search), kept: undefined }
  const answers: boolean[] = []
  const watched: typeof where = (params, settings) => {
    const answer = where(params, settings)
    answers.push(answer)
    return answer
  }
  const plan = planSweep(strategy, { ...search, where: watched })
  return { plan, kept: writeAnswers(answers) }
}

/** A `where` that says again what was written down. It is asked once for every combination, in the same order. */
export function repeatAnswers(kept: string): () => boolean {
  let at = 0
  return () => {
    const digit = Number.parseInt(kept[at >> 2] ?? '0', 16)
    return ((digit >> (at++ & 3)) & 1) === 1
  }
}

/** One hex digit for four answers, the first in its lowest bit: the form in which records keep them. */
function writeAnswers(answers: readonly boolean[]): string {
  let text = ''
  for (let k = 0; k < answers.length; k += 4) {
    let digit = 0
    for (let bit = 0; bit < 4; bit++) if (answers[k + bit]) digit |= 1 << bit
    text += digit.toString(16)
  }
  return text
}
