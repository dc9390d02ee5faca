import { ConfigError } from '../base/errors.ts'
import type { Timeframe } from '../base/timeframe.ts'
import type { BacktestSettings, BacktestSettingsInput } from '../engine/settings.ts'
import type { CoreSummary } from '../engine/summary-runs.ts'
import type { Bars } from '../market/bars.ts'
import type { AnyStrategyClass } from '../strategies/strategy.ts'
import { combinationAt } from './grid.ts'
import type { ObjectiveMetric } from './objective.ts'
import { type ProgressOptions, reportProgress } from './progress.ts'
import { resolveVariants } from './settings-grid.ts'
import { StretchRuns } from './stretch-runs.ts'
import { checkBars } from './sweep.ts'
import { planSweep, type SearchSpace, type SweepPlan } from './sweep-plan.ts'
import { checkRanking, objectiveDirection, objectiveName, type RankOptions, rankScores, scoreOf, sweepMetrics } from './sweep-table.ts'

/**
 * What to try, how to rank, and how fast to narrow down.
 */
export interface SuccessiveHalvingOptions<C extends AnyStrategyClass = AnyStrategyClass>
  extends BacktestSettingsInput,
    SearchSpace<C>,
    Omit<RankOptions, 'top'>,
    ProgressOptions {
  /** Of so many candidates one goes on, over a stretch that is so many times as long. Default 3. */
  readonly eta?: number | undefined
  /** Shortest stretch in bars. Default 250, or the whole history when that is shorter. */
  readonly minBars?: number | undefined
  /** Number of rungs at most; default as many as candidates and bars allow. */
  readonly rungs?: number | undefined
}

/** A round of {@link successiveHalving}: the same stretch for all that are still in it. */
export interface HalvingRung {
  /** Length of the stretch: the last so many bars of the history. */
  readonly bars: number
  /** Which candidates took part, by their place in `params`. */
  readonly candidates: readonly number[]
  /** The objective of each of them on this stretch; NaN when unknown or with too few trades. */
  readonly scores: Float64Array
  /** Those that went on, best first. Of the last rung the winner. */
  readonly survivors: readonly number[]
}

/**
 * How candidates were narrowed down to one. Plain data.
 */
export interface HalvingResult {
  readonly strategy: { readonly id: string; readonly title: string }
  readonly symbol: string
  readonly timeframe: Timeframe
  readonly settings: BacktestSettings
  readonly objective: ObjectiveMetric | 'custom'
  readonly better: 'more' | 'less'
  /** All candidates, however early they were dropped: the trials that a test for luck has to know of. */
  readonly trials: number
  /** Per parameter its value in every candidate. */
  readonly params: Readonly<Record<string, readonly unknown[]>>
  /** Per swept setting its value in every candidate. */
  readonly variants: Readonly<Record<string, readonly unknown[]>>
  readonly rungs: readonly HalvingRung[]
  /** The best on the whole history among those that came so far; undefined when no score is known there. */
  readonly winner:
    | {
        readonly index: number
        readonly params: Readonly<Record<string, unknown>>
        readonly settings?: Readonly<Record<string, unknown>>
        readonly metrics: CoreSummary
        readonly score: number
      }
    | undefined
  /** Bars that were run, those before a stretch included. */
  readonly barRuns: number
  /** Bars that a sweep of all candidates over the whole history runs. */
  readonly fullBarRuns: number
  /** `1 - barRuns / fullBarRuns`; negative when there are too few candidates for it to pay. */
  readonly saved: number
}

/**
 * Finds a good candidate without running all of them over the whole history: all run over a short stretch, the best third over one three times
 * as long, and so on, the last ones over everything (successive halving, Jamieson and Talwalkar 2016).
 *
 * Every stretch ends at the last bar. Of two halves of a history the later one is more like the market that will be traded, and stretches inside
 * each other make the last rung a plain comparison over everything. A stretch has the bars before it for the warm-up of the slowest candidate, so long lookbacks are not
 * punished; before its first bar the account is flat.
 *
 * It is a bargain, not a free meal: what is good only in the long run is dropped early, and a candidate's score in an early rung is noisier than
 * later ones. All candidates count as trials.
 *
 * @param options - `minTrades` is for the whole history; on a stretch it is asked for in proportion, rounded down.
 * @throws {@link ConfigError} `halving/eta`, `halving/min-bars`, `halving/rungs`, and what `sweep` throws.
 *
 * @example
 * ```ts
 * import { MaCrossover, successiveHalving, syntheticBars } from 'peak-trade'
 *
 * const bars = syntheticBars({ seed: 1, length: 4000 })
 * const { rungs, winner, trials, saved } = successiveHalving(MaCrossover, bars, {
 *   space: { fast: { from: 5, to: 40 }, slow: { from: 50, to: 150 } },
 *   sample: { runs: 81, seed: 1 },
 * })
 * trials // 81
 * rungs.map(rung => rung.bars) // [444, 1333, 4000]
 * rungs.map(rung => rung.candidates.length) // [81, 27, 9]
 * saved > 0.5 // true
 * ```
 */
