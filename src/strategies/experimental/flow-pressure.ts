import { defineIndicator } from '../../indicators/indicator.ts'
import { logRatio } from '../../indicators/log-ratio.ts'
import { normalSpan } from '../../indicators/normal-span.ts'
import { windowMoments } from '../../indicators/window-moments.ts'
import { windowSum } from '../../indicators/window-sum.ts'

/**
 * What the signed volume of the past still does to the price, after the propagator model, from bars alone.
 *
 * The `flow` of a bar is the share of its volume that was bought less what was sold (bulk classification: the normal distribution of the log
 * return over its deviation; or with `tick` 1 the sign of the return), times volume over its mean to the power of `volumePower`. Its impact
 * fades as `G(n) = (1 + n)^-decay`, so what is given back on the next bar is `pressure`: the sum of `(G(n) - G(n + 1)) * flow` over the
 * last `memory` bars, in units of its own root mean square over `lookback` bars. The optimal forecast of a flow with long memory has the same
 * weights, so how returns follow the pressure says which of the two prevails: `response` is their correlation over `lookback` bars (without
 * means), above 0 where flow goes on, below 0 where its impact is given back. `turnover` is the mean of volume times close over
 * `period` bars, in quote currency.
 *
 * First values on bar `period + memory + lookback - 1`. Values that do not vary give 0. Sources: Bouchaud, Gefen, Potters and Wyart,
 * Fluctuations and Response in Financial Markets: The Subtle Nature of 'Random' Price Changes, 2004 (decay about 0.4); Bouchaud, Farmer and
 * Lillo, How Markets Slowly Digest Changes in Supply and Demand, 2009 (impact grows with a power of volume well below 1); Easley, López de
 * Prado and O'Hara, Flow Toxicity and Liquidity in a High-Frequency World, 2012 (bulk classification).
 *
 * @example
 * ```ts
 * import { flowPressure, syntheticBars } from 'peak-trade'
 *
 * const { pressure, response } = flowPressure(syntheticBars({ seed: 1, length: 500 }))
 * pressure[499] * response[499] > 0 // is the next bar expected to rise?
 * ```
 */
export const flowPressure = defineIndicator({
  id: 'flow_pressure',
  inputs: ['close', 'volume'],
  outputs: ['pressure', 'response', 'turnover'],
  params: {
    period: { default: 20, min: 2, integer: true },
    memory: { default: 30, min: 1, integer: true },
    lookback: { default: 100, min: 2, integer: true },
    decay: { default: 0.5, min: 0.01, max: 2 },
    volumePower: { default: 0.5, min: 0, max: 1 },
    tick: { default: 0, min: 0, max: 1, integer: true },
  },
  warmup: ({ period, memory, lookback }) => period + memory + lookback - 1,
  start: ({ period, memory, lookback, decay, volumePower, tick }) => {
    const moments = windowMoments({ period, ddof: 1 })
    const volumes = windowSum(period)
    const turnovers = windowSum(period)
    const fading = Float64Array.from({ length: memory }, (_, n) => (1 + n) ** -decay - (2 + n) ** -decay)
    const flows = new Float64Array(memory)
    const squares = windowSum(lookback)
    const products = windowSum(lookback)
    const causes = windowSum(lookback)
    const effects = windowSum(lookback)
    const result = [Number.NaN, Number.NaN, Number.NaN]
    let before = Number.NaN
    let count = 0
    let last = Number.NaN
    return (close, volume) => {
      const volumeMean = volumes(volume) / period
      const turnover = turnovers(volume * close) / period
      const isFirst = before !== before
      const change = logRatio(close, before)
      before = close
      if (isFirst) return result
      const { deviation } = moments(change)
      if (deviation !== deviation) return result
      const sign = tick === 1 ? Math.sign(change) : deviation > 0 ? normalSpan(change / deviation) : 0
      flows[count % memory] = volumeMean > 0 ? sign * (volume / volumeMean) ** volumePower : 0
      count++
      if (count < memory) return result
      let pressure = 0
      for (let n = 0; n < memory; n++) pressure += fading[n] * flows[(count - 1 - n) % memory]
      const square = squares(pressure * pressure)
      const cause = last
      last = pressure
      if (cause !== cause) return result
      const product = products(cause * change)
      const both = Math.sqrt(causes(cause * cause) * effects(change * change))
      if (both !== both) return result
      const usual = Math.sqrt(square / lookback)
      result[0] = usual > 0 ? pressure / usual : 0
      result[1] = both > 0 ? Math.max(-1, Math.min(product / both, 1)) : 0
      result[2] = turnover
      return result
    }
  },
})
