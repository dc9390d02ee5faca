import { DataError } from '../../base/errors.ts'
import { barsPerYear } from '../../base/timeframe.ts'
import { type BacktestSettings, resolveSettings } from '../../engine/settings.ts'
import { type ResolvedSleeve, resolveSleeves } from '../../engine/sleeve.ts'
import type { Panel } from '../../market/panel.ts'
import type { Summary } from '../../metrics/summary.ts'
import type { Portfolio } from '../../portfolios/portfolio.ts'
import { beats, type Objective } from '../objective.ts'
import { type ProgressOptions, reportProgress } from '../progress.ts'
import { chainedReturn } from '../walk-forward.ts'
import { checkDisjoint } from '../walk-forward-plan.ts'
import { cutWindows, type TrainTestWindow, type WindowOptions } from '../windows.ts'
import { chainStretches, summarizeStretch } from './chain-stretches.ts'
import { type EstimatedWeights, estimateWeights } from './estimate-weights.ts'
import { listPortfolios, type PortfolioBuilder, type PortfolioCandidate, type PortfolioChoices } from './portfolio-candidates.ts'
import type { PortfolioSettings } from './portfolio-settings.ts'
import type { PortfolioWalk, PortfolioWindow } from './portfolio-walk.ts'
import { SleeveRecords } from './sleeve-records.ts'
import { slicePanel } from './slice-panel.ts'
import { type SummaryScoring, summaryScoring } from './summary-score.ts'
import { idleStretch, type Stretch, tradeStretch } from './trade-stretch.ts'
import { weightDrift } from './weight-drift.ts'

/**
 * On which windows, by what, and how to trade.
 *
 * @example
 * ```ts
 * import type { PortfolioWalkOptions } from 'peak-trade'
 *
 * const options: PortfolioWalkOptions = { train: '1y', test: '3M', anchored: true, objective: 'calmar', costs: { feeBps: 10 } }
 * ```
 */
export interface PortfolioWalkOptions extends PortfolioSettings, WindowOptions, ProgressOptions {
  /** What to choose by on the train windows. Default `sharpe`. */
  readonly objective?: Objective | undefined
  /** Candidates with fewer closed trades on a train window are not chosen there. Default 0. */
  readonly minTrades?: number | undefined
}

/**
 * Walk-forward analysis of portfolios: on every train window the weights of each candidate are estimated and the best candidate is chosen, on
 * the test window behind it that choice is traded, and all tests together are one out-of-sample run.
 *
 * - Weights come from the portfolio's `allocation`, which sees the train rows and nothing else, and hold for the whole test; `rebalance` and
 *   `regime` of the portfolio work on within it. Without an allocation the weights are those of the sleeves. With a single portfolio nothing
 *   is chosen.
 * - A function in place of a list makes the portfolio of each window from its train rows, so that sweeps belong into the windows too.
 * - Strategies see the whole history before a window. Every train and test window starts flat, and ends flat: what is open is closed at its
 *   last open, at full cost. So no window knows anything of the bars behind it.
 * - `stitched` carries gains along: each test starts with what the one before has left. Rows between tests are spent flat.
 *
 * @throws {@link ConfigError} `portfolio/candidates`, `walk-forward/step`, `windows/size`, `research/objective`, `research/min-trades`,
 * `backtest/settings`, `panel/…` and `portfolio/…` for what a portfolio has wrong; {@link DataError} `backtest/no-bars`, `windows/too-short`; the reason
 * of `signal` when that is aborted.
 *
 * @example
 * ```ts
 * import { alignBars, allocationCandidates, MaCrossover, syntheticBars, walkForwardPortfolio } from 'peak-trade'
 *
 * const panel = alignBars(['A', 'B'].map((symbol, seed) => syntheticBars({ seed, length: 1000, symbol })))
 * const sleeves = panel.symbols.map(symbol => ({ strategy: MaCrossover, symbol }))
 * const candidates = allocationCandidates({ sleeves }, [{ method: 'equal' }, { method: 'inverse_volatility' }])
 * const walk = walkForwardPortfolio(candidates, panel, { train: 400, test: 200, costs: { feeBps: 10 } })
 * walk.windows.length // 3
 * walk.windows[0].portfolio // the name of the better one
 * walk.summary.bars // 600
 * ```
 */
