import { atr } from './atr.ts'
import { defineIndicator } from './indicator.ts'
import { fillWindowExtremes, windowExtreme } from './window-extreme.ts'

/**
 * Chandelier exit: trailing stops some average true ranges below the highest high of `period` bars (`long`) and above their
 * lowest low (`short`), in the unit of the prices.
 *
 * `highest - multiplier * atr` and `lowest + multiplier * atr`, both over `period` bars, the current one included; {@link atr} is
 * Wilder's. First values on bar `period`. Agrees with Stock.Indicators. Source: LeBeau, in Elder, Come into My Trading Room, 2002.
 *
 * @example
 * ```ts
 * import { chandelierExit, syntheticBars } from 'peak-trade'
 *
 * const bars = syntheticBars({ seed: 1, length: 100 })
 * bars.close[99] < chandelierExit(bars).long[99] // is a long position stopped out?
 * ```
 */
export const chandelierExit = defineIndicator({
  id: 'chandelier_exit',
  inputs: ['high', 'low', 'close'],
  outputs: ['long', 'short'],
  params: {
    period: { default: 22, min: 1, integer: true },
    multiplier: { default: 3, min: 0 },
  },
  warmup: ({ period }) => period,
  start: ({ period, multiplier }) => {
    const highs = windowExtreme(period, 1)
    const lows = windowExtreme(period, -1)
    const ranges = atr.start({ period })
    const result = [Number.NaN, Number.NaN]
    return (high, low, close) => {
      const reach = multiplier * (ranges(high, low, close, close) as number)
      result[0] = highs(high) - reach
      result[1] = lows(low) + reach
      return result
    }
  },
  fill: ({ period, multiplier }, [longs, shorts], high, low, close) => {
    const { length } = close
    const ranges = new Float64Array(length)
    atr.fill?.({ period }, [ranges], high, low, close, close)
    fillWindowExtremes(high, longs, { period, side: 1 })
    fillWindowExtremes(low, shorts, { period, side: -1 })
    longs.fill(Number.NaN, 0, period)
    shorts.fill(Number.NaN, 0, period)
    for (let i = period; i < length; i++) {
      const reach = multiplier * ranges[i]
      longs[i] -= reach
      shorts[i] += reach
    }
  },
})
