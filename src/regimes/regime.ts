import { ConfigError } from '../base/errors.ts'
import { defineIndicator, type Indicator, type Params } from '../indicators/indicator.ts'
import type { Field } from '../market/bars.ts'

/** A regime has its settings built in and takes no parameters. */
type NoParams = Readonly<Record<never, number>>

/**
 * One bar's inputs in, the position of its label in {@link RegimeDefinition.labels} out; NaN while that is not known.
 */
export type RegimeStep = (a: number, b: number, c: number, d: number) => number

/**
 * What a regime is, before {@link defineRegime} makes it usable.
 */
export interface RegimeDefinition<L extends string = string> {
  /** Name in snake_case. */
  readonly id: string
  /** The columns it reads, four at most. */
  readonly inputs: readonly Field[]
  /** The names of its labels, each once. The position of a label is its code. */
  readonly labels: readonly L[]
  /** Index of the first bar with a label. */
  readonly warmup: number
  /** A fresh step function. */
  readonly start: () => RegimeStep
}

/**
 * A rule that gives every bar a label, known at that bar's close and never changed by what comes later. It is an indicator whose
 * `value` is the code of the label (its position in `labels`), NaN before the first one: `labelBars` turns a whole history into
 * labels, `RegimeWatch` follows a live market, and a strategy can `use` it.
 *
 * @example
 * ```ts
 * import { Strategy, trendRegime } from 'peak-trade'
 *
 * const trend = trendRegime({ method: 'adx' })
 * class WithTheTrend extends Strategy {
 *   static override readonly id = 'with_the_trend'
 *   private readonly now = this.use(trend)
 *   protected override decide() {
 *     return this.now.value === trend.codes.up ? 1 : 0
 *   }
 * }
 * trend.labels.join() // 'down,sideways,up'
 * ```
 */
export interface Regime<L extends string = string> extends Indicator<NoParams, Field, 'value'> {
  /** The names of its labels; the position of a label is its code. */
  readonly labels: readonly L[]
  /** The code of each label. */
  readonly codes: Readonly<Record<L, number>>
}

/** Codes are kept in a byte, with -1 for "not known". */
const MAX_LABELS = 127

/**
 * Makes a regime from its definition. `checkRegime` proves that it keeps its promises.
 *
 * @throws {@link ConfigError} `regime/labels` for no label, an empty one, the same one twice, or more than 127; `regime/inputs` for
 * no column, the same one twice, or more than four.
 *
 * @example
 * ```ts
 * import { defineRegime, labelAt, labelBars, syntheticBars } from 'peak-trade'
 *
 * const candle = defineRegime({
 *   id: 'candle',
 *   inputs: ['open', 'close'],
 *   labels: ['red', 'green'],
 *   warmup: 0,
 *   start: () => (open, close) => (close >= open ? 1 : 0),
 * })
 * labelAt(labelBars(syntheticBars({ seed: 1, length: 10 }), candle), 0) // 'red' or 'green'
 * ```
 */
export function defineRegime<const L extends string>(definition: RegimeDefinition<L>): Regime<L> {
  const { id, inputs, labels, warmup, start } = definition
  checkLabels(id, labels)
  if (inputs.length < 1 || inputs.length > 4 || new Set(inputs).size !== inputs.length)
    throw new ConfigError(
      'regime/inputs',
      `${id} reads ${inputs.length === 0 ? 'nothing' : inputs.join(', ')}; a regime reads one to four different columns`,
      { regime: id },
    )
  const indicator = defineIndicator<NoParams, Field, 'value'>({
    id,
    inputs,
    outputs: ['value'],
    params: {},
    warmup: () => warmup,
    start,
  })
  const codes = Object.fromEntries(labels.map((label, code) => [label, code])) as Record<L, number>
  return Object.assign(indicator, { labels: Object.freeze([...labels]), codes: Object.freeze(codes) })
}

function checkLabels(id: string, labels: readonly string[]): void {
  const twice = labels.find((label, k) => labels.indexOf(label) !== k)
  if (labels.length > 0 && labels.length <= MAX_LABELS && twice === undefined && !labels.includes('')) return
  const fault =
    twice !== undefined
      ? `the label "${twice}" twice`
      : labels.includes('')
        ? 'a label without a name'
        : labels.length === 0
          ? 'no label'
          : `${labels.length} labels, more than ${MAX_LABELS}`
  throw new ConfigError('regime/labels', `${id} has ${fault}; give each label a name of its own`, { regime: id, labels: [...labels] })
}

/** The step of a regime as what it is: an indicator's step with one output. */
export function startRegime(regime: Regime): RegimeStep {
  return regime.start({} as Params & NoParams) as RegimeStep
}

/** Index of the first bar with a label. */
export function warmupOf(regime: Regime): number {
  return regime.warmup({} as Params & NoParams)
}
