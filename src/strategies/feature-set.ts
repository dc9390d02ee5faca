import { type Column, emptyColumn } from '../base/column.ts'
import { ConfigError } from '../base/errors.ts'
import { type Indicator, type Params, resolveParams, runIndicator, type Step, stepThrough } from '../indicators/indicator.ts'
import type { Field } from '../market/bars.ts'
import type { ColumnCache } from './column-cache.ts'
import { type Cursor, Feature } from './feature.ts'
import type { History } from './history.ts'

/** What using an indicator gives: a feature, or one per output of the indicator. */
export type Used<O extends string> = [O] extends ['value'] ? Feature : { readonly [K in O]: Feature }

/** What an indicator reads: a field or feature, or one for each of its inputs, in their order. */
export type UsedOn = Feature | Field | readonly (Feature | Field)[]

/** Makes features that no indicator of the set makes: another strategy, another market. */
export interface FeatureSupplier {
  /** Brings its features up to bar `to` (excluded). */
  follow(history: History, to: number, columns: ColumnCache | undefined): void
  /**
   * The first bar on which it knows a feature, or all of them. While that depends on bars that are not there yet: the number of bars so far,
   * 0 before the first.
   */
  firstKnown(feature?: Feature): number
}

/** What features begin with; sweeps make thousands of them. */
const NOTHING: Column = new Float64Array(0)

interface Source {
  readonly indicator: Indicator
  readonly params: Params
  /** Fields or features that feed it. */
  readonly inputs: readonly (Field | Feature)[]
  readonly outputs: readonly Feature[]
  /** True when what feeds it comes from a supplier, so that its warm-up is found out on the way. */
  readonly late: boolean
  /** Index of its first known value, counted from the first bar. */
  warmup: number
  step: Step | undefined
}

/** The features of one history: its fields, indicators on them, and what suppliers make. All of them stand at the same bar. */
export class FeatureSet {
  private readonly cursor: Cursor
  private readonly sources: Source[] = []
  private readonly suppliers: FeatureSupplier[] = []
  private readonly fields = new Map<Field | 'time', Feature>()
  private readonly makers = new Map<Feature, Source | FeatureSupplier>()
  /** Number of bars that the indicators know; infinite when no history is taken any more. */
  private count = 0

  constructor(cursor: Cursor) {
    this.cursor = cursor
  }

  /** Number of bars that it was brought up to. */
  get known(): number {
    return this.count
  }

  /** The first bar on which everything is known, as {@link FeatureSupplier.firstKnown}. */
  get warmup(): number {
    let bars = 0
    for (const source of this.sources) bars = Math.max(bars, source.warmup)
    for (const supplier of this.suppliers) bars = Math.max(bars, supplier.firstKnown())
    return bars
  }

  /** The first bar on which a feature is known. */
  warmupOf(feature: Feature): number {
    const maker = this.makers.get(feature)
    if (maker === undefined) return 0
    return 'outputs' in maker ? maker.warmup : maker.firstKnown(feature)
  }

  /** A field of the bars. Once per field. */
  bind(field: Field | 'time'): Feature {
    const feature = new Feature(this.cursor, NOTHING)
    this.fields.set(field, feature)
    return feature
  }

  /** Uses an indicator. Throws `indicator/param`, and `strategy/use` for a wrong number of inputs. */
  use<P extends Params, I extends Field, O extends string>(indicator: Indicator<P, I, O>, params?: Partial<P>, on?: UsedOn): Used<O> {
    const resolved = resolveParams(indicator, params)
    const inputs = inputsOf(indicator, on)
    let before = 0
    let late = false
    for (const input of inputs) {
      if (!(input instanceof Feature)) continue
      before = Math.max(before, this.warmupOf(input))
      late ||= this.isLate(input)
    }
    const warmup = before + indicator.warmup(resolved)
    const outputs = indicator.outputs.map(() => new Feature(this.cursor, NOTHING))
    const source = { indicator: indicator as unknown as Indicator, params: resolved, inputs, outputs, late, warmup, step: undefined }
    for (const output of outputs) this.makers.set(output, source)
    this.sources.push(source)
    if (outputs.length === 1) return outputs[0] as Used<O>
    return Object.fromEntries(indicator.outputs.map((name, k) => [name, outputs[k]])) as Used<O>
  }

  /** From now on a supplier is followed together with the rest. */
  join(supplier: FeatureSupplier): void {
    this.suppliers.push(supplier)
  }

  /** A new feature whose column a supplier writes. */
  supply(supplier: FeatureSupplier): Feature {
    const feature = new Feature(this.cursor, NOTHING)
    this.makers.set(feature, supplier)
    return feature
  }

  /**
   * Brings all features up to bar `to` (excluded) of a history that starts with the same bars at every call.
   *
   * @param columns - Indicator columns shared with other strategies over the same bars.
   */
  advance(history: History, to: number, columns?: ColumnCache): void {
    for (const [field, feature] of this.fields) feature.column = history[field]
    for (const supplier of this.suppliers) supplier.follow(history, to, columns)
    for (const source of this.sources) {
      if (source.late) this.settleWarmup(source)
      advanceSource(source, history, { from: this.count, to, columns })
    }
    this.count = to
  }

  /** No history is taken any more. */
  close(): void {
    this.count = Number.POSITIVE_INFINITY
  }

  private isLate(feature: Feature): boolean {
    const maker = this.makers.get(feature)
    return maker !== undefined && (!('outputs' in maker) || maker.late)
  }

  private settleWarmup(source: Source): void {
    let before = 0
    for (const input of source.inputs) if (input instanceof Feature) before = Math.max(before, this.warmupOf(input))
    source.warmup = before + source.indicator.warmup(source.params)
  }
}

function inputsOf({ id, inputs }: Pick<Indicator, 'id' | 'inputs'>, on: UsedOn | undefined): readonly (Field | Feature)[] {
  if (on === undefined) return inputs
  const given = typeof on === 'string' || on instanceof Feature ? [on] : on
  if (given.length === inputs.length) return given
  const wrong =
    given.length === 1
      ? 'cannot be used on a single feature'
      : `cannot be used on ${given.length} features; give ${inputs.length === 1 ? 'one' : `${inputs.length}, in this order`}`
  throw new ConfigError('strategy/use', `${id} reads ${inputs.join(', ')} and ${wrong}`, { indicator: id })
}

/** From which bar to which, and where shared columns are. */
interface Advance {
  readonly from: number
  readonly to: number
  readonly columns: ColumnCache | undefined
}

/** The column itself when it is not longer: shared columns are known by their identity. */
export function firstBars(column: Column, to: number): Column {
  return column.length === to ? column : column.subarray(0, to)
}

/** Brings an indicator's columns from `from` to `to` bars. */
function advanceSource(source: Source, history: History, { from, to, columns: cache }: Advance): void {
  const inputs = source.inputs.map(input => firstBars(input instanceof Feature ? input.column : history[input], to))
  if (from === 0) {
    // Bars have no holes; features may.
    const finite = source.inputs.every(input => !(input instanceof Feature))
    const { indicator, params } = source
    // What a supplier gives is made anew for every strategy: kept in the cache, nobody would ever find it again.
    const columns =
      cache === undefined || source.late
        ? runIndicator(indicator, params, inputs, { finite })
        : cache.run({ indicator, params, inputs, finite })
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
export function grown(column: Column, from: number, to: number): Float64Array {
  if (column instanceof Float64Array && column.length >= to) return column
  const larger = emptyColumn(Math.max(to, 2 * from))
  larger.set(column.subarray(0, from) as Float64Array)
  return larger
}
