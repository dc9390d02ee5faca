import { DataError } from '../../base/errors.ts'
import type { Timeframe } from '../../base/timeframe.ts'
import { type BacktestSettings, resolveSettings } from '../../engine/settings.ts'
import { type ResolvedSleeve, resolveSleeves } from '../../engine/sleeve.ts'
import type { Panel } from '../../market/panel.ts'
import type { EquityMetrics } from '../../metrics/equity-metrics.ts'
import type { Portfolio } from '../../portfolios/portfolio.ts'
import { type CombinatorialSplit, combinatorialSplits } from '../combinatorial-splits.ts'
import { type Distribution, describeDistribution } from '../distribution.ts'
import { type EquityObjective, resolveEquityObjective } from '../equity-objective.ts'
import { beats } from '../objective.ts'
import { type ProgressOptions, reportProgress } from '../progress.ts'
import { ReturnChain } from '../return-chain.ts'
import type { BarRange } from '../windows.ts'
import { type ChainedRun, chainStretches } from './chain-stretches.ts'
import { type EstimatedWeights, estimateWeights } from './estimate-weights.ts'
import { listPortfolios, type PortfolioCandidate, type PortfolioChoices } from './portfolio-candidates.ts'
import type { PortfolioSettings } from './portfolio-settings.ts'
import { SleeveRecords } from './sleeve-records.ts'
import { idleStretch, type Stretch, tradeStretch } from './trade-stretch.ts'
import { type SleeveWeight, type WeightDrift, weightDrift } from './weight-drift.ts'

/**
 * From which groups, by what, and how to trade.
 *
 * @example
 * ```ts
 * import type { PortfolioValidationOptions } from 'peak-trade'
 *
 * const options: PortfolioValidationOptions = { groups: 8, testGroups: 2, purge: 20, embargo: 5, costs: { feeBps: 10 } }
 * ```
 */
export interface PortfolioValidationOptions extends PortfolioSettings, ProgressOptions {
  /** Number of groups of consecutive rows. Default 6. */
  readonly groups?: number | undefined
  /** Groups tested at a time; 1 is purged k-fold. Default 2. */
  readonly testGroups?: number | undefined
  /** Train rows left out on both sides of a test; as long as a trade may last. Default 0. */
  readonly purge?: number | undefined
  /** Further train rows left out behind a test. Default 0. */
  readonly embargo?: number | undefined
  /** What to choose by on the train rows. Default `sharpe`. */
  readonly objective?: EquityObjective | undefined
}

/**
 * One way to divide the groups, and what was chosen on its train rows.
 *
 * @example
 * ```ts
 * import { alignBars, BuyAndHold, crossValidatePortfolio, type PortfolioSplit, syntheticBars } from 'peak-trade'
 *
 * const panel = alignBars([syntheticBars({ seed: 1, length: 300, symbol: 'A' })])
 * const { splits } = crossValidatePortfolio({ sleeves: [{ strategy: BuyAndHold, symbol: 'A' }] }, panel, { groups: 3, testGroups: 1 })
 * const split: PortfolioSplit = splits[2]
 * split.testGroups // [2]
 * ```
 */
export interface PortfolioSplit extends CombinatorialSplit {
  /** Name of the chosen candidate; null when none could be measured, then its tests were not traded. */
  readonly portfolio: string | null
  /** Its place in the list, -1 for none. */
  readonly candidate: number
  readonly score: number
  /** Estimated on the train rows and held to in the tests. */
  readonly weights: readonly SleeveWeight[]
  readonly notes: readonly string[]
  /** The choice on the train rows, joined; null when there is none. */
  readonly inSample: EquityMetrics | null
  /** The same choice on the tests, joined. */
  readonly outOfSample: EquityMetrics
}

/**
 * One complete history out of sample: every group is traded by the choice of a split that tests it.
 *
 * @example
 * ```ts
 * import { alignBars, BuyAndHold, crossValidatePortfolio, type PortfolioPath, syntheticBars } from 'peak-trade'
 *
 * const panel = alignBars([syntheticBars({ seed: 1, length: 300, symbol: 'A' })])
 * const path: PortfolioPath = crossValidatePortfolio({ sleeves: [{ strategy: BuyAndHold, symbol: 'A' }] }, panel, {}).paths[0]
 * path.equity.length // 300
 * ```
 */
export interface PortfolioPath extends ChainedRun {
  /** Per group the split that traded it. */
  readonly splits: readonly number[]
}