export function walkForwardPortfolio(
  portfolios: PortfolioChoices | PortfolioBuilder,
  panel: Panel,
  options: PortfolioWalkOptions,
): PortfolioWalk {
  const { train, test, step, anchored, embargo, purge, objective, minTrades, signal, onProgress, ...input } = options
  if (panel.length === 0) throw new DataError('backtest/no-bars', 'the panel has no bars; a walk-forward test needs some')
  const settings = resolveSettings({ ...input, maxLeverage: input.maxLeverage ?? 1 })
  const scoring = summaryScoring(objective, minTrades)
  const fixed = typeof portfolios === 'function' ? undefined : listPortfolios(portfolios)
  const windows = cutWindows(panel, { train, test, step, anchored, embargo, purge })
  checkDisjoint(windows, options)
  const { rebalance: _rebalance, ...tradeable } = settings
  const job: Job = { panel, records: new SleeveRecords(panel, tradeable), settings, tradeable, scoring }
  const stretches: Stretch[] = []
  const parts: PortfolioWindow[] = []
  let capital = settings.capital
  const total = windows.length * ((fixed?.length ?? 1) + 1)
  let done = 0
  const progress = () => reportProgress({ signal, onProgress }, { done: ++done, before: done - 1, total })
  signal?.throwIfAborted()
  for (const window of windows) {
    const candidates = fixed ?? [{ name: 'built', portfolio: (portfolios as PortfolioBuilder)(slicePanel(panel, window.train)) }]
    const choice = choose(job, { candidates, window, progress })
    const stretch = choice
      ? tradeStretch(job.records, { ...choice, settings: tradeable, capital, range: window.test, leave: true })
      : idleStretch(window.test, capital)
    stretches.push(stretch)
    parts.push(describe(job, { window, choice, stretch }))
    capital = stretch.equity[stretch.equity.length - 1]
    progress()
  }
  const perYear = barsPerYear(panel.timeframe, panel.calendar)
  const chosen = parts.filter(part => part.inSample !== null)
  const inSampleReturn = chainedReturn(
    chosen.map(part => part.inSample as Summary),
    perYear,
  )
  const outOfSampleReturn = chainedReturn(
    parts.map(part => part.outOfSample),
    perYear,
  )
  const efficiency = inSampleReturn > 0 ? outOfSampleReturn / inSampleReturn : Number.NaN
  const stitched = chainStretches(panel, stretches, settings)
  const { sleeves, turnover } = weightDrift(chosen.map(({ weights }) => weights))
  return {
    symbols: panel.symbols,
    timeframe: panel.timeframe,
    settings,
    objective: scoring.name,
    candidates: fixed?.map(({ name }) => name) ?? ['built'],
    windows: parts,
    stitched,
    summary: stitched.summary,
    inSampleReturn,
    outOfSampleReturn,
    efficiency: Number.isFinite(efficiency) ? efficiency : Number.NaN,
    profitableWindows: parts.filter(({ outOfSample }) => outOfSample.totalReturn > 0).length / parts.length,
    drift: sleeves,
    turnover,
  }
}

interface Job {
  readonly panel: Panel
  readonly records: SleeveRecords
  readonly settings: BacktestSettings
  readonly tradeable: PortfolioSettings
  readonly scoring: SummaryScoring
}

/** What a train window has decided. */
interface Choice extends EstimatedWeights {
  readonly name: string
  readonly candidate: number
  readonly portfolio: Portfolio
  readonly sleeves: readonly ResolvedSleeve[]
  readonly score: number
  readonly inSample: Summary
}

interface TrainJob {
  readonly candidates: readonly PortfolioCandidate[]
  readonly window: TrainTestWindow
  readonly progress: () => void
}

function choose(job: Job, { candidates, window, progress }: TrainJob): Choice | undefined {
  const { panel, records, settings, tradeable, scoring } = job
  let best: Choice | undefined
  for (const [candidate, { name, portfolio }] of candidates.entries()) {
    const sleeves = resolveSleeves(portfolio.sleeves, portfolio.groups ?? {})
    const estimated = estimateWeights(records, { sleeves, allocation: portfolio.allocation, ranges: [window.train] })
    const { capital } = settings
    const trained = { portfolio, sleeves, ...estimated, settings: tradeable, capital, range: window.train, leave: true }
    const inSample = summarizeStretch(panel, tradeStretch(records, trained), settings)
    const score = scoring.score(inSample)
    // Where there is nothing to choose, no score decides; a number of trades that was asked for still does.
    const alone = candidates.length === 1 && scoring.isEnough(inSample)
    if (alone || beats(score, best?.score ?? Number.NaN)) best = { name, candidate, portfolio, sleeves, ...estimated, score, inSample }
    progress()
  }
  return best
}

interface Traded {
  readonly window: TrainTestWindow
  readonly choice: Choice | undefined
  readonly stretch: Stretch
}

function describe({ panel, settings }: Job, { window, choice, stretch }: Traded): PortfolioWindow {
  const { train, test } = window
  return {
    train,
    test,
    trainStartTime: panel.time[train[0]],
    testStartTime: panel.time[test[0]],
    testEndTime: panel.time[test[1] - 1],
    portfolio: choice?.name ?? null,
    candidate: choice?.candidate ?? -1,
    score: choice?.score ?? Number.NaN,
    weights: choice?.sleeves.map(({ name }, k) => ({ sleeve: name, weight: choice.weights[k] })) ?? [],
    notes: choice?.notes ?? [],
    inSample: choice?.inSample ?? null,
    outOfSample: summarizeStretch(panel, stretch, settings),
  }
}
