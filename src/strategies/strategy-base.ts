import * as z from 'zod/mini'
import { type Column, emptyColumn } from '../base/column.ts'
import { ConfigError, StrategyError } from '../base/errors.ts'
import { type Indicator, type Params, resolveParams, runIndicator, type Step, stepThrough } from '../indicators/indicator.ts'
import type { Bars, Field } from '../market/bars.ts'
import type { ColumnCache } from './column-cache.ts'
import { type Cursor, Feature } from './feature.ts'
import { type ParamsSchema, parseParams } from './parse-params.ts'

/** How far a strategy is trusted: `core` and `aux` may go live one day, `legacy` and `r_and_d` never. */
export type Tier = 'core' | 'aux' | 'legacy' | 'r_and_d'

/** What {@link StrategyBase.use} gives: a feature, or one per output of the indicator. */
export type Used<O extends string> = [O] extends ['value'] ? Feature : { readonly [K in O]: Feature }

/** The columns of a history; `Bars` and a growing `BarBuffer` both are one. */
export type History = Pick<Bars, Field | 'time' | 'length'>

/** Some class of strategies that makes a `T`. */
export interface ClassOf<T> {
  new (params?: never): T
  readonly id: string
  readonly title: string
  readonly tier: Tier
  readonly params: ParamsSchema
}

/** What features begin with; sweeps make thousands of them. */
const NOTHING: Column = new Float64Array(0)

interface Source {
  readonly indicator: Indicator
  readonly params: Params
  /** Bars fields or features that feed it. */
  readonly inputs: readonly (Field | Feature)[]
  readonly outputs: readonly Feature[]
  /** Index of its first known value, counted from the first bar. */
  readonly warmup: number
  step: Step | undefined
}

/** A feature that no indicator makes: the targets of another strategy. */
interface Derived {
  readonly feature: Feature
  readonly warmup: number
  readonly follow: (history: History, to: number) => Column
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
  private readonly sources: Source[] = []
  private readonly derived: Derived[] = []
  private readonly fields = new Map<Field | 'time', Feature>()
  private readonly warmups = new Map<Feature, number>()
  /** Number of bars that the indicators know. */
  private known = 0

  /** When the bar opened, milliseconds since the Unix epoch, UTC. */
  protected readonly time: Feature = this.bind('time')
  protected readonly open: Feature = this.bind('open')
  protected readonly high: Feature = this.bind('high')
  protected readonly low: Feature = this.bind('low')
  protected readonly close: Feature = this.bind('close')
  protected readonly volume: Feature = this.bind('volume')

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

  /** Index of the first bar that is decided: how much history the slowest indicator needs. */
  get warmup(): number {
    let bars = 0
    for (const source of this.sources) bars = Math.max(bars, source.warmup)
    for (const { warmup } of this.derived) bars = Math.max(bars, warmup)
    return bars
  }

  /**
   * Uses an indicator: on the bars, or on another feature (`this.use(sma, { period: 5 }, this.rsi)`). Call it in field
   * initializers only.
   *
   * @throws {@link ConfigError} `indicator/param` for parameters out of range.
   */
  protected use<P extends Params, I extends Field, O extends string>(
    indicator: Indicator<P, I, O>,
    params?: Partial<P>,
    on?: Feature | Field,
  ): Used<O> {
    const resolved = resolveParams(indicator, params)
    const inputs: (Field | Feature)[] = on === undefined ? [...indicator.inputs] : [on]
    if (inputs.length !== indicator.inputs.length)
      throw new ConfigError('strategy/use', `${indicator.id} reads ${indicator.inputs.join(', ')} and cannot be used on a single feature`, {
        indicator: indicator.id,
      })
    let before = 0
    for (const input of inputs) if (input instanceof Feature) before = Math.max(before, this.warmups.get(input) ?? 0)
    const warmup = before + indicator.warmup(resolved)
    const outputs = indicator.outputs.map(() => new Feature(this.cursor, NOTHING))
    for (const output of outputs) this.warmups.set(output, warmup)
    this.sources.push({ indicator: indicator as unknown as Indicator, params: resolved, inputs, outputs, warmup, step: undefined })
    if (outputs.length === 1) return outputs[0] as Used<O>
    return Object.fromEntries(indicator.outputs.map((name, k) => [name, outputs[k]])) as Used<O>
  }

