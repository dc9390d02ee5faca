import * as z from 'zod/mini'
import { $ZodObject } from 'zod/v4/core'
import { type Column, emptyColumn } from '../base/column.ts'
import { ConfigError, StrategyError } from '../base/errors.ts'
import { didYouMean } from '../base/nearest.ts'
import { type Indicator, type Params, resolveParams, runIndicator, type Step, stepThrough } from '../indicators/indicator.ts'
import type { Bars, Field } from '../market/bars.ts'
import type { ColumnCache } from './column-cache.ts'
import { type Cursor, Feature } from './feature.ts'
import type { TargetChanges } from './target-changes.ts'

/** A schema for a strategy's parameters: a zod object whose fields all have defaults. */
export type ParamsSchema = z.core.$ZodType<Record<string, unknown>>

/** How far a strategy is trusted: `core` and `aux` may go live one day, `legacy` and `r_and_d` never. */
export type Tier = 'core' | 'aux' | 'legacy' | 'r_and_d'

/** What {@link Strategy.use} gives: a feature, or one per output of the indicator. */
export type Used<O extends string> = [O] extends ['value'] ? Feature : { readonly [K in O]: Feature }

/** The columns of a history; `Bars` and a growing `BarBuffer` both are one. */
export type History = Pick<Bars, Field | 'length'>

/** Some strategy class, when it does not matter which. */
export interface AnyStrategyClass {
  new (params?: never): Strategy
  readonly id: string
  readonly title: string
  readonly tier: Tier
  readonly params: ParamsSchema
}

/** The parameters that a strategy class takes, as a user writes them: what has a default may be left out. */
export type ParamsOf<C extends AnyStrategyClass> = z.core.input<C['params']>

/** What features and targets begin with; sweeps make thousands of them. */
const NOTHING = new Float64Array(0)

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
 * import * as z from 'zod/mini'
import { $ZodObject } from 'zod/v4/core'
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
export abstract class Strategy<S extends ParamsSchema = ParamsSchema> {
  /** Name in snake_case, unique in a catalog. */
  static readonly id: string = ''
  /** A few words for lists. */
  static readonly title: string = ''
  static readonly tier: Tier = 'aux'
  static readonly params: ParamsSchema = z.object({})

  /** The parameters, checked, with defaults filled in. */
  readonly params: Readonly<z.core.output<S>>

  private readonly cursor: Cursor = { index: 0 }
  private readonly sources: Source[] = []
  private readonly fields = new Map<Field, Feature>()
  private readonly warmups = new Map<Feature, number>()
  private targets: Float64Array = NOTHING
  private decided = 0
  private target = 0

  protected readonly open: Feature = this.bind('open')
  protected readonly high: Feature = this.bind('high')
  protected readonly low: Feature = this.bind('low')
  protected readonly close: Feature = this.bind('close')
  protected readonly volume: Feature = this.bind('volume')

  /**
   * @throws {@link ConfigError} `strategy/params` when a parameter is unknown, of the wrong type or out of range.
   */
  constructor(params?: z.core.input<S>) {
    this.params = parseParams(new.target as unknown as AnyStrategyClass, params ?? {}) as z.core.output<S>
  }

  /**
   * The target exposure from the next bar on, between -1 and 1. Called once per bar, in order, as soon as every used
   * indicator has a value.
   */
  protected abstract decide(): number

  /** The target of the bar before; 0 at the start. */
  protected get held(): number {
    return this.target
  }

  /** Number of bars before the current one. */
  protected get index(): number {
    return this.cursor.index
  }

  /** Index of the first bar that is decided: how much history the slowest indicator needs. */
  get warmup(): number {
    let bars = 0
    for (const source of this.sources) bars = Math.max(bars, source.warmup)
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

  /**
   * Follows a history up to bar `to` (excluded): brings indicators up to date and decides the bars that are not decided
   * yet. Call it once with a whole history, or again and again while the history grows: the targets are the same.
   *
   * @param history - Must start with the same bars at every call.
   * @returns One target per bar, NaN before {@link warmup}. A view that stays valid until the next call.
   * @throws {@link StrategyError} `strategy/target` when `decide` gives NaN or something outside [-1, 1].
   */
  follow(history: History, to: number = history.length): Column {
    this.refuseRewind(to)
    const end = Math.min(to, history.length)
    for (const [field, feature] of this.fields) feature.column = history[field]
    for (const source of this.sources) advance(source, history, { from: this.decided, to: end })
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
    this.refuseRewind(end)
    for (const [field, feature] of this.fields) feature.column = history[field]
    for (const source of this.sources) advance(source, history, { from: this.decided, to: end, columns })
    const start = Math.min(Math.max(this.decided, this.warmup), end)
    this.decided = Number.POSITIVE_INFINITY
    into.clear()
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

  private refuseRewind(to: number): void {
    if (to >= this.decided) return
    throw new StrategyError(
      'strategy/rewind',
      `${this.name} has decided ${this.decided} bars and cannot go back to ${to}; make a new one`,
      { decided: this.decided, to },
    )
  }

  private get name(): string {
    return (this.constructor as unknown as AnyStrategyClass).id
  }

  private bind(field: Field): Feature {
    const feature = new Feature(this.cursor, NOTHING)
    this.fields.set(field, feature)
    return feature
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

/** From which bar to which, and where shared columns are. */
interface Advance {
  readonly from: number
  readonly to: number
  readonly columns?: ColumnCache | undefined
}

/** The column itself when it is not longer: shared columns are known by their identity. */
function firstBars(column: Column, to: number): Column {
  return column.length === to ? column : column.subarray(0, to)
}

/** Brings an indicator's columns from `from` to `to` bars. */
function advance(source: Source, history: History, { from, to, columns: cache }: Advance): void {
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

/** A strategy from a class and parameters that came from outside. */
export function createStrategy(strategy: AnyStrategyClass, params: unknown): Strategy {
  return new (strategy as unknown as new (params: unknown) => Strategy)(params)
}

/**
 * Parameters of a strategy, checked, with defaults filled in.
 *
 * @throws {@link ConfigError} `strategy/params` naming the parameter, the value and what is allowed.
 */
export function parseParams(strategy: AnyStrategyClass, params: unknown): Readonly<Record<string, unknown>> {
  const schema = strategy.params
  if (schema instanceof $ZodObject && typeof params === 'object' && params !== null) {
    const known = Object.keys(schema._zod.def.shape)
    for (const name of Object.keys(params)) {
      if (!known.includes(name))
        throw new ConfigError(
          'strategy/params',
          `${strategy.id} has no parameter "${name}"${didYouMean(name, known)} Known: ${known.join(', ') || 'none'}`,
          { strategy: strategy.id, param: name },
        )
    }
  }
  const parsed = z.safeParse(schema, params)
  if (parsed.success) return Object.freeze(parsed.data)
  const issue = parsed.error.issues[0]
  const param = issue.path.join('.')
  const value = param === '' ? '' : ` is ${JSON.stringify((params as Record<string, unknown>)[param])}`
  throw new ConfigError('strategy/params', `${strategy.id}: ${param}${value === '' ? '' : `${value}: `}${issue.message}`, {
    strategy: strategy.id,
    param,
  })
}
