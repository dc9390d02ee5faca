import type { Column } from '../../base/column.ts'
import { ConfigError, DataError } from '../../base/errors.ts'
import { type BacktestSettings, type BacktestSettingsInput, resolveSettings } from '../../engine/settings.ts'
import { simulate, simulationMemory } from '../../engine/simulate.ts'
import { SummaryRuns } from '../../engine/summary-runs.ts'
import { annualBars, type Bars } from '../../market/bars.ts'
import { fingerprintBars } from '../../market/fingerprint-bars.ts'
import { returnsOf } from '../../metrics/returns.ts'
import { tierOf } from '../../strategies/live-eligibility.ts'
import { type AnyStrategyClass, createStrategy } from '../../strategies/strategy.ts'
import { type CandidateParams, type Candidates, listCandidates } from '../candidates.ts'
import type { ProgressOptions } from '../progress.ts'
import { costSensitivity } from './cost-sensitivity.ts'
import type { Evidence } from './evidence.ts'
import { type EvidencePlan, type EvidenceStage, KEEP_TRIALS, resolvePlan } from './evidence-plan.ts'
import { parameterPlateau, type SweptNeighborhood, sweptPlateau } from './parameter-plateau.ts'
import { sufferRuin, sufferStress, walkOn } from './probe-choice.ts'
import { type SweptTrials, sweepTrials } from './trial-returns.ts'
import { crossCheck, deflate, testSuperiority } from './weigh-luck.ts'

/** How far the gathering is. */
export interface EvidenceProgress {
  readonly stage: EvidenceStage
  /** Steps of this stage. */
  readonly done: number
  readonly total: number
}

/**
 * What to choose from, how to trade, what was tried before, and how each part is done.
 */
export interface EvidenceOptions<C extends AnyStrategyClass = AnyStrategyClass> extends BacktestSettingsInput, Candidates<C>, EvidencePlan {
  /** Same seed, same evidence. */
  readonly seed: number | string
  /**
   * Everything that was ever tried on this question, this sweep included; a registry of runs knows. Never counts as less than the sweep, which
   * is the default.
   */
  readonly trials?: number | undefined
  /** Parameter sets with fewer closed trades are not chosen. Default 0. */
  readonly minTrades?: number | undefined
  readonly onProgress?: ((progress: EvidenceProgress) => void) | undefined
  /** Looked at between runs. */
  readonly signal?: AbortSignal | undefined
}

/**
 * Runs the whole chain from a sweep to a choice and everything that may speak against it: a walk forward (out of sample), the deflated Sharpe
 * ratio, the probability of overfitting, Hansen's test, stress, Monte Carlo, costs, and the parameters next door. `promote` judges it.
 *
 * The choice is the parameter set with the highest Sharpe ratio on the whole history. Every part can be left out (`false`); a policy that asks
 * for it then refuses.
 *
 * @throws {@link ConfigError} `research/candidates`, `promotion/trials`, `promotion/no-choice` when no set has enough trades,
 * `backtest/settings`, and what the parts throw for their options; {@link DataError} `backtest/no-bars`, `promotion/ruined`,
 * `windows/too-short`; the reason of `signal` when that is aborted.
 *
 * @example
 * ```ts
 * import { gatherEvidence, MaCrossover, promote, syntheticBars } from 'peak-trade'
 *
 * const bars = syntheticBars({ seed: 1, length: 1000, timeframe: '1d' })
 * const evidence = gatherEvidence(MaCrossover, bars, {
 *   grid: { fast: [2, 4, 8], slow: [16, 24, 32, 40] },
 *   costs: { feeBps: 5, slippageBps: 2 },
 *   seed: 1,
 * })
 * evidence.combinations // 12
 * promote(evidence).go // false: there was nothing to find
 * ```
 */
