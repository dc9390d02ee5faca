import type { Column } from '../base/column.ts'
import { finiteRatio } from './finite-ratio.ts'
import { defineIndicator, type Step } from './indicator.ts'
import { windowSum } from './window-sum.ts'

/**
 * Volume-weighted average price: the mean of the typical prices `(high + low + close) / 3` of the last `period` bars, each
 * counted by its volume. `period` 0 takes all bars from the first on.
 *
 * NaN where nothing was traded. First value on bar `period - 1`, or on the first bar for `period` 0. Sums over a window are
 * put together from blocks and never subtracted, so that they cannot drift.
 *
 * @example
 * ```ts
 * import { syntheticBars, vwap } from 'peak-trade'
 *
 * const bars = syntheticBars({ seed: 1, length: 100 })
 * vwap(bars, { period: 20 }) // of the last 20 bars
 * vwap(bars, { period: 0 }) // of all bars so far
 * ```
 */
export const vwap = defineIndicator({
  id: 'vwap',
  inputs: ['high', 'low', 'close', 'volume'],
  outputs: ['value'],
  params: { period: { default: 20, min: 0, integer: true } },
  warmup: ({ period }) => Math.max(0, period - 1),
  start: ({ period }) => (period === 0 ? startCumulative() : startRolling(period)),
  fill: ({ period }, [out], high, low, close, volume) => {
    if (period === 0) fillCumulative(out, high, low, close, volume)
    else fillRolling(period, out, high, low, close, volume)
  },
})

function startCumulative(): Step {
  let traded = 0
  let volumes = 0
  return (high, low, close, volume) => {
    traded += ((high + low + close) / 3) * volume
    volumes += volume
    return finiteRatio(traded, volumes)
  }
}

function fillCumulative(out: Float64Array, high: Column, low: Column, close: Column, volume: Column): void {
  let traded = 0
  let volumes = 0
  for (let i = 0; i < out.length; i++) {
    traded += ((high[i] + low[i] + close[i]) / 3) * volume[i]
    volumes += volume[i]
    out[i] = finiteRatio(traded, volumes)
  }
}

function startRolling(period: number): Step {
  const traded = windowSum(period)
  const volumes = windowSum(period)
  return (high, low, close, volume) => finiteRatio(traded(((high + low + close) / 3) * volume), volumes(volume))
}

function fillRolling(period: number, out: Float64Array, high: Column, low: Column, close: Column, volume: Column): void {
  const { length } = out
  const tailTraded = new Float64Array(period + 1)
  const tailVolumes = new Float64Array(period + 1)
  for (let start = 0; start < length; start += period) {
    let traded = 0
    let volumes = 0
    if (start > 0) {
      for (let j = period - 1, i = start - 1; j > 0; j--, i--) {
        traded += ((high[i] + low[i] + close[i]) / 3) * volume[i]
        volumes += volume[i]
        tailTraded[j] = traded
        tailVolumes[j] = volumes
      }
      traded = 0
      volumes = 0
    }
    const end = Math.min(start + period, length)
    for (let i = start, j = 1; i < end; i++, j++) {
      traded += ((high[i] + low[i] + close[i]) / 3) * volume[i]
      volumes += volume[i]
      if (i >= period - 1) out[i] = finiteRatio(tailTraded[j] + traded, tailVolumes[j] + volumes)
    }
  }
}
