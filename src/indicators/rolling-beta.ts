import { finiteRatio } from './finite-ratio.ts'
import { defineIndicator } from './indicator.ts'
import { fillWindowComoments, windowComoments } from './window-comoments.ts'
import { chunkLength } from './window-moments.ts'

/**
 * Beta over the last `period` bars: by how much the first column moves when the second moves by one, the slope of their regression.
 * Any two columns: the asset's returns come as `close`, the benchmark's as `volume`, whatever their names say.
 *
 * NaN where the second does not move. First value on bar `period - 1`.
 *
 * @example
 * ```ts
 * import { rollingBeta } from 'peak-trade'
 *
 * const asset = Float64Array.of(0.01, -0.01, 0.02)
 * const benchmark = Float64Array.of(0.02, -0.02, 0.04)
 * rollingBeta({ close: asset, volume: benchmark }, { period: 3 })[2] // 0.5
 * ```
 */
export const rollingBeta = defineIndicator({
  id: 'rolling_beta',
  inputs: ['close', 'volume'],
  outputs: ['value'],
  params: { period: { default: 50, min: 2, integer: true } },
  warmup: ({ period }) => period - 1,
  start: ({ period }) => {
    const comoments = windowComoments(period)
    return (close, volume) => {
      const { second, both } = comoments(close, volume)
      return finiteRatio(both, second)
    }
  },
  fill: ({ period }, [out], close, volume) => {
    const chunk = chunkLength(period)
    const columns = { first: new Float64Array(chunk), second: new Float64Array(chunk), both: new Float64Array(chunk) }
    const { second, both } = columns
    for (let from = 0; from < close.length; from += chunk) {
      const to = Math.min(from + chunk, close.length)
      fillWindowComoments(close, volume, { period, from, to }, columns)
      for (let i = Math.max(from, period - 1), j = i - from; i < to; i++, j++) out[i] = finiteRatio(both[j], second[j])
    }
  },
})
