import { defineIndicator } from '../indicators/indicator.ts'
import { logRatio } from '../indicators/log-ratio.ts'
import { fitHiddenMarkov, type HiddenMarkovModel } from './hidden-markov.ts'
import { hiddenMarkovStep } from './hidden-markov-filter.ts'

/**
 * On what {@link hiddenMarkovStates} learns.
 */
export interface HiddenMarkovOptions {
  /** Returns before the first label, at least 20; default 500. */
  readonly train?: number
  /** The model is fitted on so many of the last returns, at least `train`; default 1000. 0 means all: slower and slower. */
  readonly window?: number
  /** Bars between two fits; default 50. */
  readonly refit?: number
}

/** The settings of {@link hiddenMarkovStates}, and those of the regime made from it. */
export const markovParams = {
  train: { default: 500, min: 20, integer: true },
  window: { default: 1000, min: 0, integer: true },
  refit: { default: 50, min: 1, integer: true },
} as const

type Settings = Readonly<Record<'train' | 'window' | 'refit', number>>

/**
 * The probabilities behind {@link hiddenMarkovRegime} as an indicator of the close: `calm` and `turbulent` given the returns so far,
 * each from 0 to 1, together 1. First values on bar `train`.
 *
 * @throws {@link ConfigError} `indicator/param` for a number out of range.
 *
 * @example
 * ```ts
 * import { hiddenMarkovStates, syntheticBars } from 'peak-trade'
 *
 * const bars = syntheticBars({ seed: 1, length: 1000, kind: 'regimes' })
 * const { turbulent } = hiddenMarkovStates(bars.close, { train: 250 })
 * turbulent[999] >= 0 && turbulent[999] <= 1 // true
 * ```
 */
export const hiddenMarkovStates = defineIndicator<Settings, 'close', 'calm' | 'turbulent'>({
  id: 'hidden_markov_states',
  inputs: ['close'],
  outputs: ['calm', 'turbulent'],
  params: markovParams,
  check: checkWindow,
  warmup: ({ train }) => train,
  start: followMarket,
})

/** A sentence when the window is shorter than the first fit. */
export function checkWindow({ train, window }: Readonly<Record<string, number>>): string | undefined {
  return window === 0 || window >= train
    ? undefined
    : `window is ${window}, it must be 0 (all returns) or at least train, which is ${train}`
}

const UNKNOWN = [Number.NaN, Number.NaN] as const

/** A step that takes closes and gives the probabilities of both states, in an array that it reuses. */
function followMarket({ train, window, refit }: Settings): (close: number) => readonly number[] {
  const probabilities = [Number.NaN, Number.NaN]
  // Twice the room, so that the last `window` returns lie in one piece and are moved only now and then.
  let past = new Float64Array(window === 0 ? 2 * train : 2 * window)
  let kept = 0
  let count = 0
  let before = Number.NaN
  let model: HiddenMarkovModel | undefined
  let filter: ((value: number) => Float64Array) | undefined
  return close => {
    const change = logRatio(close, before)
    before = close
    if (change !== change) return UNKNOWN
    if (kept === past.length) {
      if (window === 0) {
        const larger = new Float64Array(2 * kept)
        larger.set(past)
        past = larger
      } else {
        past.copyWithin(0, kept - window + 1)
        kept = window - 1
      }
    }
    past[kept++] = change
    count++
    if (count < train) return UNKNOWN
    let now: Float64Array | undefined
    if ((count - train) % refit === 0) {
      const known = past.subarray(window === 0 ? 0 : Math.max(0, kept - window), kept)
      model = fitHiddenMarkov(known, { ...EFFORT, ...(model === undefined ? {} : { from: model }) })
      filter = hiddenMarkovStep(model)
      for (let i = 0; i < known.length; i++) now = filter(known[i])
    } else now = filter?.(change)
    if (now === undefined) return UNKNOWN
    probabilities[0] = now[0]
    probabilities[1] = now[1]
    return probabilities
  }
}

/** Enough for a model that is refined again and again. */
const EFFORT = { maxIterations: 50, tolerance: 1e-5 } as const
