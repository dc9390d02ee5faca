import type { BacktestSettingsInput } from '../../engine/settings.ts'
import type { Summary } from '../../metrics/summary.ts'
import type { CandidateParams } from '../../research/candidates.ts'
import { type ObjectiveMetric, resolveObjective } from '../../research/objective.ts'
import { WindowRuns } from '../../research/window-runs.ts'
import type { BarRange } from '../../research/windows.ts'
import { blameStrategy } from './blame-strategy.ts'
import type { ItemProgram, TaskInput } from './item-program.ts'
import { receivedBars, type SentMarket } from './sent-bars.ts'
import { loadStrategy, type StrategyReference } from './strategy-reference.ts'

/** What a walk-forward test is made of, without its columns of prices. */
export interface WalkForwardWork {
  readonly strategy: StrategyReference
  readonly market: SentMarket
  readonly settings: BacktestSettingsInput
  readonly sets: readonly CandidateParams[]
  /** The train bars of every window. */
  readonly trains: readonly BarRange[]
  /** Windows that are scored together, as ranges of them. */
  readonly groups: readonly BarRange[]
  /** What a window comes to: its score by a metric, or numbers of its summary. */
  readonly score: { readonly objective: ObjectiveMetric; readonly minTrades: number } | readonly (keyof Summary)[]
}

/** An item is a candidate on a group of windows, first all candidates on the first group; its row has what each window comes to. */
export async function walkForwardTask({ work, data }: TaskInput): Promise<ItemProgram> {
  const { strategy, market, settings, sets, trains, groups, score } = work as WalkForwardWork
  const bars = receivedBars(market, data)
  const loaded = await loadStrategy(strategy)
  const write = writerOf(score)
  let current = -1
  let runs: WindowRuns | undefined
  return (item, rows, at) => {
    const group = Math.floor(item / sets.length)
    const params = sets[item % sets.length]
    // Items come in order: a group is prepared once.
    if (group !== current || runs === undefined) {
      runs = new WindowRuns(bars, trains.slice(...groups[group]), settings)
      current = group
    }
    const own = runs
    blameStrategy(params, () => own.run(loaded, params, (run, targets, window) => write(run, targets, { rows, at, window })))
  }
}

interface Place {
  readonly rows: Float64Array
  readonly at: number
  readonly window: number
}

type Visit = Parameters<WindowRuns['run']>[2]

function writerOf(score: WalkForwardWork['score']): (run: Parameters<Visit>[0], targets: Parameters<Visit>[1], place: Place) => void {
  if ('objective' in score) {
    const scoring = resolveObjective(score.objective, score.minTrades)
    return (run, targets, { rows, at, window }) => {
      rows[at + window] = scoring.score(run, targets)
    }
  }
  return (run, targets, { rows, at, window }) => {
    const summary = run.summary(targets)
    for (let n = 0; n < score.length; n++) rows[at + window * score.length + n] = summary[score[n]]
  }
}
