import { type Column, emptyColumn } from '../base/column.ts'
import { ConfigError, DataError } from '../base/errors.ts'
import { didYouMean } from '../base/nearest.ts'
import type { Field } from '../market/bars.ts'

/**
 * A numeric parameter of an indicator: its default and the range that makes sense.
 */
export interface ParamSpec {
  readonly default: number
  readonly min: number
  readonly max?: number
  /** True for counts of bars. */
  readonly integer?: boolean
}

/** Parameter values by name. */
export type Params = Readonly<Record<string, number>>

/**
 * One bar's inputs in, that bar's output out: the definition of an indicator. Inputs come in the order of
 * {@link Indicator.inputs} and are finite; the result is NaN until the indicator knows enough. An indicator with
 * several outputs returns them in the order of {@link Indicator.outputs}, in an array that it may reuse.
 */
export type Step = (a: number, b: number, c: number, d: number) => number | readonly number[]

/**
 * What an indicator is, before {@link defineIndicator} makes it callable.
 */
export interface IndicatorDefinition<P extends Params, I extends Field, O extends string> {
  /** Name in snake_case, as users type it. */
  readonly id: string
  /** The columns it reads. A single `close` means "any one column, the close unless told otherwise". */
  readonly inputs: readonly I[]
  /** Names of its outputs; exactly `['value']` when there is only one. */
  readonly outputs: readonly O[]
  readonly params: { readonly [K in keyof P]: ParamSpec }
  /** A sentence when parameters contradict each other. */
  readonly check?: (params: P) => string | undefined
  /** Index of the first bar with all outputs known. */
  readonly warmup: (params: P) => number
  /** A fresh step function. */
  readonly start: (params: P) => Step
  /**
   * Optional fast form over whole columns of finite values: `fill(params, outputs, a, b, c, d)`. Outputs arrive as NaN before
   * {@link warmup} and undefined from there on: write every one of those bars, with NaN where there is no value. Must produce
   * the same bits as the step; the contract suite proves it.
   */
  readonly fill?: (params: P, outputs: readonly Float64Array[], a: Column, b: Column, c: Column, d: Column) => void
}

/** What an indicator can be called on: one column, or an object with the columns that it reads (such as `Bars`). */
export type IndicatorSource<I extends Field> = ([I] extends ['close'] ? Column : never) | { readonly [K in I]: Column }

/** One column, or one per output. */
export type IndicatorResult<O extends string> = [O] extends ['value'] ? Float64Array : { readonly [K in O]: Float64Array }

/**
 * A calculation over columns that never looks ahead: call it on a column (or on bars), or let a strategy `use` it.
 * All results have the length of the input and are NaN before {@link IndicatorDefinition.warmup}.
 * A NaN in front of the input delays the start; a NaN inside it is skipped as if that bar did not exist. Infinity counts as
 * NaN.
 *
 * @example
 * ```ts
 * import { macd, sma, syntheticBars } from 'peak-trade'
 *
 * const bars = syntheticBars({ seed: 1, length: 200 })
 * sma(bars, { period: 20 }) // average of the last 20 closes
 * sma(bars.high, { period: 20 }) // the same of the highs
 * macd(bars).histogram // several outputs come as an object of columns
 * ```
 */
export interface Indicator<P extends Params = Params, I extends Field = Field, O extends string = string>
  extends IndicatorDefinition<P, I, O> {
  (source: IndicatorSource<I>, params?: Partial<P>): IndicatorResult<O>
}

/**
 * Makes an indicator from its definition.
 *
 * @example
 * ```ts
 * import { defineIndicator } from 'peak-trade'
 *
 * const change = defineIndicator({
 *   id: 'change',
 *   inputs: ['close'],
 *   outputs: ['value'],
 *   params: {},
 *   warmup: () => 1,
 *   start: () => {
 *     let previous = NaN
 *     return close => {
 *       const result = close - previous
 *       previous = close
 *       return result
 *     }
 *   },
 * })
 * change(Float64Array.of(1, 4, 2)) // NaN, 3, -2
 * ```
 */
export function defineIndicator<P extends Params, I extends Field, O extends string>(
  definition: IndicatorDefinition<P, I, O>,
): Indicator<P, I, O> {
  const call = (source: IndicatorSource<I>, params?: Partial<P>): IndicatorResult<O> => {
    const resolved = resolveParams(definition, params)
    const inputs = inputColumns(definition, source)
    const outputs = runIndicator(definition, resolved, inputs)
    if (definition.outputs.length === 1) return outputs[0] as IndicatorResult<O>
    return Object.fromEntries(definition.outputs.map((name, k) => [name, outputs[k]])) as IndicatorResult<O>
  }
  return Object.assign(call, definition)
}

/**
 * Parameters with defaults filled in, each checked against its range.
 *
 * @throws {@link ConfigError} `indicator/param` for an unknown name, a value out of range or a contradiction.
 */
