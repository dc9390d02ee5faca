import { DataError } from '../base/errors.ts'
import type { Field } from '../market/bars.ts'
import { type Regime, type RegimeStep, startRegime } from './regime.ts'
import type { RegimeChange } from './regime-changes.ts'
import type { LabeledHistory } from './regime-labels.ts'

/** One closed bar; a regime needs the columns that it reads. */
export type WatchedBar = { readonly [K in Field]: number }

/**
 * Follows a live market bar by bar and tells when its regime changes. The labels are those of `labelBars` over the same history,
 * and the changes those of `regimeChanges`.
 *
 * @example
 * ```ts
 * import { barAt, RegimeWatch, syntheticBars, volatilityRegime } from 'peak-trade'
 *
 * const watch = new RegimeWatch(volatilityRegime({ lookback: 50 }))
 * watch.replay(syntheticBars({ seed: 1, length: 500 })) // the past, to warm up
 * const bar = barAt(syntheticBars({ seed: 2, length: 1 }), 0) // and from then on each closed bar
 * if (bar !== undefined) watch.next(bar)?.to // the new label, if it has changed
 * watch.label // 'low', 'normal' or 'high'
 * ```
 */
export class RegimeWatch<L extends string = string> {
  /** Number of bars so far. */
  length = 0
  /** How many of the last bars have had the current label without another one in between; 0 while there is none. */
  age = 0
  private readonly regime: Regime<L>
  private readonly step: RegimeStep
  private code = -1
  private last = -1

  constructor(regime: Regime<L>) {
    this.regime = regime
    this.step = startRegime(regime)
  }

  /** The label of the last bar; undefined while it is not known. */
  get label(): L | undefined {
    return this.regime.labels[this.code]
  }

  /**
   * Takes the next closed bar.
   *
   * @returns The change, when its label differs from the last one known.
   * @throws {@link DataError} `regime/bar` when a column that the regime reads is missing or not a finite number.
   */
  next(bar: Partial<WatchedBar>): RegimeChange<L> | undefined {
    const { regime } = this
    const [first, second = first, third = first, fourth = first] = regime.inputs.map(name => bar[name] ?? Number.NaN)
    for (const name of regime.inputs)
      if (!Number.isFinite(bar[name]))
        throw new DataError('regime/bar', `${regime.id}: ${name} of bar ${this.length} is ${bar[name]}; a closed bar has a finite number`, {
          regime: regime.id,
          bar: this.length,
        })
    return this.take(this.step(first, second, third, fourth))
  }

  /** Takes all bars of a history, such as the past before a live start. Bars that are missing a value count, but have no label. */
  replay(bars: LabeledHistory): RegimeChange<L>[] {
    const [a, b = a, c = a, d = a] = this.regime.inputs.map(name => bars[name])
    const changes: RegimeChange<L>[] = []
    for (let i = 0; i < a.length; i++) {
      const complete = a[i] * 0 + b[i] * 0 + c[i] * 0 + d[i] * 0 === 0
      const change = this.take(complete ? this.step(a[i], b[i], c[i], d[i]) : Number.NaN)
      if (change !== undefined) changes.push(change)
    }
    return changes
  }

  private take(value: number): RegimeChange<L> | undefined {
    const { labels } = this.regime
    const index = this.length
    this.length++
    this.code = value === value ? value : -1
    if (this.code < 0) {
      if (this.age > 0) this.age++
      return undefined
    }
    const before = this.last
    this.last = this.code
    if (before === this.code) {
      this.age++
      return undefined
    }
    this.age = 1
    return before < 0 ? undefined : { index, from: labels[before], to: labels[this.code] }
  }
}
