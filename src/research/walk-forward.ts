import { SummaryRuns } from '../engine/summary-runs.ts'
import { annualBars, type Bars, sliceBars } from '../market/bars.ts'
import type { Summary } from '../metrics/summary.ts'
import { type AnyStrategyClass, createStrategy } from '../strategies/strategy.ts'
import type { CandidateParams } from './candidates.ts'
import { type Choice, noChoice, takeBetter } from './choice.ts'
import { parameterDrift } from './parameter-drift.ts'
import { type ProgressOptions, reportProgress } from './progress.ts'
import { tradeColumn } from './trade-column.ts'
import { planWalkForward, type WalkForwardOptions, type WalkForwardPlan } from './walk-forward-plan.ts'
import type { WalkForwardResult, WalkForwardWindow } from './walk-forward-result.ts'
import { WindowRuns } from './window-runs.ts'
import type { BarRange } from './windows.ts'

/**
 * Walk-forward analysis: chooses parameters on a train window, trades them on the test window behind it, moves on, and joins all
 * tests into one out-of-sample run (Pardo 2008, *The Evaluation and Optimization of Trading Strategies*, ch. 11).
 *
 * - The strategy sees the whole history before a window, so its indicators are warm and no train or test bar is lost.
 * - Every train and test window starts flat. Only decisions inside the window are traded: the first at the close of its first bar, which
 *   the engine fills at the second open. A rule that has been long for a while enters there.
 * - In `stitched` a position that is open when its test window ends is closed at the next open, at full cost, and the next window
 *   starts with what is left. Bars between test windows (a `step` longer than the test) are spent flat.
 * - Each yearly return is `(Π (1 + total return of the window)) ^ (bars per year / bars of all windows) - 1`, the efficiency is their
 *   quotient. Pardo asks for 0.5 or more.
 *
 * @throws {@link ConfigError} `research/candidates`, `research/grid`, `research/objective`, `research/min-trades`, `windows/size`,
 * `walk-forward/step` when test windows would overlap, `strategy/params`, `backtest/settings`; {@link DataError} `backtest/no-bars`,
 * `windows/too-short`; the reason of `signal` when that is aborted.
 *
 * @example
 * ```ts
 * import { MaCrossover, syntheticBars, walkForward } from 'peak-trade'
 *
 * const bars = syntheticBars({ seed: 1, length: 2000 })
 * const result = walkForward(MaCrossover, bars, {
 *   grid: { fast: [5, 10, 20], slow: [20, 50, 100] },
 *   where: ({ fast, slow }) => fast < slow,
 *   train: 500,
 *   test: 250,
 *   costs: { feeBps: 10 },
 * })
 * result.windows.length // 6
 * result.windows[0].params // such as { fast: 5, slow: 50 }
 * result.summary.bars // 1500
 * result.efficiency // 0.5 or more is what one hopes for
 * ```
 */
export function walkForward<C extends AnyStrategyClass>(strategy: C, bars: Bars, options: WalkForwardOptions<C>): WalkForwardResult {
  const { signal, onProgress } = options
  const plan = planWalkForward(strategy, bars, options)
  return concludeWalkForward({ strategy, bars, plan, signal }, choose({ strategy, bars, plan, signal, onProgress }))
}

/** A walk-forward test and whether it was aborted. */
export interface WalkForwardJob extends ProgressOptions {
  readonly strategy: AnyStrategyClass
  readonly bars: Bars
  readonly plan: WalkForwardPlan
}

