import { ConfigError } from '../base/errors.ts'
import { checkBarsPerYear } from '../metrics/annualize.ts'
import { known, ratio } from '../metrics/moments.ts'
import { adjustPValues, type PValueMethod } from './adjust-p-values.ts'
import { studentQuantile, studentTail } from './student-t.ts'

/**
 * Options of {@link haircutSharpe}.
 */
export interface HaircutOptions {
  /** Annual Sharpe ratios of everything that was tried, the one in question included. */
  readonly trials: ArrayLike<number>
  /** Which of the trials is in question. Default: the one with the largest Sharpe ratio. */
  readonly index?: number
  /** Number of returns behind each Sharpe ratio. */
  readonly returns: number
  /** Bars in a year. */
  readonly barsPerYear: number
}

/**
 * One correction of a Sharpe ratio.
 */
export interface Haircut {
  /** The p-value after the correction. */
  readonly pValue: number
  /** The annual Sharpe ratio that alone would have this p-value. */
  readonly sharpe: number
  /** Which share of the Sharpe ratio the correction takes away: 0.5 halves it, 1 leaves nothing. */
  readonly haircut: number
}

/**
 * A Sharpe ratio before and after the corrections for multiple testing.
 */
export interface HaircutSharpe {
  /** The annual Sharpe ratio as measured. */
  readonly sharpe: number
  /** Its p-value alone, two-sided. */
  readonly pValue: number
  readonly bonferroni: Haircut
  readonly holm: Haircut
  /** Benjamini, Hochberg and Yekutieli: the mildest of the three when there are many trials and several of them are good. */
  readonly bhy: Haircut
}

/**
 * Haircut Sharpe ratio: what remains of a Sharpe ratio after counting everything else that was tried. The Sharpe ratio becomes a
 * t-statistic and a p-value, the p-value is corrected for the number of trials, and the corrected one is turned back into a
 * Sharpe ratio (Harvey and Liu 2015, "Backtesting").
 *
 * The paper simulates the trials that nobody published; here they are the ones you ran. Returns are taken as independent.
 *
 * @throws {@link ConfigError} `research/trials` for no trials or a Sharpe ratio that is not known, `research/returns` for fewer
 * than two returns, `metrics/bars-per-year`.
 *
 * @example
 * ```ts
 * import { haircutSharpe } from 'peak-trade'
 *
 * const { bonferroni, bhy } = haircutSharpe({ trials: [1.2, 0.9, 0.3, -0.2], returns: 2520, barsPerYear: 252 })
 * bonferroni.sharpe // about 1.09
 * bhy.haircut // about 0.15
 * ```
 */
export function haircutSharpe(options: HaircutOptions): HaircutSharpe {
  const { trials, returns } = options
  const barsPerYear = checkBarsPerYear(options.barsPerYear)
  if (!(returns >= 2))
    throw new ConfigError('research/returns', `returns is ${returns}, it must be the number of returns, 2 or more`, { returns })
  const years = returns / barsPerYear
  const pValues = Float64Array.from(trials, sharpe => 2 * studentTail(Math.abs(sharpe) * Math.sqrt(years), returns - 1))
  let index = options.index ?? 0
  for (let k = 0; k < trials.length; k++) {
    if (!Number.isFinite(trials[k]))
      throw new ConfigError('research/trials', `the Sharpe ratio of trial ${k} is ${trials[k]}; leave such trials out`, { trial: k })
    if (options.index === undefined && trials[k] > trials[index]) index = k
  }
  if (!(index >= 0 && index < trials.length))
    throw new ConfigError('research/trials', `there is no trial ${index} among ${trials.length}`, { index, trials: trials.length })
  const sharpe = trials[index]
  const cut = (method: PValueMethod): Haircut => {
    const pValue = adjustPValues(pValues, method)[index]
    const left = pValue < 1 ? known(studentQuantile(pValue / 2, returns - 1) / Math.sqrt(years)) : 0
    const corrected = pValue === 0 ? sharpe : Math.sign(sharpe) * left + 0
    return { pValue, sharpe: corrected, haircut: ratio(sharpe - corrected, sharpe) }
  }
  return { sharpe, pValue: pValues[index], bonferroni: cut('bonferroni'), holm: cut('holm'), bhy: cut('benjamini-yekutieli') }
}