/**
 * What the cross-validation of portfolios found out. Plain data.
 *
 * @example
 * ```ts
 * import { alignBars, BuyAndHold, crossValidatePortfolio, type PortfolioValidation, syntheticBars } from 'peak-trade'
 *
 * const panel = alignBars([syntheticBars({ seed: 1, length: 300, symbol: 'A' })])
 * const result: PortfolioValidation = crossValidatePortfolio({ sleeves: [{ strategy: BuyAndHold, symbol: 'A' }] }, panel, {})
 * result.sharpe.count // 5
 * ```
 */
export interface PortfolioValidation {
  readonly symbols: readonly string[]
  readonly timeframe: Timeframe
  readonly settings: BacktestSettings
  readonly objective: string
  readonly candidates: readonly string[]
  /** Rows of every group. */
  readonly groups: readonly BarRange[]
  readonly splits: readonly PortfolioSplit[]
  readonly paths: readonly PortfolioPath[]
  /** Over the paths. */
  readonly sharpe: Distribution
  readonly totalReturn: Distribution
  readonly maxDrawdown: Distribution
  /** Objective in sample, over the splits. */
  readonly score: Distribution
  /** How the weights differ from split to split. */
  readonly drift: Readonly<Record<string, WeightDrift>>
}

/**
 * Combinatorial purged cross-validation of portfolios (López de Prado 2018, ch. 12): on every split weights are estimated and the best
 * candidate is chosen on the train rows, and the tests make φ complete out-of-sample histories.
 *
 * - Train: each candidate runs once over the whole history with the weights of the split; its returns on the train rows, joined, are measured.
 * - Test: every group starts and ends flat, with the weights of its split, and takes over what the group before it in its path has left.
 * - Tests come before some of the train rows. That is meant: the question is how well choosing works, not what could have been earned.
 *
 * @throws {@link ConfigError} `cross-validation/groups`, `cross-validation/purge`, `portfolio/candidates`, `research/objective`,
 * `backtest/settings`, `panel/…` and `portfolio/…` for what a portfolio has wrong; {@link DataError} `backtest/no-bars`; the reason of `signal` when
 * that is aborted.
 *
 * @example
 * ```ts
 * import { alignBars, allocationCandidates, crossValidatePortfolio, MaCrossover, syntheticBars } from 'peak-trade'
 *
 * const panel = alignBars(['A', 'B'].map((symbol, seed) => syntheticBars({ seed, length: 1000, symbol })))
 * const sleeves = panel.symbols.map(symbol => ({ strategy: MaCrossover, symbol }))
 * const candidates = allocationCandidates({ sleeves }, [{ method: 'equal' }, { method: 'risk_parity' }])
 * const result = crossValidatePortfolio(candidates, panel, { groups: 6, testGroups: 2, purge: 20 })
 * result.splits.length // 15
 * result.paths.length // 5
 * result.sharpe.median // the Sharpe ratio to believe in
 * ```
 */
export function crossValidatePortfolio(
  portfolios: PortfolioChoices,
  panel: Panel,
  options: PortfolioValidationOptions = {},
): PortfolioValidation {
  const { groups = 6, testGroups = 2, purge, embargo, objective = 'sharpe', signal, onProgress, ...input } = options
  if (panel.length === 0) throw new DataError('backtest/no-bars', 'the panel has no bars; a cross-validation needs some')
  const settings = resolveSettings({ ...input, maxLeverage: input.maxLeverage ?? 1 })
  const { rebalance: _rebalance, ...tradeable } = settings
  const measure = resolveEquityObjective(objective)
  const candidates = listPortfolios(portfolios)
  const plan = combinatorialSplits({ length: panel.length, groups, testGroups, purge, embargo })
  const chain = new ReturnChain(panel, settings.capital)
  const job: Job = { panel, records: new SleeveRecords(panel, tradeable), tradeable, settings, candidates, chain, measure }
  const total = plan.splits.length * candidates.length + plan.paths.length
  let done = 0
  const progress = () => reportProgress({ signal, onProgress }, { done: ++done, before: done - 1, total })
  signal?.throwIfAborted()
  const choices = choose(job, plan.splits, progress)
  const traded = plan.paths.map(path => {
    const stretches = tradePath(
      job,
      plan.groups,
      path.map(split => choices[split]),
    )
    progress()
    return stretches
  })
  const paths = plan.paths.map((splits, p): PortfolioPath => ({ splits, ...chainStretches(panel, traded[p], settings) }))
  const splits = plan.splits.map((split, s): PortfolioSplit => {
    const choice = choices[s]
    const tests = split.testGroups.map(g => traded[plan.paths.findIndex(path => path[g] === s)][g])
    return {
      ...split,
      portfolio: choice?.name ?? null,
      candidate: choice?.candidate ?? -1,
      score: choice?.score ?? Number.NaN,
      weights: choice?.sleeves.map(({ name }, k) => ({ sleeve: name, weight: choice.weights[k] })) ?? [],
      notes: choice?.notes ?? [],
      inSample: choice?.inSample ?? null,
      outOfSample: measureTests(job, tests),
    }
  })
  const over = (metric: 'sharpe' | 'totalReturn' | 'maxDrawdown') => describeDistribution(paths.map(({ summary }) => summary[metric]))
  return {
    symbols: panel.symbols,
    timeframe: panel.timeframe,
    settings,
    objective: typeof objective === 'function' ? 'custom' : objective,
    candidates: candidates.map(({ name }) => name),
    groups: plan.groups,
    splits,
    paths,
    sharpe: over('sharpe'),
    totalReturn: over('totalReturn'),
    maxDrawdown: over('maxDrawdown'),
    score: describeDistribution(splits.map(({ score }) => score)),
    drift: weightDrift(splits.filter(({ portfolio }) => portfolio !== null).map(({ weights }) => weights)).sleeves,
  }
}

