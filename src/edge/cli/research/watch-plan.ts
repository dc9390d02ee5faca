import { planSweep, type SearchSpace, type SweepPlan } from '../../../research/sweep-plan.ts'
import type { AnyStrategyClass } from '../../../strategies/strategy.ts'

/** The runs of a search, and the search in a form that can be recorded. */
export interface WatchedPlan {
  readonly plan: SweepPlan
  /** Without `where`; its answers, in the order in which they were asked for, are `kept`. */
  readonly stored: Omit<SearchSpace, 'where'> & { readonly kept?: string }
}

/**
 * Lists the runs of a search and writes down what its `where` said, so that a record can repeat it: a function cannot be stored.
 *
 * @throws {@link ConfigError} as `planSweep`.
 */
export function watchPlan(strategy: AnyStrategyClass, { where, ...search }: SearchSpace): WatchedPlan {
  if (where === undefined) return { plan: planSweep(strategy, search), stored: search }
  const answers: boolean[] = []
  const watched: typeof where = (params, settings) => {
    const answer = where(params, settings)
    answers.push(answer)
    return answer
  }
  const plan = planSweep(strategy, { ...search, where: watched })
  return { plan, stored: { ...search, kept: writeAnswers(answers) } }
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
