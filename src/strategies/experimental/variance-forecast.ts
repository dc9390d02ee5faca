import { defineIndicator } from '../../indicators/indicator.ts'
import { logRatio } from '../../indicators/log-ratio.ts'
import { windowSum } from '../../indicators/window-sum.ts'

/**
 * Variance of a bar's log return: how large it is now (`current`), what is usual (`usual`), and what it will be on average over the next
 * `horizon` bars if it returns to what is usual as in Heston's model (`expected`).
 *
 * `current` is the mean of the last `period` squared returns, or with `exponential` 1 an exponential average with weight `2 / (period + 1)` for
 * the newest, started from that mean. `usual` is the mean over `usualPeriod` bars. `expected = usual + (current - usual) * (1 - e^(-k * h)) / (k
 * * h)` with `k = ln 2 / halfLife`. First values on bar `usualPeriod`. Sources: RiskMetrics Technical Document, 1996; Heston, A Closed-Form
 * Solution for Options with Stochastic Volatility, 1993 (the mean of his variance).
 *
 * @throws {@link ConfigError} `indicator/param` when `period` is larger than `usualPeriod`.
 *
 * @example
 * ```ts
 * import { syntheticBars, varianceForecast } from 'peak-trade'
 *
 * const { current, usual } = varianceForecast(syntheticBars({ seed: 1, length: 300 }))
 * current[299] > usual[299] // wilder than usual?
 * ```
 */
export const varianceForecast = defineIndicator({
  id: 'variance_forecast',
  inputs: ['close'],
  outputs: ['current', 'usual', 'expected'],
  params: {
    period: { default: 20, min: 2, integer: true },
    usualPeriod: { default: 252, min: 2, integer: true },
    exponential: { default: 1, min: 0, max: 1, integer: true },
    halfLife: { default: 60, min: 0.1 },
    horizon: { default: 20, min: 1, integer: true },
  },
  check: ({ period, usualPeriod }) =>
    period <= usualPeriod ? undefined : `period is ${period}, it must not be larger than usualPeriod, which is ${usualPeriod}`,
  warmup: ({ usualPeriod }) => usualPeriod,
  start: ({ period, usualPeriod, exponential, halfLife, horizon }) => {
    const recent = windowSum(period)
    const long = windowSum(usualPeriod)
    const keep = (period - 1) / (period + 1)
    const decay = (Math.LN2 / halfLife) * horizon
    const share = -Math.expm1(-decay) / decay
    const result = [Number.NaN, Number.NaN, Number.NaN]
    let before = Number.NaN
    let average = Number.NaN
    return close => {
      const change = logRatio(close, before)
      const isFirst = before !== before
      before = close
      if (isFirst) return result
      const square = change * change
      const mean = recent(square) / period
      if (exponential === 0 || average !== average) average = mean
      else average = square + keep * (average - square)
      const usual = long(square) / usualPeriod
      if (usual !== usual) return result
      result[0] = average
      result[1] = usual
      result[2] = usual + (average - usual) * share
      return result
    }
  },
})
