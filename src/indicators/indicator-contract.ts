import { type Random, seededRandom } from '../base/random.ts'
import { type Refusal, type Verdict, verdict } from '../base/verdict.ts'
import type { Field } from '../market/bars.ts'
import { type Indicator, type Params, resolveParams, runIndicator, stepThrough } from './indicator.ts'
import { type TestHistory, testHistory } from './indicator-histories.ts'

/**
 * How {@link checkIndicator} looks.
 */
export interface IndicatorCheck<P extends Params = Params> {
  /** Check exactly these; without them half of the histories use the defaults and half use random ones. */
  readonly params?: Partial<P>
  /** Number of random histories, 200 unless told otherwise. */
  readonly histories?: number
  readonly seed?: string | number
}

/** One history, cut to the columns that an indicator reads, and what came out of it. */
interface Trial {
  readonly indicator: Indicator
  readonly params: Params
  readonly history: TestHistory
  readonly inputs: readonly Float64Array[]
  readonly outputs: readonly Float64Array[]
  /** The same bar by bar: the definition itself. */
  readonly stepped: readonly Float64Array[]
  readonly warmup: number
  readonly random: Random
  readonly refuse: (kind: string, what: string) => void
}

/**
 * Checks that an indicator is one: on many random histories (random walks, still stretches, spikes of 1e15, tiny and large
 * prices, ticks, rises, falls, NaNs in front and within) it proves that
 *
 * - its `fill` gives the bits of its `step` (`indicator/fill`), whatever piece of history it is given (`indicator/chop`);
 * - nothing is known before `warmup`, and everything is on it (`indicator/warmup`);
 * - changing later bars changes nothing before them (`indicator/look-ahead`);
 * - missing bars are skipped (`indicator/gaps`), two runs do not disturb each other (`indicator/state`), the input is left
 *   alone (`indicator/input`), results are as long as it (`indicator/length`), never infinite (`indicator/infinite`), and
 *   nothing is thrown (`indicator/error`).
 *
 * @returns A verdict with the first refusal of each kind; the message says on which history and bar.
 *
 * @example
 * ```ts
 * import { sma } from 'peak-trade'
 * import { checkIndicator } from 'peak-trade/testing'
 *
 * checkIndicator(sma, { params: { period: 5 }, histories: 50 }).ok // true
 * ```
 */
