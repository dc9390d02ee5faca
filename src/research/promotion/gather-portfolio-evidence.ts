import { ConfigError, DataError } from '../../base/errors.ts'
import { fingerprint } from '../../base/fingerprint.ts'
import { resolveSettings } from '../../engine/settings.ts'
import { resolveSleeves } from '../../engine/sleeve.ts'
import type { Panel } from '../../market/panel.ts'
import { backtestPortfolio, type PortfolioResult } from '../../portfolios/backtest-portfolio.ts'
import { listPortfolios, type PortfolioCandidate, type PortfolioChoices } from '../portfolio/portfolio-candidates.ts'
import type { PortfolioRobustness } from '../portfolio/portfolio-robustness.ts'
import type { PortfolioSettings } from '../portfolio/portfolio-settings.ts'
import { rowReturns, SleeveRecords } from '../portfolio/sleeve-records.ts'
import { type PortfolioMonteCarloOptions, type RobustnessOptions, testRobustness } from '../portfolio/test-robustness.ts'
import { walkForwardPortfolio } from '../portfolio/walk-forward-portfolio.ts'
import { type ProgressOptions, reportProgress } from '../progress.ts'
import type { WindowOptions } from '../windows.ts'
import type { Evidence, PortfolioEvidence } from './evidence.ts'
import { monteCarloEvidence, stressEvidence, walkForwardEvidence } from './evidence-parts.ts'
import { defaultResamples, defaultWindows, type EvidencePlan } from './evidence-plan.ts'
import { countTrials } from './gather-evidence.ts'
import { concludePlateau } from './parameter-plateau.ts'
import { portfolioIdentity } from './portfolio-identity.ts'
import { crossCheck, deflate, testSuperiority } from './weigh-luck.ts'

/** How far the gathering is. */
export interface PortfolioEvidenceProgress {
  readonly stage: 'candidates' | 'walkForward' | 'luck' | 'robustness'
  /** Steps of this stage. */
  readonly done: number
  readonly total: number
}

/**
 * How to trade, what was tried before, and how each part is done; `false` leaves a part out.
 *
 * @example
 * ```ts
 * import type { PortfolioEvidenceOptions } from 'peak-trade'
 *
 * const options: PortfolioEvidenceOptions = { seed: 1, trials: 240, walkForward: { train: '1y', test: '3M' }, costs: { feeBps: 10 } }
 * ```
 */
export interface PortfolioEvidenceOptions
  extends PortfolioSettings,
    Pick<EvidencePlan, 'luck' | 'overfitting' | 'superiority' | 'costSensitivity' | 'pictures'>,
    Pick<RobustnessOptions, 'stress' | 'jitter' | 'leaveOneOut'> {
  /** Same seed, same evidence. Default 42. */
  readonly seed?: number | string | undefined
  /** Everything that was ever tried on this question: sweeps behind the sleeves too. Never counts as less than the candidates, which is the default. */
  readonly trials?: number | undefined
  /** Default: everything before a test is its train window, the first test begins in the middle and each takes an eighth of the history. */
  readonly walkForward?: Partial<WindowOptions> | false | undefined
  /** Default: 1000 paths in blocks of 20 rows, ruin at a drawdown of 0.3. */
  readonly monteCarlo?: (Omit<PortfolioMonteCarloOptions, 'ruin'> & { readonly ruinDrawdown?: number | undefined }) | false | undefined
  readonly onProgress?: ((progress: PortfolioEvidenceProgress) => void) | undefined
  readonly signal?: AbortSignal | undefined
}