/** What the choices of every window come to; the same wherever they were made. */
export function concludeWalkForward(job: WalkForwardJob, choices: readonly Choice[]): WalkForwardResult {
  const { strategy, bars, plan } = job
  const { settings, scoring, sets, windows } = plan
  const { parts, targets } = prove(job, choices)
  const first = windows[0].test[0]
  const title = `${strategy.title || strategy.id}, walk-forward`
  const traded = sliceBars(bars, first, windows[windows.length - 1].test[1])
  const stitched = tradeColumn({ id: strategy.id, title, bars: traded, targets, settings })
  const chosen = parts.filter(part => part.params !== null)
  const inSampleReturn = chainedReturn(
    chosen.map(part => part.inSample as Summary),
    annualBars(bars),
  )
  const outOfSampleReturn = chainedReturn(
    parts.map(part => part.outOfSample),
    annualBars(bars),
  )
  const efficiency = inSampleReturn > 0 ? outOfSampleReturn / inSampleReturn : Number.NaN
  return {
    strategy: { id: strategy.id, title: strategy.title },
    symbol: bars.symbol,
    timeframe: bars.timeframe,
    settings,
    objective: scoring.name,
    candidates: sets.length,
    windows: parts,
    stitched,
    summary: stitched.summary,
    inSampleReturn,
    outOfSampleReturn,
    efficiency: Number.isFinite(efficiency) ? efficiency : Number.NaN,
    profitableWindows: parts.filter(part => part.outOfSample.totalReturn > 0).length / parts.length,
    drift: parameterDrift(chosen.map(part => part.params as CandidateParams)),
  }
}

/** The best candidate of every train window. A candidate decides the history once for many windows. */
function choose({ strategy, bars, plan, signal, onProgress }: WalkForwardJob): Choice[] {
  const { settings, scoring, sets, windows, groups } = plan
  const choices = windows.map(noChoice)
  const total = windows.length * sets.length
  let done = 0
  for (const [from, to] of groups) {
    const trains = windows.slice(from, to).map(({ train }) => train)
    const runs = new WindowRuns(bars, trains, settings)
    for (const [candidate, params] of sets.entries()) {
      signal?.throwIfAborted()
      runs.run(strategy, params, (run, targets, k) => takeBetter(choices[from + k], candidate, scoring.score(run, targets)))
      reportProgress({ onProgress }, { done: done + to - from, before: done, total })
      done += to - from
    }
  }
  return choices
}

/** What the choices come to: each window's numbers, and the targets of the run through all of them. */
function prove(
  { strategy, bars, plan, signal }: WalkForwardJob,
  choices: readonly Choice[],
): { readonly parts: readonly WalkForwardWindow[]; readonly targets: Float64Array } {
  const { settings, sets, windows } = plan
  const first = windows[0].test[0]
  const targets = new Float64Array(windows[windows.length - 1].test[1] - first)
  const parts: WalkForwardWindow[] = new Array(windows.length)
  for (const candidate of new Set(choices.map(choice => choice.candidate))) {
    signal?.throwIfAborted()
    const own = [...windows.keys()].filter(k => choices[k].candidate === candidate)
    const params = candidate < 0 ? null : sets[candidate]
    const end = windows[own[own.length - 1]].test[1]
    const decided = params === null ? new Float64Array(end) : createStrategy(strategy, params).follow(bars, end)
    const summarize = (range: BarRange) => new SummaryRuns(sliceBars(bars, ...range), settings).summary(decided.subarray(...range))
    for (const k of own) {
      const { train, test } = windows[k]
      for (let i = test[0]; i < test[1]; i++) targets[i - first] = Number.isNaN(decided[i]) ? 0 : decided[i]
      // The last decision of a window is to leave; at the end of the history it stays open, as in every backtest.
      if (k < windows.length - 1) targets[test[1] - 1 - first] = 0
      parts[k] = {
        train,
        test,
        trainStartTime: bars.time[train[0]],
        testStartTime: bars.time[test[0]],
        testEndTime: bars.time[test[1] - 1],
        params,
        candidate,
        score: choices[k].score,
        inSample: params === null ? null : summarize(train),
        outOfSample: summarize(test),
      }
    }
  }
  return { parts, targets }
}

/** Yearly return of runs one after the other. */
export function chainedReturn(summaries: readonly Summary[], barsPerYear: number): number {
  let growth = 1
  let length = 0
  for (const summary of summaries) {
    growth *= Math.max(0, 1 + summary.totalReturn)
    length += summary.bars
  }
  const yearly = growth ** (barsPerYear / length) - 1
  return length > 0 && Number.isFinite(yearly) ? yearly : Number.NaN
}
