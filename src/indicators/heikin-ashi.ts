import { defineIndicator } from './indicator.ts'

/**
 * Heikin-Ashi candles: bars averaged so that trends show; in the unit of the prices. They are not prices at which anybody traded: never
 * fill an order at one.
 *
 * `close` is the mean of the bar's four prices, `open` the middle of the Heikin-Ashi candle before (of the first bar: of its open and close),
 * `high` and `low` the extremes of those and the bar. First values on bar 0. The start is forgotten by half with every bar. Agrees with
 * Stock.Indicators. Source: Valcu, Technical Analysis of Stocks and Commodities, February 2004.
 *
 * @example
 * ```ts
 * import { heikinAshi, syntheticBars } from 'peak-trade'
 *
 * const candles = heikinAshi(syntheticBars({ seed: 1, length: 100 }))
 * candles.close[99] > candles.open[99] // a rising candle?
 * ```
 */
export const heikinAshi = defineIndicator({
  id: 'heikin_ashi',
  inputs: ['open', 'high', 'low', 'close'],
  outputs: ['open', 'high', 'low', 'close'],
  params: {},
  warmup: () => 0,
  start: () => {
    const candle = [Number.NaN, Number.NaN, Number.NaN, Number.NaN]
    let first = true
    return (open, high, low, close) => {
      const start = first ? (open + close) / 2 : (candle[0] + candle[3]) / 2
      const end = (open + high + low + close) / 4
      first = false
      candle[0] = start
      candle[1] = Math.max(high, start, end)
      candle[2] = Math.min(low, start, end)
      candle[3] = end
      return candle
    }
  },
  fill: (_, [opens, highs, lows, closes], open, high, low, close) => {
    let start = (open[0] + close[0]) / 2
    for (let i = 0; i < close.length; i++) {
      const end = (open[i] + high[i] + low[i] + close[i]) / 4
      opens[i] = start
      highs[i] = Math.max(high[i], start, end)
      lows[i] = Math.min(low[i], start, end)
      closes[i] = end
      start = (start + end) / 2
    }
  },
})
