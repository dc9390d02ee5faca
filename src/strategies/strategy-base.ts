import * as z from 'zod/mini'
import { StrategyError } from '../base/errors.ts'
import { parseTimeframe, type Timeframe } from '../base/timeframe.ts'
import type { Indicator, Params } from '../indicators/indicator.ts'
import type { Field } from '../market/bars.ts'
import type { BesideBars } from './beside-bars.ts'
import type { ColumnCache } from './column-cache.ts'
import type { Cursor, Feature } from './feature.ts'
import { FeatureSet, type FeatureSupplier, type Used, type UsedOn } from './feature-set.ts'
import { HigherBars, higherKey } from './higher-bars.ts'
import type { History } from './history.ts'
import { MarketView } from './market-view.ts'
import { OtherBars, otherKey } from './other-bars.ts'
import { type ParamsSchema, parseParams } from './parse-params.ts'
import { noteView, viewsOf } from './strategy-views.ts'

export type { Used, UsedOn } from './feature-set.ts'
export type { History } from './history.ts'

/** How far a strategy is trusted: `core` and `aux` may go live one day, `legacy` and `r_and_d` never. */
export type Tier = 'core' | 'aux' | 'legacy' | 'r_and_d'

/** Some class of strategies that makes a `T`. */
export interface ClassOf<T> {
  new (params?: never): T
  readonly id: string
  readonly title: string
  readonly tier: Tier
  readonly params: ParamsSchema
}

/**
 * What every strategy is made of: checked parameters, the fields of the bars and indicators on them as features, and the warm-up.
 * Extend `Strategy`, which decides targets, or `OrderStrategy`, which places orders.
 *
 * @example
 * ```ts
 * import { catalog, type StrategyBase } from 'peak-trade'
 *
 * const barsNeeded = (strategy: StrategyBase) => strategy.warmup + 1
 * barsNeeded(new (catalog.get('ma_crossover'))()) // 50
 * ```
 */
export abstract class StrategyBase<S extends ParamsSchema = ParamsSchema> {
  /** Name in snake_case, unique in a catalog. */
  static readonly id: string = ''
  /** A few words for lists. */
  static readonly title: string = ''
  static readonly tier: Tier = 'aux'
  static readonly params: ParamsSchema = z.object({})

  /** The parameters, checked, with defaults filled in. */
  readonly params: Readonly<z.core.output<S>>

  /** @internal Where all features stand. */
  protected readonly cursor: Cursor = { index: 0 }
  private readonly featureSet = new FeatureSet(this.cursor)

  /** When the bar opened, milliseconds since the Unix epoch, UTC. */
  protected readonly time: Feature = this.featureSet.bind('time')
  protected readonly open: Feature = this.featureSet.bind('open')
  protected readonly high: Feature = this.featureSet.bind('high')
  protected readonly low: Feature = this.featureSet.bind('low')
  protected readonly close: Feature = this.featureSet.bind('close')
  protected readonly volume: Feature = this.featureSet.bind('volume')

  /**
   * @throws {@link ConfigError} `strategy/params` when a parameter is unknown, of the wrong type or out of range.
   */
  constructor(params?: z.core.input<S>) {
    this.params = parseParams(new.target as unknown as ClassOf<this>, params ?? {}) as z.core.output<S>
  }

  /** Number of bars before the current one. */
  protected get index(): number {
    return this.cursor.index
  }

  /**
   * Index of the first bar that is decided: the first one on which everything that is used is known.
   *
   * What a longer timeframe or another symbol needs depends on the history. Before one is followed only the rest counts; while not enough
   * of it has come, this is at least the number of bars so far.
   */
  get warmup(): number {
    return this.featureSet.warmup
  }

  /**
   * Uses an indicator: on the bars, on another feature (`this.use(sma, { period: 5 }, this.rsi)`), or on one feature or field for each of its
   * inputs (`this.use(rollingBeta, { period: 60 }, [this.close, this.hedge.close])`). Call it in field initializers only.
   *
   * @throws {@link ConfigError} `indicator/param` for parameters out of range, `strategy/use` for more or fewer features than it has inputs.
   */
  protected use<P extends Params, I extends Field, O extends string>(
    indicator: Indicator<P, I, O>,
    params?: Partial<P>,
    on?: UsedOn,
  ): Used<O> {
    return this.featureSet.use(indicator, params, on)
  }

  /**
   * Looks at a longer timeframe of the own market: its bars are put together as `resampleBars` does it, and seen when they are complete.
   * Call it in field initializers only. A history whose bars cannot be put together to it is refused with `strategy/higher`.
   *
   * @throws {@link ConfigError} `timeframe/unknown`.
   */
  protected higher(timeframe: Timeframe): MarketView {
    const known = parseTimeframe(timeframe)
    return this.view(higherKey(known), () => new HigherBars(known))
  }

  /**
   * Looks at another symbol, whose bars come with the history: `withOthers(bars, [other])`, or the other symbols of a panel. Call it in field
   * initializers only. A history that comes without it is refused with `strategy/other`.
   */
  protected other(symbol: string): MarketView {
    return this.view(otherKey(symbol), () => new OtherBars(symbol))
  }

  /** @internal A feature that `follow` gives for a history up to a bar (excluded), known from bar `warmup()` on. */
  protected derive(warmup: () => number, follow: (history: History, to: number) => Feature['column']): Feature {
    const supplier: FeatureSupplier = {
      firstKnown: warmup,
      follow: (history, to) => {
        feature.column = follow(history, to)
      },
    }
    const feature = this.featureSet.supply(supplier)
    this.featureSet.join(supplier)
    return feature
  }

  /**
   * @internal Brings all features up to bar `to` (excluded) of a history that starts with the same bars at every call.
   *
   * @param columns - Indicator columns shared with other strategies over the same bars.
   * @throws {@link StrategyError} `strategy/rewind` for a `to` that lies before the one of the last call.
   */
  protected advance(history: History, to: number, columns?: ColumnCache): void {
    const { known } = this.featureSet
    if (to < known)
      throw new StrategyError('strategy/rewind', `${this.name} has decided ${known} bars and cannot go back to ${to}; make a new one`, {
        decided: known,
        to,
      })
    this.featureSet.advance(history, to, columns)
  }

  /** @internal From now on {@link advance} refuses every history. */
  protected retire(): void {
    this.featureSet.close()
  }

  /** @internal The id of the class, for messages. */
  protected get name(): string {
    return (this.constructor as unknown as ClassOf<this>).id
  }

  private view(key: string, make: () => BesideBars): MarketView {
    const known = viewsOf(this).find(({ beside }) => beside.key === key)
    if (known !== undefined) return known
    const view = new MarketView(make(), this.featureSet)
    noteView(this, view)
    return view
  }
}

/** A strategy from a class and parameters that came from outside. */
export function createStrategy<T>(strategy: ClassOf<T>, params: unknown): T {
  return new (strategy as unknown as new (params: unknown) => T)(params)
}
