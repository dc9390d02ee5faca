import { ConfigError } from '../base/errors.ts'
import { didYouMean } from '../base/nearest.ts'
import type { Regime } from '../regimes/regime.ts'
import { type LabeledHistory, labelBars } from '../regimes/regime-labels.ts'
import { type RiskRegimeOptions, riskRegime } from '../regimes/risk-regime.ts'
import { steadyRegime } from '../regimes/steady-regime.ts'

/**
 * How much risk is taken in which regime. A scale multiplies the weights of all sleeves.
 *
 * @example
 * ```ts
 * import { type RegimeScaling, scaleByRegime, syntheticBars, volatilityRegime } from 'peak-trade'
 *
 * const scaling: RegimeScaling = { regime: volatilityRegime({ lookback: 100 }), scales: { low: 1, normal: 1, high: 0.3 }, dwell: 10 }
 * scaleByRegime(syntheticBars({ seed: 1, length: 500 }), scaling)[0] // 0.3
 * ```
 */
export interface RegimeScaling {
  /** Labels every bar; default a risk regime with these options. */
  readonly regime?: Regime<string> | RiskRegimeOptions | undefined
  /** Scale of every label, from 0 to 10; default `{ risk_on: 1, neutral: 0.5, risk_off: 0 }`. */
  readonly scales?: Readonly<Record<string, number>> | undefined
  /** Scale before the first label; default the smallest of `scales`. */
  readonly initial?: number | undefined
  /** The symbol whose bars are labeled; default every sleeve looks at its own. */
  readonly symbol?: string | undefined
  /** A label stays for at least so many bars; default 1, for a risk regime made from options 5. */
  readonly dwell?: number | undefined
  /** A new label has to be seen on so many bars in a row; default 1. */
  readonly confirm?: number | undefined
  /** Moves from scale to scale by an exponential average over so many bars instead of at once; default 0. */
  readonly smoothing?: number | undefined
}

/** What risk is taken when nothing else is said. */
const RISK_SCALES: Readonly<Record<string, number>> = { risk_on: 1, neutral: 0.5, risk_off: 0 }

/** An average never quite arrives; from here on it has, so that positions are not adjusted by nothing forever. */
const ARRIVED = 0.001

/**
 * The regime that a scaling goes by, reluctance included: for labels that fit the scales of `scaleByRegime`. The label with the smallest
 * scale waits for nothing, so that `dwell` and `confirm` only delay taking more risk, and moves between the other scales.
 *
 * @throws {@link ConfigError} `portfolio/regime` for a scale that is none, a scale of a label that the regime does not have, or a label without
 * a scale; what `riskRegime` and `steadyRegime` throw.
 *
 * @example
 * ```ts
 * import { labelBars, scalingRegime, syntheticBars } from 'peak-trade'
 *
 * const labels = labelBars(syntheticBars({ seed: 1, length: 500 }), scalingRegime({ confirm: 3 }))
 * labels.labels // ['risk_off', 'neutral', 'risk_on']
 * ```
 */
export function scalingRegime(scaling: RegimeScaling): Regime<string> {
  const { regime, dwell, confirm = 1 } = scaling
  const given = typeof regime === 'function' ? regime : riskRegime({ ...regime, ...(dwell === undefined ? {} : { minBars: dwell }) })
  const scales = scalesOf(given, scaling)
  const least = Math.min(...scales)
  return steadyRegime(given as Regime<string>, {
    minBars: dwell ?? 1,
    confirmBars: confirm,
    urgent: given.labels.filter((_, code) => scales[code] === least),
  })
}

/**
 * How much risk to take at each bar: the scale of its regime, known at its close. Never NaN.
 *
 * Before the first label it is the smallest scale, unless `initial` says otherwise: what is not known yet is no reason to take risk, and most
 * strategies have no position then either. On a bar without a label later on the scale stays as it is. With `smoothing` it moves by
 * `2 / (smoothing + 1)` of what is left on every bar, and arrives when less than 0.001 is left.
 *
 * @param bars - Of the market that is labeled. `scaling.symbol` is for those who choose it.
 * @returns One scale per bar, 0 or more.
 * @throws {@link ConfigError} `portfolio/regime` for scales, `initial` or `smoothing` that make no sense, and what {@link scalingRegime} throws.
 *
 * @example
 * ```ts
 * import { scaleByRegime, syntheticBars } from 'peak-trade'
 *
 * const bars = syntheticBars({ seed: 1, length: 2000, kind: 'regimes' })
 * const scale = scaleByRegime(bars, { scales: { risk_on: 1, neutral: 0.6, risk_off: 0.1 }, smoothing: 10 })
 * scale[0] // 0.1
 * scale.every(one => one >= 0.1 && one <= 1) // true
 * ```
 */
export function scaleByRegime(bars: LabeledHistory, scaling: RegimeScaling): Float64Array {
  const regime = scalingRegime(scaling)
  const scales = Float64Array.from(scalesOf(regime, scaling))
  const { initial = Math.min(...scales), smoothing = 0 } = scaling
  checkScale('initial', initial)
  if (!(smoothing >= 0 && smoothing <= 1e6))
    throw new ConfigError('portfolio/regime', `smoothing is ${smoothing}; it is a number of bars, 0 for none`, { smoothing })
  const step = smoothing > 1 ? 2 / (smoothing + 1) : 1
  const { codes } = labelBars(bars, regime)
  const column = new Float64Array(codes.length)
  let aim = initial
  let scale = initial
  for (let i = 0; i < column.length; i++) {
    if (codes[i] >= 0) aim = scales[codes[i]]
    const left = aim - scale
    scale = step === 1 || Math.abs(left) < ARRIVED ? aim : scale + step * left
    column[i] = scale
  }
  return column
}

/** The scale of each label, in the order of the labels. */
function scalesOf(regime: Regime<string>, { scales = RISK_SCALES }: RegimeScaling): number[] {
  const { labels } = regime
  for (const [label, scale] of Object.entries(scales)) {
    checkScale(label, scale)
    if (!labels.includes(label)) throw refuse(`${regime.id} has no label "${label}"${didYouMean(label, labels, { otherwise: '' })}`, regime)
  }
  const missing = labels.find(label => !Object.hasOwn(scales, label))
  if (missing !== undefined) throw refuse(`there is no scale for the label "${missing}" of ${regime.id}; give each label one.`, regime)
  return labels.map(label => scales[label])
}

function refuse(problem: string, { id, labels }: Regime<string>): ConfigError {
  return new ConfigError('portfolio/regime', `${problem} Labels: ${labels.join(', ')}`, { regime: id })
}

function checkScale(name: string, scale: number): void {
  if (!(scale >= 0 && scale <= 10))
    throw new ConfigError('portfolio/regime', `the scale "${name}" is ${scale}; a scale multiplies weights and lies between 0 and 10`, {
      name,
      scale,
    })
}
