import { resolveParams } from '../indicators/indicator.ts'
import { checkWindow, type HiddenMarkovOptions, hiddenMarkovStates, markovParams } from './hidden-markov-states.ts'
import { defineRegime, type Regime } from './regime.ts'
import { steadyRegime } from './steady-regime.ts'

/** The states of a {@link hiddenMarkovRegime}: the one with the smaller deviation of returns, and the one with the larger. */
export type MarkovLabel = 'calm' | 'turbulent'

/**
 * On what a {@link hiddenMarkovRegime} learns, and how sure it has to be.
 */
export interface HiddenMarkovRegimeOptions extends HiddenMarkovOptions {
  /** Probability at which a state takes over from the other; default 0.5, more makes changes rarer. */
  readonly confidence?: number
  /** A label stays for at least so many bars; default 1. */
  readonly minBars?: number
}

/**
 * Two hidden states, `calm` and `turbulent`, told apart by a Gaussian hidden Markov model of the log returns of closes.
 *
 * The model is fitted on the past only, first after `train` returns and again every `refit` bars, on the last `window`. The label is
 * the state with the larger probability given the returns up to the bar (filtered, never smoothed); it changes when the other one
 * reaches `confidence`. A new fit may see the present in another light and change the label without a move of the price.
 *
 * Prices that do not move are `calm`. Where there are no two states to find, the labels are noise: see `bicGain` of
 * {@link fitHiddenMarkov}. A bar whose return is unknown (a price that is not positive) has no label. First label on bar `train`.
 *
 * @throws {@link ConfigError} `indicator/param` for a number out of range.
 *
 * @example
 * ```ts
 * import { hiddenMarkovRegime, labelAt, labelBars, syntheticBars } from 'peak-trade'
 *
 * const bars = syntheticBars({ seed: 1, length: 1000, kind: 'regimes' })
 * const labels = labelBars(bars, hiddenMarkovRegime({ train: 250, refit: 100 }))
 * labelAt(labels, -1) // 'calm' or 'turbulent'
 * labels.codes.findIndex(code => code >= 0) // 250
 * ```
 */
export function hiddenMarkovRegime(options: HiddenMarkovRegimeOptions = {}): Regime<MarkovLabel> {
  const { confidence, minBars, train, window, refit } = resolveParams<Record<string, number>>(
    {
      id: 'hidden_markov_regime',
      params: { ...markovParams, confidence: { default: 0.5, min: 0.5, max: 1 }, minBars: { default: 1, min: 1, integer: true } },
      check: checkWindow,
    },
    { ...options },
  )
  const regime = defineRegime<MarkovLabel>({
    id: 'hidden_markov_regime',
    inputs: ['close'],
    labels: ['calm', 'turbulent'],
    warmup: train,
    start: () => {
      const step = hiddenMarkovStates.start({ train, window, refit })
      let held = Number.NaN
      return close => {
        const [calm, turbulent] = step(close, close, close, close) as readonly number[]
        if (calm !== calm) return Number.NaN
        if (held !== held) held = turbulent > calm ? 1 : 0
        else if (held === 0 && turbulent > calm && turbulent >= confidence) held = 1
        else if (held === 1 && calm > turbulent && calm >= confidence) held = 0
        return held
      }
    },
  })
  return steadyRegime(regime, { minBars })
}
