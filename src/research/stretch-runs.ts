import type { BacktestSettingsInput } from '../engine/settings.ts'
import { type CoreSummary, SummaryRuns } from '../engine/summary-runs.ts'
import { type Bars, sliceBars } from '../market/bars.ts'
import type { Summary } from '../metrics/summary.ts'
import { ColumnCache } from '../strategies/column-cache.ts'
import { type AnyStrategyClass, createStrategy } from '../strategies/strategy.ts'
import { TargetChanges } from '../strategies/target-changes.ts'
import { combinationAt } from './grid.ts'
import { applySettings } from './settings-grid.ts'
import type { SweepPlan } from './sweep-plan.ts'

/** What a stretch is run with. */
export interface StretchOptions {
  readonly strategy: AnyStrategyClass
  readonly bars: Bars
  readonly input: BacktestSettingsInput
  readonly plan: SweepPlan
  /** Its length in bars; it ends at the last one. */
  readonly stretch: number
  /** Those that will be run, by their place in the plan. */
  readonly candidates: readonly number[]
}

/** Runs candidates over the last bars of a history, decided with the bars before them. */
export class StretchRuns {
  /** Bars that a candidate takes: the stretch and what is before it. */
  readonly bars: number
  private readonly options: StretchOptions
  private readonly lead: number
  private readonly history: Bars
  private readonly traded: Bars
  private readonly targets: Float64Array
  private readonly columns = new ColumnCache()
  private readonly changes = new TargetChanges()
  private runs: SummaryRuns | undefined
  private key = ''

  constructor(options: StretchOptions) {
    const { strategy, bars, plan, stretch, candidates } = options
    const start = bars.length - stretch
    let warmup = 0
    if (start > 0) {
      for (const index of candidates) warmup = Math.max(warmup, createStrategy(strategy, combinationAt(plan.params, index)).warmup)
    }
    this.options = options
    this.lead = Math.min(start, warmup)
    this.bars = stretch + this.lead
    this.history = this.bars === bars.length ? bars : sliceBars(bars, start - this.lead)
    this.traded = this.lead === 0 ? this.history : sliceBars(bars, start)
    this.targets = new Float64Array(stretch)
  }

  /** The numbers that most are ranked by. */
  core(index: number): CoreSummary {
    return this.select(index).core(this.decide(index))
  }

  /** All numbers. */
  summary(index: number): Summary {
    return this.select(index).summary(this.decide(index))
  }

  private select(index: number): SummaryRuns {
    const { input, plan } = this.options
    const point = combinationAt(plan.settings, index)
    const key = JSON.stringify(point)
    if (this.runs === undefined || key !== this.key) this.runs = new SummaryRuns(this.traded, applySettings(input, point))
    this.key = key
    return this.runs
  }

  /** The targets on the stretch: those of a run that knows the bars before it, flat where that knows none. */
  private decide(index: number): Float64Array {
    const { history, changes, columns, targets, lead } = this
    const { strategy, plan } = this.options
    createStrategy(strategy, combinationAt(plan.params, index)).followChanges(history, changes, columns)
    const { length } = changes
    targets.fill(Number.NaN, 0, Math.min(targets.length, Math.max(0, changes.first - lead)))
    let from = Math.max(0, changes.first - lead)
    let target = 0
    for (let k = 0; k < length; k++) {
      const to = Math.max(from, changes.index[k] - lead)
      targets.fill(target, from, to)
      from = to
      target = changes.target[k]
    }
    targets.fill(target, from)
    return targets
  }
}
