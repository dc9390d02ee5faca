import { defineIndicator } from '../../indicators/indicator.ts'
import { logRatio } from '../../indicators/log-ratio.ts'
import { windowSum } from '../../indicators/window-sum.ts'

/** Moments of the orders 1/2, 1, 3/2, 2, 5/2, 3. */
const HALVES = 6
const LAGS = [1, 2, 4, 8, 16] as const
const CLOSE_WEIGHT = 2 * Math.LN2 - 1

/** Log variance of bars before anything moved: a volatility of 1e-8, because there is no logarithm of 0. */
const LEAST = -16 * Math.LN10

/** Outside of these the weights of the forecast would be those of another model. */
const ROUGHEST = 0.01
const SMOOTHEST = 0.49

/**
 * How rough volatility is (`hurst`), and the volatility of a bar's log return `horizon` bars ahead (`forecast`, a fraction) if its logarithm
 * moves like a fractional Brownian motion.
 *
 * The volatility of a bar is Garman and Klass's from its prices, plus the squared gap before it; a bar that did not move repeats the one
 * before. `hurst`: the mean of `|change of log volatility over a lag|^q` grows as `lag^(q * H)`; the slopes over the lags 1, 2, 4, 8, 16 for q =
 * 1/2, 1, 3/2, 2, 5/2, 3 within `lookback` bars, fitted by a line through 0. `forecast`: the log variances of the last `memory` bars with weights
 * `1 / ((n + h) * n^(H + 1/2))`, n = 1/2, 3/2, … bars back, that sum to 1, H kept from 0.01 to 0.49; brought to the level at which the mean
 * variance of the window is met. First values on bar `max(lookback, memory)`.
 *
 * One bar says little about its volatility: this noise makes H come out too small (a market of constant volatility gives about 0).
 * Sources: Gatheral, Jaisson and Rosenbaum, Volatility Is Rough, 2018 (2.2 and 5.1); Cont and Das, Rough Volatility: Fact or Artefact?, 2022
 * (the noise).
 *
 * @example
 * ```ts
 * import { roughVolatility, syntheticBars } from 'peak-trade'
 *
 * const { hurst, forecast } = roughVolatility(syntheticBars({ seed: 1, length: 500 }))
 * hurst[499] < 0.5 // true
 * forecast[499] > 0 // true
 * ```
 */
export const roughVolatility = defineIndicator({
  id: 'rough_volatility',
  inputs: ['open', 'high', 'low', 'close'],
  outputs: ['hurst', 'forecast'],
  params: {
    lookback: { default: 252, min: 18, integer: true },
    memory: { default: 100, min: 2, integer: true },
    horizon: { default: 1, min: 1 },
  },
  warmup: ({ lookback, memory }) => Math.max(lookback, memory),
  start: ({ lookback, memory, horizon }) => {
    const longest = LAGS[LAGS.length - 1]
    const logs = new Float64Array(Math.max(memory, longest + 1))
    const sums = LAGS.map(lag => Array.from({ length: HALVES }, () => windowSum(lookback - lag)))
    const means = LAGS.map(() => new Float64Array(HALVES))
    const variances = windowSum(memory)
    const logarithms = windowSum(memory)
    const ages = Float64Array.from({ length: memory }, (_, n) => Math.log(n + 0.5))
    const result = [Number.NaN, Number.NaN]
    let before = Number.NaN
    let log = Number.NEGATIVE_INFINITY
    let count = 0
    const first = Math.max(lookback, memory)
    return (open, high, low, close) => {
      const isFirst = before !== before
      const variance = barVariance(open, high, low, close) + (isFirst ? 0 : logRatio(open, before) ** 2)
      before = close
      if (isFirst) return result
      if (variance > 0) log = Math.log(variance)
      const size = Math.max(log, LEAST)
      logs[count % logs.length] = size
      count++
      for (let k = 0; k < LAGS.length; k++) {
        if (count <= LAGS[k]) break
        const change = Math.abs(size - logs[(count - 1 - LAGS[k]) % logs.length]) / 2
        const root = Math.sqrt(change)
        let power = 1
        for (let j = 0; j < HALVES; j++) {
          power *= root
          means[k][j] = sums[k][j](power) / (lookback - LAGS[k])
        }
      }
      const mean = variances(Math.exp(size)) / memory
      const middle = logarithms(size) / memory
      if (count < first) return result
      const hurst = scalingOf(means)
      const weight = Math.max(ROUGHEST, Math.min(hurst, SMOOTHEST)) + 0.5
      let total = 0
      let expected = 0
      for (let n = 0; n < memory; n++) {
        const share = Math.exp(-weight * ages[n]) / (n + 0.5 + horizon)
        total += share
        expected += share * (logs[(count - 1 - n) % logs.length] - middle)
      }
      result[0] = hurst
      result[1] = Math.sqrt(mean * Math.exp(expected / total))
      return result
    }
  },
})

/** Garman and Klass's variance of one bar. */
function barVariance(open: number, high: number, low: number, close: number): number {
  const range = logRatio(high, low)
  const move = logRatio(close, open)
  return Math.max(0, 0.5 * range * range - CLOSE_WEIGHT * move * move)
}

/** H, where means of powers of changes grow as lag^(q * H). 0 where nothing changes. */
function scalingOf(means: readonly Float64Array[]): number {
  const center = LAGS.reduce((sum, lag) => sum + Math.log(lag), 0) / LAGS.length
  let over = 0
  let under = 0
  for (let j = 0; j < HALVES; j++) {
    const order = (j + 1) / 2
    let slope = 0
    let spread = 0
    for (let k = 0; k < LAGS.length; k++) {
      const distance = Math.log(LAGS[k]) - center
      slope += distance * Math.log(means[k][j])
      spread += distance * distance
    }
    over += (order * slope) / spread
    under += order * order
  }
  const hurst = over / under
  return hurst - hurst === 0 ? hurst : 0
}
