import type * as z from 'zod/mini'
import type { Column } from '../base/column.ts'
import { StrategyError } from '../base/errors.ts'
import type { ColumnCache } from './column-cache.ts'
import type { Feature } from './feature.ts'
import { noteIncluded } from './included-strategies.ts'
import type { ParamsSchema } from './parse-params.ts'
import { type ClassOf, createStrategy, type History, StrategyBase } from './strategy-base.ts'
import type { TargetChanges } from './target-changes.ts'

export type { ParamsSchema } from './parse-params.ts'
export { createStrategy, type History, type Tier, type Used, type UsedOn } from './strategy-base.ts'

/** Some strategy class, when it does not matter which. */
export interface AnyStrategyClass extends ClassOf<Strategy> {}

/** The parameters that a strategy class takes, as a user writes them: what has a default may be left out. */
export type ParamsOf<C extends ClassOf<StrategyBase>> = z.core.input<C['params']>

/** What targets begin with; sweeps make thousands of strategies. */
const NOTHING = new Float64Array(0)

/**
 * A rule: turns a history into a target exposure per bar, between -1 (fully short) and 1 (fully long).
 *
 * Extend it, declare parameters as a zod schema and indicators as fields, and implement {@link decide}. `decide` sees the
 * current bar, the bars before, and the target it last gave (`held`); never the account, the future or the clock. The
 * same class runs a whole history at once and a live market bar by bar, with the same result.
 *
 * @example
 * ```ts
 * import { sma, Strategy, syntheticBars } from 'peak-trade'
 * import * as z from 'zod'
 *
 * class Crossover extends Strategy<typeof Crossover.params> {
 *   static override readonly id = 'crossover'
 *   static override readonly params = z.object({ fast: z.int().min(1).default(20), slow: z.int().min(2).default(50) })
 *   private readonly fast = this.use(sma, { period: this.params.fast })
 *   private readonly slow = this.use(sma, { period: this.params.slow })
 *   protected override decide() {
 *     return this.fast.value > this.slow.value ? 1 : 0
 *   }
 * }
 * new Crossover({ fast: 5 }).follow(syntheticBars({ seed: 1, length: 100 })) // one target per bar
 * ```
 */
export abstract class Strategy<S extends ParamsSchema = ParamsSchema> extends StrategyBase<S> {
  private targets: Float64Array = NOTHING
  private decided = 0
  private target = 0

  /**
   * The target exposure from the next bar on, between -1 and 1. Called once per bar, in order, as soon as every used
   * indicator has a value.
   */
  protected abstract decide(): number

  /** The target of the bar before; 0 at the start. */
  protected get held(): number {
    return this.target
  }

  /**
   * Takes another strategy in: what it gives is a feature, its target on each bar. Call it in field initializers only.
   *
   * @throws {@link ConfigError} `strategy/params` for parameters that the other one refuses.
   */
  protected include<C extends AnyStrategyClass>(strategy: C, params?: ParamsOf<C>): Feature {
    const member: Strategy = createStrategy(strategy, params ?? {})
    noteIncluded(this, member)
    return this.derive(
      () => member.warmup,
      (history, to) => member.follow(history, to),
    )
  }

  /**
   * Follows a history up to bar `to` (excluded): brings indicators up to date and decides the bars that are not decided
   * yet. Call it once with a whole history, or again and again while the history grows: the targets are the same.
   *
   * @param history - Must start with the same bars at every call.
   * @returns One target per bar, NaN before {@link warmup}. A view that stays valid until the next call.
   * @throws {@link StrategyError} `strategy/target` when `decide` gives NaN or something outside [-1, 1].
   */
  follow(history: History, to: number = history.length): Column {
    const end = Math.min(to, history.length)
    this.advance(history, end)
    this.reserve(end)
    const { cursor, targets } = this
    const start = Math.max(this.decided, Math.min(this.warmup, end))
    targets.fill(Number.NaN, this.decided, start)
    let target = this.target
    for (let i = start; i < end; i++) {
      cursor.index = i
      target = this.decide()
      if (!(target >= -1 && target <= 1)) this.refuse(target, i)
      this.target = target
      targets[i] = target
    }
    this.decided = end
    return targets.subarray(0, end)
  }

  /**
   * @internal What {@link follow} decides over a whole history, as changes of target and without a column: for the thousands of runs of a
   * sweep. Only on a fresh strategy, which cannot be used for anything else afterwards.
   *
   * @param columns - Indicator columns shared with other strategies over the same bars.
   */
  followChanges(history: History, into: TargetChanges, columns?: ColumnCache): TargetChanges {
    const end = history.length | 0
    if (this.follow !== Strategy.prototype.follow) return into.read(this.follow(history, end))
    this.advance(history, end, columns)
    this.retire()
    const start = Math.min(this.warmup, end)
    into.clear()
    into.first = start
    this.decideBars(start, end, into, columns)
    return into
  }

  /**
   * @internal Adds the changes of target on bars `from` to `to`, beginning from a target of 0. A strategy of the library may do in a loop
   * over its columns what `decide` says for one bar, when sweeps of it matter; a test proves that both say the same.
   */
  protected decideBars(from: number, to: number, into: TargetChanges, _columns?: ColumnCache): void {
    const { cursor } = this
    let target = 0
    let i = from | 0
    while (i < to) {
      let next = target
      // Nothing but the question in this loop: what it costs is what a sweep costs.
      for (; i < to; i = (i + 1) | 0) {
        cursor.index = i
        next = this.decide()
        if (next !== target) break
      }
      if (i === to) return
      if (!(next >= -1 && next <= 1)) this.refuse(next, i)
      into.push(i, next)
      this.target = next
      target = next
      i = (i + 1) | 0
    }
  }

  private reserve(length: number): void {
    if (length <= this.targets.length) return
    const grown = new Float64Array(this.decided === 0 ? length : Math.max(length, 2 * this.targets.length))
    grown.set(this.targets.subarray(0, this.decided))
    this.targets = grown
  }

  private refuse(target: number, bar: number): never {
    throw new StrategyError(
      'strategy/target',
      `${this.name} decided ${target} at bar ${bar}; a target is a number from -1 (short) to 1 (long)`,
      { strategy: this.name, bar, target },
    )
  }
}