  /** @internal A feature that `follow` gives for a history up to a bar (excluded), known from bar `warmup` on. */
  protected derive(warmup: number, follow: (history: History, to: number) => Column): Feature {
    const feature = new Feature(this.cursor, NOTHING)
    this.warmups.set(feature, warmup)
    this.derived.push({ feature, warmup, follow })
    return feature
  }

  /**
   * @internal Brings all features up to bar `to` (excluded) of a history that starts with the same bars at every call.
   *
   * @param columns - Indicator columns shared with other strategies over the same bars.
   * @throws {@link StrategyError} `strategy/rewind` for a `to` that lies before the one of the last call.
   */
  protected advance(history: History, to: number, columns?: ColumnCache): void {
    if (to < this.known)
      throw new StrategyError(
        'strategy/rewind',
        `${this.name} has decided ${this.known} bars and cannot go back to ${to}; make a new one`,
        {
          decided: this.known,
          to,
        },
      )
    for (const [field, feature] of this.fields) feature.column = history[field]
    for (const { feature, follow } of this.derived) feature.column = follow(history, to)
    for (const source of this.sources) advanceSource(source, history, { from: this.known, to, columns })
    this.known = to
  }

  /** @internal From now on {@link advance} refuses every history. */
  protected retire(): void {
    this.known = Number.POSITIVE_INFINITY
  }

  /** @internal The id of the class, for messages. */
  protected get name(): string {
    return (this.constructor as unknown as ClassOf<this>).id
  }

  private bind(field: Field | 'time'): Feature {
    const feature = new Feature(this.cursor, NOTHING)
    this.fields.set(field, feature)
    return feature
  }
}

/** A strategy from a class and parameters that came from outside. */
export function createStrategy<T>(strategy: ClassOf<T>, params: unknown): T {
  return new (strategy as unknown as new (params: unknown) => T)(params)
}

/** From which bar to which, and where shared columns are. */
interface Advance {
  readonly from: number
  readonly to: number
  readonly columns: ColumnCache | undefined
}

/** The column itself when it is not longer: shared columns are known by their identity. */
function firstBars(column: Column, to: number): Column {
  return column.length === to ? column : column.subarray(0, to)
}

/** Brings an indicator's columns from `from` to `to` bars. */
function advanceSource(source: Source, history: History, { from, to, columns: cache }: Advance): void {
  const inputs = source.inputs.map(input => firstBars(input instanceof Feature ? input.column : history[input], to))
  if (from === 0) {
    // Bars have no holes; features may.
    const finite = source.inputs.every(input => !(input instanceof Feature))
    const { indicator, params } = source
    const columns =
      cache === undefined ? runIndicator(indicator, params, inputs, { finite }) : cache.run({ indicator, params, inputs, finite })
    for (const [k, output] of source.outputs.entries()) output.column = columns[k]
    source.step = undefined
    return
  }
  const columns = source.outputs.map(output => grown(output.column, from, to))
  if (source.step === undefined) {
    source.step = source.indicator.start(source.params)
    const replayed = columns.map(() => emptyColumn(from))
    stepThrough(source.step, inputs, replayed, 0, from)
  }
  stepThrough(source.step, inputs, columns, from, to)
  for (const [k, output] of source.outputs.entries()) output.column = columns[k]
}

/** The same values in memory that has room for `to` of them, NaN behind `from`. */
function grown(column: Column, from: number, to: number): Float64Array {
  if (column instanceof Float64Array && column.length >= to) return column
  const larger = emptyColumn(Math.max(to, 2 * from))
  larger.set(column.subarray(0, from) as Float64Array)
  return larger
}