export function successiveHalving<C extends AnyStrategyClass>(
  strategy: C,
  bars: Bars,
  options: SuccessiveHalvingOptions<C>,
): HalvingResult {
  const { grid, candidates, space, sample, settings: settingsGrid, where, objective, minTrades = 0, signal, onProgress, ...rest } = options
  const { eta = 3, minBars = Math.min(250, bars.length), rungs: most = Number.MAX_SAFE_INTEGER, ...input } = rest
  checkRanking({ objective, minTrades })
  checkBars(bars)
  checkHalving({ eta, minBars, rungs: most, length: bars.length })
  const plan = planSweep(strategy, { grid, candidates, space, sample, settings: settingsGrid, where } as unknown as SearchSpace)
  const settings = resolveVariants(input as BacktestSettingsInput, plan.settings)
  const name = objectiveName(objective)
  const better = objectiveDirection(name)
  const stretches = stretchesOf({ length: bars.length, candidates: plan.length, eta, minBars, rungs: most })
  const rungs: HalvingRung[] = []
  const scoring = scoreOf(objective)
  let left = Array.from({ length: plan.length }, (_, index) => index)
  let barRuns = 0
  let winner: HalvingResult['winner']
  const total = stretches.length
  for (const [round, stretch] of stretches.entries()) {
    reportProgress({ signal, onProgress }, { done: round, before: round, total })
    const last = round === stretches.length - 1
    const enough = Math.floor((minTrades * stretch) / bars.length)
    const run = new StretchRuns({ strategy, bars, input: input as BacktestSettingsInput, plan, stretch, candidates: left })
    const scores = new Float64Array(left.length)
    const cores: CoreSummary[] = []
    for (const [at, index] of left.entries()) {
      signal?.throwIfAborted()
      const core = scoring === undefined ? run.core(index) : run.summary(index)
      const value = scoring === undefined ? core[name as keyof CoreSummary] : scoring(core as never)
      scores[at] = core.trades >= enough ? value : Number.NaN
      if (last) cores.push(core)
    }
    barRuns += left.length * run.bars
    const ranked = rankScores(scores, better)
    const survivors = ranked.slice(0, last ? 1 : Math.max(1, Math.ceil(left.length / eta))).map(at => left[at])
    rungs.push({ bars: stretch, candidates: left, scores, survivors })
    if (last && ranked.length > 0) {
      const core = cores[ranked[0]]
      winner = {
        index: survivors[0],
        params: combinationAt(plan.params, survivors[0]),
        ...(plan.settings.names.length === 0 ? {} : { settings: combinationAt(plan.settings, survivors[0]) }),
        metrics: Object.fromEntries(sweepMetrics.map(metric => [metric, core[metric]])) as unknown as CoreSummary,
        score: scores[ranked[0]],
      }
    }
    reportProgress({ signal, onProgress }, { done: round + 1, before: round, total })
    // Nobody with a known score: a longer stretch may still know one.
    if (survivors.length > 0) left = [...survivors].sort((a, b) => a - b)
  }
  const fullBarRuns = plan.length * bars.length
  const columns = ({ names, values }: SweepPlan['params']) => Object.fromEntries(names.map((one, n) => [one, values[n]]))
  return {
    strategy: { id: strategy.id, title: strategy.title },
    symbol: bars.symbol,
    timeframe: bars.timeframe,
    settings,
    objective: name,
    better,
    trials: plan.length,
    params: columns(plan.params),
    variants: columns(plan.settings),
    rungs,
    winner,
    barRuns,
    fullBarRuns,
    saved: 1 - barRuns / fullBarRuns,
  }
}

interface Schedule {
  readonly length: number
  readonly candidates: number
  readonly eta: number
  readonly minBars: number
  readonly rungs: number
}

/** Lengths of the stretches: the last one is everything, each one before it a share of `1 / eta`. */
function stretchesOf({ length, candidates, eta, minBars, rungs }: Schedule): number[] {
  const stretches = [length]
  // Another rung pays only while it drops somebody, and the last one should have more than one to choose from.
  for (let k = 1; k < rungs && candidates / eta ** k > 1; k++) {
    const stretch = Math.floor(length / eta ** k)
    if (stretch < minBars) break
    stretches.unshift(stretch)
  }
  return stretches
}

function checkHalving({ eta, minBars, rungs, length }: Omit<Schedule, 'candidates'>): void {
  if (!(eta > 1 && Number.isFinite(eta)))
    throw new ConfigError('halving/eta', `eta is ${eta}; it must be greater than 1, such as 3`, { eta })
  if (!(Number.isInteger(minBars) && minBars >= 1 && minBars <= length))
    throw new ConfigError('halving/min-bars', `minBars is ${minBars}; give a whole number of bars from 1 to the ${length} that there are`, {
      minBars,
    })
  if (!(Number.isInteger(rungs) && rungs >= 1))
    throw new ConfigError('halving/rungs', `rungs is ${rungs}; give a whole number from 1`, { rungs })
}
