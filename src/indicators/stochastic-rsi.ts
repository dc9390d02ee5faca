import { defineIndicator } from './indicator.ts'
import { rsi } from './rsi.ts'
import { stochastic } from './stochastic.ts'

/**
 * Stochastic RSI: where the relative strength index over `rsiPeriod` bars stands in its own range of the last `period` bars,
 * from 0 to 100. `k` is that, averaged over `smooth` bars (1 for not at all); `d` is the average of `k` over `signal` bars.
 *
 * A range of zero counts as 50, the middle (TA-Lib says 0). The defaults are those of TA-Lib; charts often show
 * `{ rsiPeriod: 14, period: 14, smooth: 3, signal: 3 }`. `k` begins on bar `rsiPeriod + period + smooth - 2`, `d`
 * `signal - 1` bars later. Otherwise agrees with TA-Lib `STOCHRSI`. Source: Chande and Kroll, The New Technical Trader, 1994.
 *
 * @example
 * ```ts
 * import { stochasticRsi, syntheticBars } from 'peak-trade'
 *
 * const { k, d } = stochasticRsi(syntheticBars({ seed: 1, length: 100 }), { period: 14, smooth: 3 })
 * k[99] > d[99] // is it turning up?
 * ```
 */
export const stochasticRsi = defineIndicator({
  id: 'stochastic_rsi',
  inputs: ['close'],
  outputs: ['k', 'd'],
  params: {
    rsiPeriod: { default: 14, min: 1, integer: true },
    period: { default: 5, min: 1, integer: true },
    smooth: { default: 1, min: 1, integer: true },
    signal: { default: 3, min: 1, integer: true },
  },
  warmup: ({ rsiPeriod, period, smooth, signal }) => rsiPeriod + period + smooth + signal - 3,
  start: ({ rsiPeriod, period, smooth, signal }) => {
    const strengths = rsi.start({ period: rsiPeriod })
    const places = stochastic.start({ period, smooth, signal })
    const unknown = [Number.NaN, Number.NaN]
    return close => {
      const strength = strengths(close, close, close, close) as number
      return strength === strength ? places(strength, strength, strength, strength) : unknown
    }
  },
  fill: ({ rsiPeriod, period, smooth, signal }, [ks, ds], close) => {
    const strengths = new Float64Array(close.length)
    rsi.fill?.({ period: rsiPeriod }, [strengths], close, close, close, close)
    const known = strengths.subarray(rsiPeriod)
    const outputs = [ks.subarray(rsiPeriod), ds.subarray(rsiPeriod)]
    stochastic.fill?.({ period, smooth, signal }, outputs, known, known, known, known)
  },
})
