import { ConfigError } from '../../base/errors.ts'
import { seededRandom } from '../../base/random.ts'
import type { ResolvedSleeve } from '../../engine/sleeve.ts'
import { type AllocationSettings, allocate } from '../../portfolios/allocate.ts'
import { backtestPortfolio } from '../../portfolios/backtest-portfolio.ts'
import type { Portfolio, PortfolioAllocation } from '../../portfolios/portfolio.ts'
import { type Distribution, describeDistribution } from '../distribution.ts'
import type { RobustnessSubject } from './robustness-subject.ts'

/**
 * How weights are shaken.
 *
 * @example
 * ```ts
 * import type { WeightJitterOptions } from 'peak-trade'
 *
 * const options: WeightJitterOptions = { draws: 200, jitter: 0.3 }
 * ```
 */
export interface WeightJitterOptions {
  /** Number of portfolios next door. Default 100. */
  readonly draws?: number | undefined
  /** Largest change of a weight, as a share of it, from 0 to below 1; default 0.2. */
  readonly jitter?: number | undefined
}

/**
 * The portfolio with many weights near its own.
 *
 * @example
 * ```ts
 * import { alignBars, BuyAndHold, syntheticBars, testRobustness, type WeightJitter } from 'peak-trade'
 *
 * const panel = alignBars(['A', 'B'].map((symbol, seed) => syntheticBars({ seed, length: 200, symbol })))
 * const sleeves = panel.symbols.map(symbol => ({ strategy: BuyAndHold, symbol }))
 * const options = { monteCarlo: false, stress: false, leaveOneOut: false, costSensitivity: false } as const
 * const { jitter } = testRobustness({ sleeves }, panel, { ...options, jitter: { draws: 10 } })
 * const near: WeightJitter | undefined = jitter
 * near?.sharpe.count // 10
 * ```
 */
export interface WeightJitter {
  readonly draws: number
  readonly jitter: number
  readonly sharpe: Distribution
  readonly totalReturn: Distribution
  readonly maxDrawdown: Distribution
  /** Share of the draws that earn something. */
  readonly positive: number
  /** Per draw what each weight was multiplied with, before all were scaled to their old sum. */
  readonly factors: readonly Float64Array[]
  /** Sharpe ratio of each draw. */
  readonly sharpes: Float64Array
}

/** Runs the portfolio with many weights near its own. */
export function jitterWeights(subject: RobustnessSubject, { draws = 100, jitter = 0.2 }: WeightJitterOptions): WeightJitter {
  checkJitter({ draws, jitter })
  const { portfolio, sleeves, panel, tradeable, seed, step } = subject
  const random = seededRandom(seed).fork('weights')
  const whole = { ...portfolio, sleeves: subject.records.replayAll(sleeves) }
  const factors = Array.from({ length: draws }, () => Float64Array.from(sleeves, () => 1 + jitter * (2 * random.uniform() - 1)))
  const runs = factors.map(own => {
    const { sharpe, totalReturn, maxDrawdown } = backtestPortfolio(shakeWeights(whole, own), panel, tradeable).summary
    step()
    return { sharpe, totalReturn, maxDrawdown }
  })
  const over = (metric: 'sharpe' | 'totalReturn' | 'maxDrawdown') => describeDistribution(runs.map(run => run[metric]))
  return {
    draws,
    jitter,
    sharpe: over('sharpe'),
    totalReturn: over('totalReturn'),
    maxDrawdown: over('maxDrawdown'),
    positive: runs.filter(({ totalReturn }) => totalReturn > 0).length / draws,
    factors,
    sharpes: Float64Array.from(runs, ({ sharpe }) => sharpe),
  }
}

/** The numbers of draws, checked. */
export function checkJitter({ draws = 100, jitter = 0.2 }: WeightJitterOptions): void {
  if (!(Number.isInteger(draws) && draws >= 1))
    throw new ConfigError('robustness/jitter', `draws is ${draws}; give a whole number from 1`, { draws })
  if (!(jitter >= 0 && jitter < 1))
    throw new ConfigError('robustness/jitter', `jitter is ${jitter}; give a share from 0 to below 1, such as 0.2`, { jitter })
}

/** A portfolio whose sleeves all have weights. */
interface ResolvedPortfolio extends Portfolio {
  readonly sleeves: readonly ResolvedSleeve[]
}

/** The same portfolio with every weight multiplied, and all of them scaled to their old sum. Weights that an allocation finds are treated so too. */
export function shakeWeights(portfolio: ResolvedPortfolio, factors: ArrayLike<number>): Portfolio {
  const { sleeves, allocation } = portfolio
  const weights = shake(
    sleeves.map(({ weight }) => weight),
    factors,
  )
  return {
    ...portfolio,
    sleeves: sleeves.map((sleeve, k) => ({ ...sleeve, weight: weights[k] })),
    allocation: allocation && shakeAllocation(allocation, factors),
  }
}

function shakeAllocation({ lookback, when, estimate, ...settings }: PortfolioAllocation, factors: ArrayLike<number>): PortfolioAllocation {
  return {
    ...(lookback === undefined ? {} : { lookback }),
    ...(when === undefined ? {} : { when }),
    ...(estimate === undefined ? {} : { estimate }),
    method: input => shake(allocate(input, settings as AllocationSettings).weights, factors),
  }
}

function shake(weights: ArrayLike<number>, factors: ArrayLike<number>): Float64Array {
  const shaken = Float64Array.from(weights, (weight, k) => weight * factors[k])
  const before = total(weights)
  const after = total(shaken)
  return after > 0 ? shaken.map(weight => weight * (before / after)) : shaken
}

/** Without signs. */
function total(weights: ArrayLike<number>): number {
  let sum = 0
  for (let k = 0; k < weights.length; k++) sum += Math.abs(weights[k])
  return sum
}