interface Job {
  readonly panel: Panel
  readonly records: SleeveRecords
  readonly tradeable: PortfolioSettings
  readonly settings: BacktestSettings
  readonly candidates: readonly PortfolioCandidate[]
  readonly chain: ReturnChain
  readonly measure: (metrics: EquityMetrics) => number
}

interface Choice extends EstimatedWeights {
  readonly name: string
  readonly candidate: number
  readonly portfolio: Portfolio
  readonly sleeves: readonly ResolvedSleeve[]
  readonly score: number
  readonly inSample: EquityMetrics
}

/** The best candidate of every split. */
function choose(job: Job, splits: readonly CombinatorialSplit[], progress: () => void): (Choice | undefined)[] {
  const { panel, records, tradeable, settings, candidates, chain, measure } = job
  const best = splits.map((): Choice | undefined => undefined)
  for (const [candidate, { name, portfolio }] of candidates.entries()) {
    const sleeves = resolveSleeves(portfolio.sleeves, portfolio.groups ?? {})
    // Without an allocation all splits have the same weights, and one run is enough.
    const runs = new Map<string, Stretch>()
    for (const [s, { train }] of splits.entries()) {
      const estimated = estimateWeights(records, { sleeves, allocation: portfolio.allocation, ranges: train })
      const key = estimated.weights.join()
      const whole = { portfolio, sleeves, ...estimated, settings: tradeable, capital: settings.capital, leave: false }
      const run = runs.get(key) ?? tradeStretch(records, { ...whole, range: [0, panel.length] })
      runs.set(key, run)
      const inSample = chain.measure(train.map(range => ({ range, equity: run.equity })))
      const score = measure(inSample)
      if (candidates.length === 1 || beats(score, best[s]?.score ?? Number.NaN))
        best[s] = { name, candidate, portfolio, sleeves, ...estimated, score, inSample }
      progress()
    }
  }
  return best
}

/** The groups of a path, one after the other on one account. */
function tradePath(
  { records, tradeable, settings }: Job,
  groups: readonly BarRange[],
  choices: readonly (Choice | undefined)[],
): Stretch[] {
  let { capital } = settings
  return groups.map((range, g) => {
    const choice = choices[g]
    const stretch =
      choice === undefined
        ? idleStretch(range, capital)
        : tradeStretch(records, { ...choice, settings: tradeable, capital, range, leave: true })
    capital = stretch.equity[stretch.equity.length - 1]
    return stretch
  })
}

/** Tests of one split, joined; they are from different paths, so that only their returns count. */
function measureTests({ panel, settings, chain }: Job, tests: readonly Stretch[]): EquityMetrics {
  const { capital } = settings
  return chain.measure(
    tests.map(({ range, equity, capital: before }) => {
      const placed = new Float64Array(panel.length)
      if (range[0] > 0) placed[range[0] - 1] = capital
      for (let row = range[0]; row < range[1]; row++) placed[row] = before > 0 ? (equity[row - range[0]] * capital) / before : capital
      return { range, equity: placed }
    }),
  )
}