export function checkIndicator<P extends Params, I extends Field, O extends string>(
  indicator: Indicator<P, I, O>,
  { params, histories = 200, seed = 1 }: IndicatorCheck<P> = {},
): Verdict {
  const refusals = new Map<string, Refusal>()
  const subject = indicator as unknown as Indicator
  for (let number = 0; number < histories; number++) {
    const random = seededRandom(`${seed}/${number}`)
    const chosen = params === undefined && number % 2 === 1 ? randomParams(subject, random) : resolveParams(subject, params as Params)
    const where = `history ${number}, seed ${JSON.stringify(seed)}, ${JSON.stringify(chosen)}`
    const refuse = (kind: string, what: string): void => {
      const code = `indicator/${kind}`
      if (!refusals.has(code)) refusals.set(code, { code, message: `${indicator.id}: ${what} (${where})` })
    }
    try {
      checkHistory({ indicator: subject, params: chosen, random, number, refuse })
    } catch (error) {
      refuse('error', `threw ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  return verdict([...refusals.values()])
}

/** Small random values, so that short histories see many blocks and windows; the defaults when they contradict each other. */
function randomParams(indicator: Indicator, random: Random): Params {
  const chosen: Record<string, number> = {}
  for (const [name, spec] of Object.entries(indicator.params)) {
    const width = Math.min((spec.max ?? Number.POSITIVE_INFINITY) - spec.min, spec.integer === true ? 12 : 2 * Math.abs(spec.default) + 1)
    chosen[name] = spec.integer === true ? spec.min + random.integer(Math.floor(width) + 1) : spec.min + width * random.uniform()
  }
  return indicator.check?.(chosen) === undefined ? chosen : resolveParams(indicator)
}

function checkHistory(what: Pick<Trial, 'indicator' | 'params' | 'random' | 'refuse'> & { readonly number: number }): void {
  const { indicator, params, random, refuse } = what
  const warmup = indicator.warmup(params)
  const length = random.uniform() < 0.15 ? random.integer(warmup + 2) : warmup + 1 + random.integer(120)
  const history = testHistory(random, { number: what.number, length })
  const inputs = indicator.inputs.map(name => history.columns[name])
  const before = inputs.map(column => column.slice())
  const outputs = runIndicator(indicator, params, inputs)
  if (!sameColumns(inputs, before)) refuse('input', 'changed its input')
  if (outputs.length !== indicator.outputs.length || outputs.some(column => column.length !== length)) {
    refuse('length', `gave columns of ${outputs.map(column => column.length).join(', ')} bars for ${length}`)
    return
  }
  const stepped = blank(outputs)
  stepThrough(indicator.start(params), before, stepped, 0, length)
  const trial: Trial = { ...what, history, inputs: before, outputs, stepped, warmup }
  checkValues(trial)
  checkStep(trial)
  checkPieces(trial)
  checkFuture(trial)
  checkGaps(trial)
}

function checkValues({ outputs, history, warmup, refuse }: Trial): void {
  const moving = history.kind === 'walk' || history.kind === 'tiny' || history.kind === 'large'
  for (let i = 0; i < history.length; i++) {
    const known = outputs.filter(column => !Number.isNaN(column[i])).length
    if (outputs.some(column => Math.abs(column[i]) === Number.POSITIVE_INFINITY)) refuse('infinite', `gave Infinity at bar ${i}`)
    if (i < warmup && known === outputs.length) refuse('warmup', `knows all outputs at bar ${i}, before its warm-up ${warmup}`)
    if (i === warmup && moving && known < outputs.length) refuse('warmup', `does not know all outputs at its warm-up, bar ${warmup}`)
  }
}

/** Fill against step, and a step next to another one that follows another history at the same time. */
function checkStep({ indicator, params, inputs, outputs, stepped, refuse }: Trial): void {
  const bar = firstDifference(outputs, stepped)
  if (bar >= 0) refuse('fill', `fill and step differ at bar ${bar}: ${valuesAt(outputs, bar)} and ${valuesAt(stepped, bar)}`)
  const disturbed = blank(outputs)
  const other = inputs.map(column => column.slice().reverse())
  const ignored = blank(outputs)
  const first = indicator.start(params)
  const second = indicator.start(params)
  for (let i = 0; i < disturbed[0].length; i++) {
    stepThrough(first, inputs, disturbed, i, i + 1)
    stepThrough(second, other, ignored, i, i + 1)
  }
  const shared = firstDifference(stepped, disturbed)
  if (shared >= 0) refuse('state', `two runs at the same time disturb each other at bar ${shared}; keep state inside start()`)
}

/** Any first piece of a history gives the beginning of what the whole gives. */
function checkPieces({ indicator, params, inputs, outputs, random, refuse }: Trial): void {
  const { length } = outputs[0]
  for (let round = 0; round < 3; round++) {
    const cut = random.integer(length + 1)
    const piece = runIndicator(
      indicator,
      params,
      inputs.map(column => column.slice(0, cut)),
    )
    const bar = firstDifference(
      piece,
      outputs.map(column => column.subarray(0, cut)),
    )
    if (bar >= 0)
      refuse('chop', `the first ${cut} bars alone give ${valuesAt(piece, bar)} at bar ${bar}, all give ${valuesAt(outputs, bar)}`)
  }
}

/** Later bars become something else, so what came before must not move. */
function checkFuture({ indicator, params, inputs, outputs, random, refuse }: Trial): void {
  const { length } = outputs[0]
  if (length < 2) return
  for (const poison of [1e9, -7, 0.5]) {
    const cut = 1 + random.integer(length - 1)
    const poisoned = inputs.map(column => column.slice().fill(poison, cut))
    const changed = runIndicator(indicator, params, poisoned)
    const bar = firstDifference(
      changed.map(column => column.subarray(0, cut)),
      outputs.map(column => column.subarray(0, cut)),
    )
    if (bar >= 0) refuse('look-ahead', `bar ${bar} changes when the bars from ${cut} on become ${poison}; it must not know them`)
  }
}

/** Bars in front and within go missing: the others must look as if those had never been there. */
function checkGaps({ indicator, params, inputs, outputs, stepped, random, refuse }: Trial): void {
  const { length } = outputs[0]
  const lead = random.integer(5)
  const kept: number[] = []
  const holes = random.uniform() < 0.5 ? 0 : 0.2
  const total = lead + 2 * length
  for (let at = lead; kept.length < length && at < total; at++) if (random.uniform() >= holes) kept.push(at)
  const gappy = inputs.map(column => {
    const spread = new Float64Array(total).fill(Number.NaN)
    for (const [i, at] of kept.entries()) spread[at] = column[i]
    return holes === 0 ? spread.subarray(0, lead + length) : spread
  })
  const results = runIndicator(indicator, params, gappy)
  const present = results.map(column => Float64Array.from(kept, at => column[at]))
  const whole = (holes === 0 ? outputs : stepped).map(column => column.subarray(0, kept.length))
  const bar = firstDifference(present, whole)
  if (bar >= 0)
    refuse('gaps', `with missing bars, bar ${bar} of those present is ${valuesAt(present, bar)}, without ${valuesAt(whole, bar)}`)
  const isBar = new Set(kept)
  for (let i = 0; i < results[0].length; i++)
    if (!isBar.has(i) && results.some(column => !Number.isNaN(column[i]))) refuse('gaps', `has a value on the missing bar ${i}`)
}

/** The first bar on which two sets of columns differ in a bit, or -1. All NaNs are one. */
function firstDifference(left: readonly Float64Array[], right: readonly Float64Array[]): number {
  for (let i = 0; i < left[0].length; i++) for (let k = 0; k < left.length; k++) if (!Object.is(left[k][i], right[k][i])) return i
  return -1
}

function blank(columns: readonly Float64Array[]): Float64Array[] {
  return columns.map(column => new Float64Array(column.length).fill(Number.NaN))
}

function sameColumns(left: readonly Float64Array[], right: readonly Float64Array[]): boolean {
  return left.length === 0 || firstDifference(left, right) < 0
}

function valuesAt(columns: readonly Float64Array[], bar: number): string {
  return columns.map(column => column[bar]).join(' | ')
}
