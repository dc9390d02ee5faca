import type { Column } from '../base/column.ts'
import { ConfigError, DataError } from '../base/errors.ts'

/**
 * The number of rows of a matrix of returns whose columns are trials. Throws `research/trials` for no trials and for columns of
 * different length, `research/returns` for a return that is not finite.
 */
export function checkTrials(trials: readonly Column[]): number {
  if (trials.length === 0) throw new ConfigError('research/trials', 'there are no trials; give one column of returns per trial')
  const { length } = trials[0]
  for (const [k, trial] of trials.entries()) {
    if (trial.length !== length)
      throw new ConfigError('research/trials', `trial ${k} has ${trial.length} returns, trial 0 has ${length}; give all the same bars`, {
        trial: k,
        returns: trial.length,
      })
    checkReturns(trial, `trial ${k}`)
  }
  return length
}

/** Throws `research/returns` unless every return is finite. */
export function checkReturns(returns: Column, name = 'the series'): void {
  for (let i = 0; i < returns.length; i++)
    if (!Number.isFinite(returns[i]))
      throw new DataError('research/returns', `return ${i} of ${name} is ${returns[i]}; leave out or fill what is not known`, { index: i })
}