/**
 * Evidence about a portfolio, for `promote` with one of the `portfolioPolicies`: the candidate with the highest Sharpe ratio on the whole history,
 * what choosing among all of them comes to out of sample (`walkForwardPortfolio`), how much of it is luck, and what is left of it when it is
 * shaken (`testRobustness`). Weights a little different stand for the parameters next door.
 *
 * Count everything that led to the candidates as `trials`; the tests for luck believe what they are told.
 *
 * @throws {@link ConfigError} `promotion/no-choice` when no candidate has traded, `promotion/trials`, and what the parts throw; {@link DataError}
 * `backtest/no-bars`, `windows/too-short`; the reason of `signal` when that is aborted.
 *
 * @example
 * ```ts
 * import { alignBars, allocationCandidates, gatherPortfolioEvidence, MaCrossover, promote, syntheticBars } from 'peak-trade'
 *
 * const panel = alignBars(['A', 'B'].map((symbol, seed) => syntheticBars({ seed, length: 600, symbol, timeframe: '1d' })))
 * const sleeves = panel.symbols.map(symbol => ({ strategy: MaCrossover, params: { fast: 5, slow: 20 }, symbol }))
 * const candidates = allocationCandidates({ sleeves }, ['given', { method: 'risk_parity' }])
 * const evidence = gatherPortfolioEvidence(candidates, panel, {
 *   trials: 50,
 *   monteCarlo: { paths: 200 },
 *   stress: { scenarios: ['flash_crash'], places: 1 },
 *   jitter: { draws: 10 },
 *   costs: { feeBps: 5 },
 * })
 * promote(evidence, 'portfolio_moderate').go // false: there was nothing to find
 * ```
 */
export function gatherPortfolioEvidence(portfolios: PortfolioChoices, panel: Panel, options: PortfolioEvidenceOptions = {}): Evidence {
  const { seed = 42, trials, walkForward = {}, luck = true, overfitting = {}, superiority = {}, ...others } = options
  const { monteCarlo = {}, stress, jitter, leaveOneOut, costSensitivity, pictures = true, onProgress, signal, ...input } = others
  if (panel.length === 0) throw new DataError('backtest/no-bars', 'the panel has no bars; there is nothing to gather')
  const settings = resolveSettings({ ...input, maxLeverage: input.maxLeverage ?? 1 })
  const { rebalance: _rebalance, ...tradeable } = settings
  const candidates = listPortfolios(portfolios)
  const counted = countTrials(trials, candidates.length)
  const stage = (name: PortfolioEvidenceProgress['stage']): ProgressOptions => ({
    signal,
    ...(onProgress === undefined ? {} : { onProgress: progress => onProgress({ stage: name, ...progress }) }),
  })
  const runs = runAll(candidates, { panel, tradeable }, stage('candidates'))
  const best = bestOf(candidates, runs)
  const { name, portfolio } = candidates[best]
  const result = runs[best]
  const walk =
    walkForward &&
    walkForwardPortfolio(candidates, panel, { ...tradeable, ...defaultWindows(panel.length), ...walkForward, ...stage('walkForward') })
  const sample = {
    returns: runs.map(({ equity }) => rowReturns(equity, settings.capital)),
    chosen: best,
    barsPerYear: result.barsPerYear,
    trials: counted,
  }
  signal?.throwIfAborted()
  const resamples = defaultResamples(counted / candidates.length)
  const tests = {
    ...(luck ? { luck: deflate(sample) } : {}),
    ...(overfitting && candidates.length > 1
      ? { overfitting: crossCheck(sample, overfitting.blocks ?? (panel.length < 120 ? 4 : 12)) }
      : {}),
    ...(superiority
      ? { superiority: testSuperiority(sample, { seed, ...superiority, resamples: superiority.resamples ?? resamples }) }
      : {}),
  }
  reportProgress(stage('luck'), { done: 1, before: 0, total: 1 })
  const { ruinDrawdown = 0.3, ...draws } = monteCarlo || {}
  const shaken = testRobustness(portfolio, panel, {
    ...tradeable,
    seed,
    monteCarlo: monteCarlo && { times: 0, ...draws, ruin: { drawdown: ruinDrawdown } },
    jointMonteCarlo: false,
    stress,
    // One weight has no neighbors: scaled to the old sum it is itself.
    jitter: portfolio.sleeves.length === 1 ? false : jitter,
    leaveOneOut,
    costSensitivity,
    ...stage('robustness'),
  })
  return {
    strategy: portfolioIdentity(portfolio, name),
    symbol: panel.symbols.join('+'),
    timeframe: panel.timeframe,
    calendar: panel.calendar,
    bars: panel.length,
    barsPerYear: result.barsPerYear,
    startTime: panel.time[0],
    endTime: panel.time[panel.length - 1],
    data: fingerprint(panel),
    settings,
    seed,
    combinations: candidates.length,
    trials: counted,
    inSample: result.summary,
    ...(walk ? { walkForward: walkForwardEvidence(walk) } : {}),
    ...tests,
    ...shakenEvidence(shaken, { ruinDrawdown, single: portfolio.sleeves.length === 1 && jitter !== false }),
    portfolio: composition(candidates[best], result, shaken),
    ...(walk && pictures
      ? {
          pictures: {
            time: walk.stitched.time,
            equity: walk.stitched.equity,
            trialSharpes: Float64Array.from(runs, ({ summary }) => summary.sharpe),
          },
        }
      : {}),
  }
}

