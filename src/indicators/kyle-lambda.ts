import { finiteRatio } from './finite-ratio.ts'
import { defineIndicator } from './indicator.ts'
import { fillWindowComoments, windowComoments } from './window-comoments.ts'
import { chunkLength } from './window-moments.ts'

/**
 * Kyle's lambda: by how much the price moves per unit of volume that pushes it, the slope of a regression of the last `period` price changes
 * on the signed volume of the same bars; in price per unit of volume. Large where markets are thin.
 *
 * Volume counts as bought when the close rose, as sold when it fell, and not at all when it did not move. With an intercept. NaN where
 * signed volume does not vary. First value on bar `period`. Sources: Kyle, Continuous Auctions and Insider Trading, 1985; the
 * regression on bars after Hasbrouck, Trading Costs and Returns for U.S. Equities, 2009, without his square root.
 *
 * @example
 * ```ts
 * import { kyleLambda } from 'peak-trade'
 *
 * const bars = { close: Float64Array.of(10, 12, 11, 14), volume: Float64Array.of(7, 4, 2, 6) }
 * kyleLambda(bars, { period: 3 })[3] // 0.5
 * ```
 */
export const kyleLambda = defineIndicator({
  id: 'kyle_lambda',
  inputs: ['close', 'volume'],
  outputs: ['value'],
  params: { period: { default: 50, min: 2, integer: true } },
  warmup: ({ period }) => period,
  start: ({ period }) => {
    const comoments = windowComoments(period)
    let before = Number.NaN
    return (close, volume) => {
      const change = close - before
      before = close
      if (change !== change) return Number.NaN
      const { second, both } = comoments(change, Math.sign(change) * volume)
      return finiteRatio(both, second)
    }
  },
  fill: ({ period }, [out], close, volume) => {
    const { length } = close
    if (length <= period) return
    const changes = new Float64Array(length - 1)
    const signed = new Float64Array(length - 1)
    for (let i = 1; i < length; i++) {
      const change = close[i] - close[i - 1]
      changes[i - 1] = change
      signed[i - 1] = Math.sign(change) * volume[i]
    }
    const into = out.subarray(1)
    const chunk = chunkLength(period)
    const columns = { first: new Float64Array(chunk), second: new Float64Array(chunk), both: new Float64Array(chunk) }
    const { second, both } = columns
    for (let from = 0; from < changes.length; from += chunk) {
      const to = Math.min(from + chunk, changes.length)
      fillWindowComoments(changes, signed, { period, from, to }, columns)
      for (let i = Math.max(from, period - 1), j = i - from; i < to; i++, j++) into[i] = finiteRatio(both[j], second[j])
    }
  },
})