export function resolveParams<P extends Params>(
  definition: Pick<IndicatorDefinition<P, Field, string>, 'id' | 'params' | 'check'>,
  given: Partial<P> = {},
): P {
  const specs: Readonly<Record<string, ParamSpec>> = definition.params
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(specs, name)) {
      const known = Object.keys(specs)
      throw new ConfigError(
        'indicator/param',
        `${definition.id} has no parameter "${name}"${didYouMean(name, known)} Known: ${known.join(', ') || 'none'}`,
        { indicator: definition.id, param: name },
      )
    }
  }
  const params: Record<string, number> = {}
  for (const [name, spec] of Object.entries(specs)) {
    const value = given[name] ?? spec.default
    const max = spec.max ?? Number.MAX_SAFE_INTEGER
    if (!(value >= spec.min && value <= max) || (spec.integer === true && !Number.isInteger(value))) {
      const range = `${spec.integer === true ? 'a whole number' : 'a number'} from ${spec.min}${spec.max === undefined ? '' : ` to ${spec.max}`}`
      throw new ConfigError('indicator/param', `${definition.id}: ${name} is ${value}, it must be ${range}`, {
        indicator: definition.id,
        param: name,
        value,
      })
    }
    params[name] = value
  }
  const contradiction = definition.check?.(params as P)
  if (contradiction !== undefined)
    throw new ConfigError('indicator/param', `${definition.id}: ${contradiction}`, { indicator: definition.id })
  return params as P
}

function inputColumns<I extends Field>(
  definition: Pick<IndicatorDefinition<Params, I, string>, 'id' | 'inputs'>,
  source: IndicatorSource<I>,
): Column[] {
  const columns = definition.inputs.map(name => (isColumn(source) ? source : (source as Record<Field, Column>)[name]))
  for (const [k, column] of columns.entries()) {
    if (!isColumn(column))
      throw new DataError(
        'indicator/input',
        `${definition.id} reads "${definition.inputs[k]}", which is missing; pass bars, or an object with ${definition.inputs.join(', ')}`,
        { indicator: definition.id },
      )
    if (column.length !== columns[0].length)
      throw new DataError(
        'indicator/input',
        `${definition.id}: "${definition.inputs[k]}" has ${column.length} values, "${definition.inputs[0]}" has ${columns[0].length}`,
        { indicator: definition.id },
      )
  }
  return columns
}

function isColumn(value: unknown): value is Column {
  return value instanceof Float64Array
}

/** How {@link runIndicator} runs. */
export interface RunOptions {
  /** True when the inputs are known to be finite behind any leading NaNs, as bars are: saves looking for holes. */
  readonly finite?: boolean
}

/**
 * Runs an indicator over whole columns: by its `fill` where it has one and the input has no holes, else step by step.
 */
export function runIndicator<P extends Params>(
  definition: IndicatorDefinition<P, Field, string>,
  params: P,
  inputs: readonly Column[],
  options?: RunOptions,
): Float64Array[] {
  const length = inputs[0].length
  const start = firstComplete(inputs)
  if (definition.fill === undefined || !(options?.finite === true || isComplete(inputs, start))) {
    const outputs = definition.outputs.map(() => emptyColumn(length))
    stepThrough(definition.start(params), inputs, outputs, start, length)
    return outputs
  }
  // Only the bars before the warm-up: fresh memory is slow enough to be written once.
  const blank = start + definition.warmup(params)
  const outputs = definition.outputs.map(() => new Float64Array(length).fill(Number.NaN, 0, blank))
  const from = start === 0 ? inputs : inputs.map(column => column.subarray(start))
  const into = start === 0 ? outputs : outputs.map(column => column.subarray(start))
  definition.fill(params, into, from[0], from[1], from[2], from[3])
  return outputs
}

/**
 * Feeds bars `from` (included) to `to` (excluded) to a step function and writes what it returns. Bars on which an input is
 * not finite are skipped and stay as they are.
 */
export function stepThrough(step: Step, inputs: readonly Column[], outputs: readonly Float64Array[], from: number, to: number): void {
  const [a, b = a, c = a, d = a] = inputs
  const single = outputs.length === 1 ? outputs[0] : undefined
  for (let i = from; i < to; i++) {
    if (a[i] * 0 + b[i] * 0 + c[i] * 0 + d[i] * 0 !== 0) continue
    const result = step(a[i], b[i], c[i], d[i])
    if (single !== undefined) single[i] = result as number
    else for (let k = 0; k < outputs.length; k++) outputs[k][i] = (result as readonly number[])[k]
  }
}

function firstComplete(inputs: readonly Column[]): number {
  let start = 0
  for (const column of inputs) {
    while (start < column.length && !Number.isFinite(column[start])) start++
  }
  return start
}

function isComplete(inputs: readonly Column[], start: number): boolean {
  for (const column of inputs) if (!isFiniteFrom(column, start)) return false
  return true
}

/** Zero times anything finite is zero: four sums that a single NaN or Infinity turns into NaN, without a branch per value. */
function isFiniteFrom(column: Column, start: number): boolean {
  const { length } = column
  let a = 0
  let b = 0
  let c = 0
  let d = 0
  let i = start
  for (; i < length - 3; i += 4) {
    a += column[i] * 0
    b += column[i + 1] * 0
    c += column[i + 2] * 0
    d += column[i + 3] * 0
  }
  for (; i < length; i++) a += column[i] * 0
  return a + b + c + d === 0
}