/** Every candidate over the whole history; what strategies decide is worked out once for all of them. */
function runAll(
  candidates: readonly PortfolioCandidate[],
  { panel, tradeable }: { readonly panel: Panel; readonly tradeable: PortfolioSettings },
  progress: ProgressOptions,
): PortfolioResult[] {
  const records = new SleeveRecords(panel, tradeable)
  return candidates.map(({ portfolio }, k) => {
    const sleeves = resolveSleeves(portfolio.sleeves, portfolio.groups ?? {})
    const recorded = records.replayAll(sleeves)
    const result = backtestPortfolio({ ...portfolio, sleeves: recorded }, panel, tradeable)
    reportProgress(progress, { done: k + 1, before: k, total: candidates.length })
    return result
  })
}

function bestOf(candidates: readonly PortfolioCandidate[], runs: readonly PortfolioResult[]): number {
  let best = -1
  for (const [k, { summary }] of runs.entries())
    if (best < 0 ? !Number.isNaN(summary.sharpe) : summary.sharpe > runs[best].summary.sharpe) best = k
  if (best >= 0) return best
  const names = candidates.map(({ name }) => name).join(', ')
  throw new ConfigError('promotion/no-choice', `none of the portfolios has traded (${names}); give them more history or other strategies`)
}

function shakenEvidence(
  { monteCarlo, stress, costs, jitter, baseline }: PortfolioRobustness,
  { ruinDrawdown, single }: { readonly ruinDrawdown: number; readonly single: boolean },
): Pick<Evidence, 'stress' | 'monteCarlo' | 'costs' | 'plateau'> {
  const around = jitter === undefined ? (single ? [] : undefined) : Array.from(jitter.sharpes)
  return {
    ...(stress === undefined ? {} : { stress: stressEvidence(stress) }),
    ...(monteCarlo === undefined ? {} : { monteCarlo: monteCarloEvidence(monteCarlo, ruinDrawdown) }),
    ...(costs === undefined ? {} : { costs }),
    ...(around === undefined ? {} : { plateau: concludePlateau('steps', baseline.sharpe, around) }),
  }
}

function composition(
  { portfolio }: PortfolioCandidate,
  { weights }: PortfolioResult,
  { leaveOneOut = [] }: PortfolioRobustness,
): PortfolioEvidence {
  const sleeves = resolveSleeves(portfolio.sleeves, portfolio.groups ?? {}).map(({ name, strategy, symbol, weight }, k) => ({
    name,
    strategy: strategy.id,
    symbol,
    weight,
    largest: weights.columns[k].reduce((most, value) => Math.max(most, Math.abs(value)), 0),
  }))
  return {
    sleeves,
    largestWeight: Math.max(...sleeves.map(({ largest }) => largest)),
    dispensable: leaveOneOut.filter(({ dispensable }) => dispensable).map(({ sleeve }) => sleeve),
  }
}
