import { kurtosis, mean, skewness, standardDeviation } from '../../metrics/moments.ts'
import { backtestOverfitting } from '../backtest-overfitting.ts'
import { effectiveTrials } from '../effective-trials.ts'
import { haircutSharpe } from '../haircut-sharpe.ts'
import { inferSharpe } from '../infer-sharpe.ts'
import { minimumBacktestLength } from '../minimum-backtest-length.ts'
import { superiorAbility } from '../superior-ability.ts'
import type { LuckEvidence, OverfittingEvidence, SuperiorityEvidence } from './evidence.ts'

/** Returns of trials on the same bars, and the one that was chosen. */
export interface TrialSample {
  readonly returns: readonly Float64Array[]
  /** Index of the choice in `returns`. */
  readonly chosen: number
  readonly barsPerYear: number
  /** Everything that was tried, at least the trials of the sample. */
  readonly trials: number
}

/**
 * Deflates the Sharpe ratio of the choice (Bailey and López de Prado 2014). The trials of a grid share most of what happens to them; the
 * variance between them knows only of the rest, so that is what is counted: ρ + (1 - ρ)·N, or the clusters when they are more. Their
 * common part has no maximum and stays in the error. Trials outside of the sample count as so many more of the same kind.
 */
export function deflate({ returns, chosen, barsPerYear, trials }: TrialSample): LuckEvidence {
  const sharpes = returns.map(column => sharpeOf(column))
  const effective = effectiveTrials(returns)
  const count = Math.max(effective.byClusters, effective.byAverageCorrelation) * (trials / returns.length)
  const own = returns[chosen]
  const claim = {
    sharpe: sharpes[chosen],
    returns: own.length,
    skewness: skewness(own),
    kurtosis: kurtosis(own),
    trials: count,
    variance: sharpes.length > 1 ? standardDeviation(sharpes) ** 2 : 0,
  }
  const { deflated, hurdle, probabilistic } = inferSharpe(claim)
  const annual = Math.sqrt(barsPerYear)
  const sharpe = sharpes[chosen] * annual
  return {
    sharpe,
    probabilistic,
    hurdle: hurdle * annual,
    deflated,
    effectiveTrials: count,
    haircut: haircutSharpe({ trials: sharpes.map(value => value * annual), index: chosen, returns: own.length, barsPerYear }).bhy.sharpe,
    minimumYears: sharpe > 0 ? minimumBacktestLength({ trials: count, sharpe }) : Number.NaN,
  }
}

/** Probability of backtest overfitting over the sample. */
export function crossCheck({ returns }: TrialSample, blocks: number): OverfittingEvidence {
  const { probability, lossProbability, slope } = backtestOverfitting(returns, { blocks })
  return { probability, lossProbability, slope, blocks }
}

/** How the resampling is done. */
export interface Resampling {
  readonly seed: number | string
  readonly resamples: number
  readonly blockLength?: number | undefined
}

/** Whether the best trial is better than cash, all trials counted. */
export function testSuperiority({ returns, trials }: TrialSample, { seed, resamples, blockLength }: Resampling): SuperiorityEvidence {
  const options = { seed, resamples, ...(blockLength === undefined ? {} : { blockLength }) }
  const test = superiorAbility(returns, options)
  // Never 0: the sample itself counts as one of the resamples (Davison and Hinkley 1997).
  const sweepPValue = (1 + test.consistent.pValue * resamples) / (1 + resamples)
  return {
    // Sweeps of the same size that are not here count as independent of this one (Šidák 1967).
    pValue: 1 - (1 - sweepPValue) ** (trials / returns.length),
    sweepPValue,
    lower: test.lower.pValue,
    upper: test.upper.pValue,
    statistic: test.statistic,
    critical: test.consistent.critical,
    resamples,
    blockLength: test.blockLength,
  }
}

/** Per bar; 0 for a trial that does not vary. */
function sharpeOf(returns: Float64Array): number {
  const deviation = standardDeviation(returns)
  return deviation > 2 ** -40 ? mean(returns) / deviation : 0
}
