import type { BacktestSettings } from '../../engine/settings.ts'
import type { EquityMetrics } from '../../metrics/equity-metrics.ts'
import type { CandidateParams } from '../../research/candidates.ts'
import type { EquityObjective } from '../../research/equity-objective.ts'
import { SplitScores } from '../../research/split-scores.ts'
import type { BarRange } from '../../research/windows.ts'
import { blameStrategy } from './blame-strategy.ts'
import type { ItemProgram, TaskInput } from './item-program.ts'
import { receivedBars, type SentMarket } from './sent-bars.ts'
import { loadStrategy, type StrategyReference } from './strategy-reference.ts'

/** What a cross-validation is made of, without its columns of prices. */
export interface CrossValidationWork {
  readonly strategy: StrategyReference
  readonly market: SentMarket
  readonly settings: BacktestSettings
  readonly sets: readonly CandidateParams[]
  /** The train bars of every split. */
  readonly trains: readonly (readonly BarRange[])[]
  /** What a split comes to: its score by a metric, or numbers of its equity. */
  readonly score: Extract<EquityObjective, string> | readonly (keyof EquityMetrics)[]
}

/** An item is a candidate; its row has what each split comes to. */
export async function crossValidationTask({ work, data }: TaskInput): Promise<ItemProgram> {
  const { strategy, market, settings, sets, trains, score } = work as CrossValidationWork
  const loaded = await loadStrategy(strategy)
  const named = typeof score === 'string' ? score : undefined
  const scores = new SplitScores(receivedBars(market, data), trains, { settings, objective: named ?? 'totalReturn' })
  return (item, rows, at) => {
    blameStrategy(sets[item], () => scores.run(loaded, sets[item]))
    if (typeof score === 'string') {
      for (let s = 0; s < trains.length; s++) rows[at + s] = scores.score(s)
      return
    }
    for (let s = 0; s < trains.length; s++) {
      const metrics = scores.measure(s)
      for (let n = 0; n < score.length; n++) rows[at + s * score.length + n] = metrics[score[n]]
    }
  }
}