export function gatherEvidence<C extends AnyStrategyClass>(strategy: C, bars: Bars, options: EvidenceOptions<C>): Evidence {
  const { grid, candidates, where, seed, trials, minTrades = 0, onProgress, signal, ...rest } = options
  if (bars.length === 0)
    throw new DataError('backtest/no-bars', `${bars.symbol} has no bars; there is nothing to gather`, { symbol: bars.symbol })
  const sets = listCandidates(strategy, { grid, candidates, where })
  const counted = countTrials(trials, sets.length)
  const { plan, input } = resolvePlan(rest, {
    length: bars.length,
    elsewhere: counted / Math.min(sets.length, rest.keepTrials ?? KEEP_TRIALS),
  })
  const settings = resolveSettings(input)
  const stage = (name: EvidenceStage): ProgressOptions => ({
    signal,
    ...(onProgress === undefined ? {} : { onProgress: progress => onProgress({ stage: name, ...progress }) }),
  })
  const swept = sweepTrials({ strategy, bars, settings, sets, minTrades, most: plan.keepTrials, ...stage('sweep') })
  if (swept.best < 0)
    throw new ConfigError(
      'promotion/no-choice',
      `${strategy.id}: none of ${sets.length} parameter sets has traded${minTrades > 0 ? ` ${minTrades} times` : ''}; widen the grid or lower minTrades`,
      { strategy: strategy.id, candidates: sets.length },
    )
  const params = sets[swept.best]
  const instance = createStrategy(strategy, params)
  const targets = instance.follow(bars)
  const walk = plan.walkForward && walkOn({ strategy, bars, settings, candidates: sets, plan: plan.walkForward }, stage('walkForward'))
  const tests = weigh({ swept, bars, counted, plan, seed }, stage)
  const neighborhood = { sets, sharpes: swept.sharpes, chosen: swept.best }
  const subject = { strategy, bars, settings, params, targets, seed, swept: neighborhood }
  const pictures = walk && plan.pictures ? { ...walk.curve, trialSharpes: swept.sharpes } : undefined
  return {
    strategy: { id: strategy.id, title: strategy.title, tier: tierOf(strategy, { params }), params: instance.params },
    symbol: bars.symbol,
    timeframe: bars.timeframe,
    calendar: bars.calendar,
    bars: bars.length,
    barsPerYear: annualBars(bars),
    startTime: bars.time[0],
    endTime: bars.time[bars.length - 1],
    data: fingerprintBars(bars),
    settings,
    seed,
    combinations: sets.length,
    trials: counted,
    inSample: new SummaryRuns(bars, settings).summary(targets),
    ...(walk ? { walkForward: walk.evidence } : {}),
    ...tests,
    ...probe(subject, plan, stage),
    ...(pictures === undefined ? {} : { pictures }),
  }
}

/** Everything that was tried, at least what is here. */
export function countTrials(trials: number | undefined, sets: number): number {
  if (trials === undefined) return sets
  if (!(Number.isFinite(trials) && trials >= 1))
    throw new ConfigError('promotion/trials', `trials is ${trials}; give the number of everything that was tried, this sweep included`, {
      trials,
    })
  return Math.max(trials, sets)
}

type Stages = (name: EvidenceStage) => ProgressOptions
type Plan = ReturnType<typeof resolvePlan>['plan']

interface Weighed {
  readonly swept: SweptTrials
  readonly bars: Bars
  readonly counted: number
  readonly plan: Plan
  readonly seed: number | string
}

/** What all trials together say about the best of them. */
function weigh({ swept, bars, counted, plan, seed }: Weighed, stage: Stages): Pick<Evidence, 'luck' | 'overfitting' | 'superiority'> {
  const { luck, overfitting, superiority } = plan
  const { returns, kept, best } = swept
  const sample = {
    returns,
    chosen: kept.indexOf(best),
    barsPerYear: annualBars(bars),
    // Of a sweep that is too large to keep, the columns stand for all of it.
    trials: counted,
  }
  const step = <T>(name: EvidenceStage, work: () => T): T => {
    const { signal, onProgress } = stage(name)
    signal?.throwIfAborted()
    const result = work()
    onProgress?.({ done: 1, total: 1 })
    return result
  }
  // Ranks of one trial mean nothing.
  const many = returns.length > 1
  return {
    ...(luck ? { luck: step('luck', () => deflate(sample)) } : {}),
    ...(overfitting && many ? { overfitting: step('overfitting', () => crossCheck(sample, overfitting.blocks)) } : {}),
    ...(superiority ? { superiority: step('superiority', () => testSuperiority(sample, { seed, ...superiority })) } : {}),
  }
}

interface Subject {
  readonly strategy: AnyStrategyClass
  readonly bars: Bars
  readonly settings: BacktestSettings
  readonly params: CandidateParams
  readonly targets: Column
  readonly seed: number | string
  readonly swept: SweptNeighborhood
}

/** What becomes of the choice when things are not as they were. */
function probe(subject: Subject, plan: Plan, stage: Stages): Pick<Evidence, 'stress' | 'monteCarlo' | 'costs' | 'plateau'> {
  const { strategy, bars, settings, params, targets, seed, swept } = subject
  const returns = () => {
    const memory = simulationMemory(bars.length)
    simulate(bars, targets, settings, memory)
    return returnsOf(memory.equity)
  }
  return {
    ...(plan.stress ? { stress: sufferStress(subject, plan.stress, stage('stress')) } : {}),
    ...(plan.monteCarlo
      ? { monteCarlo: sufferRuin(returns(), { barsPerYear: annualBars(bars), seed, ...plan.monteCarlo }, stage('monteCarlo')) }
      : {}),
    ...(plan.costs ? { costs: costSensitivity(bars, targets, settings) } : {}),
    ...(plan.plateau
      ? {
          plateau:
            sweptPlateau(swept) ??
            parameterPlateau(strategy, bars, { params, settings, seed, signal: stage('plateau').signal, ...plan.plateau }),
        }
      : {}),
  }
}
