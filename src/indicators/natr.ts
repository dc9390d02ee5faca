import { atr } from './atr.ts'
import { finiteRatio } from './finite-ratio.ts'
import { defineIndicator } from './indicator.ts'

/**
 * Normalized average true range: the ATR in percent of the close, so that cheap and expensive markets compare.
 *
 * First value on bar `period`. Agrees with TA-Lib `NATR`. NaN at a close of 0.
 *
 * @example
 * ```ts
 * import { natr, syntheticBars } from 'peak-trade'
 *
 * natr(syntheticBars({ seed: 1, length: 100 }), { period: 14 })[14] // percent of the close
 * ```
 */
export const natr = defineIndicator({
  id: 'natr',
  inputs: ['high', 'low', 'close'],
  outputs: ['value'],
  params: { period: { default: 14, min: 1, integer: true } },
  warmup: ({ period }) => period,
  start: ({ period }) => {
    const range = atr.start({ period })
    return (high, low, close, unused) => finiteRatio(100 * (range(high, low, close, unused) as number), close)
  },
  fill: ({ period }, outputs, high, low, close, unused) => {
    atr.fill?.({ period }, outputs, high, low, close, unused)
    const [out] = outputs
    for (let i = period; i < out.length; i++) out[i] = finiteRatio(100 * out[i], close[i])
  },
})
