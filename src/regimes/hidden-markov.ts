import type { Column } from '../base/column.ts'
import { ConfigError, DataError } from '../base/errors.ts'
import { resolveParams } from '../indicators/indicator.ts'
import { estimate, type MarkovParams } from './hidden-markov-estimate.ts'
import { startingPoints } from './hidden-markov-starts.ts'

/**
 * A Gaussian hidden Markov model of returns: in each state returns are normal and independent, and the next state depends on the
 * present one only. States are in the order of their volatility, the calmest first.
 */
export interface HiddenMarkovModel {
  /** Mean return of a bar in each state. */
  readonly means: readonly number[]
  /** Standard deviation of the return of a bar in each state; all 0 for returns that do not vary. */
  readonly deviations: readonly number[]
  /** Probability of each state on the first bar. */
  readonly initial: readonly number[]
  /** `transitions[a][b]`: probability that state b follows on state a. */
  readonly transitions: readonly (readonly number[])[]
}

/**
 * A model with what is known about how it was found.
 */
export interface HiddenMarkovFit extends HiddenMarkovModel {
  /** Natural logarithm of the density of the returns under the model; NaN for returns that do not vary. */
  readonly logLikelihood: number
  /**
   * By how much the model beats a single normal distribution in the Bayesian information criterion (Schwarz 1978), which charges for
   * each parameter; positive speaks for states, negative says that there is nothing to tell apart. NaN for returns that do not vary.
   */
  readonly bicGain: number
  /** Steps of the last refinement. */
  readonly iterations: number
  /** False when the steps ran out before the gain of one fell below the tolerance. */
  readonly converged: boolean
}

/**
 * Options of {@link fitHiddenMarkov}.
 */
export interface HiddenMarkovFitOptions {
  /** Number of states, 2 to 4; default 2. */
  readonly states?: number
  /** Steps at most; default 200. */
  readonly maxIterations?: number
  /** Stops when a step gains less log likelihood per return; default 1e-6. */
  readonly tolerance?: number
  /** A model of earlier returns, to go on from; then fewer other starting points are tried. */
  readonly from?: HiddenMarkovModel
}

/**
 * Fits a Gaussian hidden Markov model to returns by maximum likelihood (Baum–Welch with scaling; Rabiner 1989).
 *
 * Several starting points, all made from the data and none random, take a few steps each, and the best goes on. A state that
 * narrows down to a single value stops at a hundredth of the overall deviation. Returns that do not vary give deviations of 0, means
 * equal to the return and even transitions. The model describes the whole column, its end included: for labels without look-ahead
 * use `hiddenMarkovRegime`, which fits on the past only.
 *
 * @throws {@link DataError} `regime/returns` for fewer than five returns per state or a return that is not a finite number;
 * {@link ConfigError} `indicator/param`, `regime/model`.
 *
 * @example
 * ```ts
 * import { fitHiddenMarkov, returnsOf, syntheticBars } from 'peak-trade'
 *
 * const regimes = [
 *   { drift: 0, volatility: 0.2, meanBars: 200 },
 *   { drift: 0, volatility: 1, meanBars: 50 },
 * ]
 * const bars = syntheticBars({ seed: 1, length: 3000, kind: 'regimes', regimes })
 * const model = fitHiddenMarkov(returnsOf(bars.close))
 * model.deviations[1] / model.deviations[0] > 4 // true
 * model.bicGain > 0 // true
 * ```
 */
export function fitHiddenMarkov(returns: Column, options: HiddenMarkovFitOptions = {}): HiddenMarkovFit {
  const { from, ...numbers } = options
  const { states, maxIterations, tolerance } = resolveParams<Record<string, number>>(
    {
      id: 'fitHiddenMarkov',
      params: {
        states: { default: 2, min: 2, max: 4, integer: true },
        maxIterations: { default: 200, min: 1, integer: true },
        tolerance: { default: 1e-6, min: 0 },
      },
    },
    { ...numbers },
  )
  checkReturns(returns, states)
  if (from !== undefined) checkModel(from, states)
  const { length } = returns
  const { center, deviation } = spreadOf(returns)
  // All values equal but for the rounding of their last bits.
  if (!(deviation > 2 ** -40 * Math.abs(center))) return flatFit(center, states)
  const values = new Float64Array(length)
  for (let i = 0; i < length; i++) values[i] = (returns[i] - center) / deviation
  const starts = startingPoints(values, { states, few: from !== undefined })
  if (from !== undefined && from.deviations[0] > 0) starts.push(standardize(from, center, deviation))
  let best = estimate(values, starts[0], { maxIterations: Math.min(SHORT, maxIterations), tolerance })
  for (const start of starts.slice(1)) {
    const rival = estimate(values, start, { maxIterations: Math.min(SHORT, maxIterations), tolerance })
    if (rival.logLikelihood > best.logLikelihood) best = rival
  }
  if (!best.converged && maxIterations > SHORT) best = estimate(values, best.params, { maxIterations: maxIterations - SHORT, tolerance })
  const logLikelihood = best.logLikelihood - length * Math.log(deviation)
  const single = -(length / 2) * (Math.log(2 * Math.PI * deviation * deviation) + 1)
  const parameters = states - 1 + states * (states - 1) + 2 * states
  return {
    ...toModel(best.params, center, deviation),
    logLikelihood,
    bicGain: 2 * (logLikelihood - single) - (parameters - 2) * Math.log(length),
    iterations: best.iterations,
    converged: best.converged,
  }
}

/** Steps that every starting point may take before the best of them goes on. */
const SHORT = 10

function checkReturns(returns: Column, states: number): void {
  if (returns.length < 5 * states)
    throw new DataError('regime/returns', `${returns.length} returns are too few for ${states} states; five per state are the least`, {
      returns: returns.length,
      states,
    })
  for (let i = 0; i < returns.length; i++)
    if (!Number.isFinite(returns[i]))
      throw new DataError('regime/returns', `return ${i} is ${returns[i]}; cut off or fill what is not a number`, {
        index: i,
        value: returns[i],
      })
}

/** Throws `regime/model` unless a model has as many of everything as it has states. */
export function checkModel(model: HiddenMarkovModel, states = model.means.length): void {
  const { means, deviations, initial, transitions } = model
  const sizes = [means.length, deviations.length, initial.length, transitions.length, ...transitions.map(row => row.length)]
  if (states > 0 && sizes.every(size => size === states)) return
  throw new ConfigError(
    'regime/model',
    `a model of ${states} states has ${states} means, deviations, initial probabilities and rows, not ${sizes.join(', ')}`,
    {
      states,
    },
  )
}

function spreadOf(returns: Column): { center: number; deviation: number } {
  const { length } = returns
  let sum = 0
  for (let i = 0; i < length; i++) sum += returns[i]
  const center = sum / length
  let squares = 0
  for (let i = 0; i < length; i++) squares += (returns[i] - center) ** 2
  return { center, deviation: Math.sqrt(squares / length) }
}

function flatFit(center: number, states: number): HiddenMarkovFit {
  const each = (value: number) => Array.from({ length: states }, () => value)
  return {
    means: each(center),
    deviations: each(0),
    initial: each(1 / states),
    transitions: Array.from({ length: states }, () => each(1 / states)),
    logLikelihood: Number.NaN,
    bicGain: Number.NaN,
    iterations: 0,
    converged: true,
  }
}

function standardize(model: HiddenMarkovModel, center: number, deviation: number): MarkovParams {
  return {
    means: Float64Array.from(model.means, mean => (mean - center) / deviation),
    deviations: Float64Array.from(model.deviations, spread => spread / deviation),
    initial: Float64Array.from(model.initial),
    transitions: Float64Array.from(model.transitions.flat()),
  }
}

/** In the unit of the returns, the calmest state first. */
function toModel(params: MarkovParams, center: number, deviation: number): HiddenMarkovModel {
  const states = params.means.length
  const order = Array.from({ length: states }, (_, k) => k).sort((a, b) => params.deviations[a] - params.deviations[b] || a - b)
  return {
    means: order.map(k => center + deviation * params.means[k]),
    deviations: order.map(k => deviation * params.deviations[k]),
    initial: order.map(k => params.initial[k]),
    transitions: order.map(a => order.map(b => params.transitions[a * states + b])),
  }
}
