import { finiteRatio } from './finite-ratio.ts'
import { defineIndicator } from './indicator.ts'
import { normalSpan } from './normal-span.ts'
import { fillWindowMoments, windowMoments } from './window-moments.ts'
import { fillWindowSums, windowSum } from './window-sum.ts'

/**
 * Order flow imbalance from bars: which share of the volume of the last `period` bars was bought less which was sold, from -1 to 1.
 *
 * Bulk volume classification: of a bar's volume the share `Φ(change / deviation)` counts as bought and the rest as sold, with the change of
 * the close and the sample standard deviation of the last `period` changes; half and half where prices do not move. NaN where nothing was
 * traded in the window. First value on bar `2 * period - 1`. Source: Easley, López de Prado and O'Hara, Flow Toxicity and Liquidity in a
 * High-frequency World, 2012, on bars of time instead of volume.
 *
 * @example
 * ```ts
 * import { orderFlowImbalance, syntheticBars } from 'peak-trade'
 *
 * orderFlowImbalance(syntheticBars({ seed: 1, length: 200 }), { period: 50 })[199] > 0 // more bought than sold?
 * ```
 */
export const orderFlowImbalance = defineIndicator({
  id: 'order_flow_imbalance',
  inputs: ['close', 'volume'],
  outputs: ['value'],
  params: { period: { default: 50, min: 2, integer: true } },
  warmup: ({ period }) => 2 * period - 1,
  start: ({ period }) => {
    const changes = windowMoments({ period, ddof: 1 })
    const flows = windowSum(period)
    const volumes = windowSum(period)
    let before = Number.NaN
    return (close, volume) => {
      const change = close - before
      before = close
      if (change !== change) return Number.NaN
      const { deviation } = changes(change)
      if (deviation !== deviation) return Number.NaN
      return finiteRatio(flows(bought(change, deviation) * volume), volumes(volume))
    }
  },
  fill: ({ period }, [out], close, volume) => {
    const { length } = close
    if (length < 2 * period) return
    const changes = new Float64Array(length - 1)
    const flows = new Float64Array(length)
    for (let i = 1; i < length; i++) changes[i - 1] = close[i] - close[i - 1]
    const deviations = flows.subarray(1)
    fillWindowMoments(changes, { period, ddof: 1, from: 0, to: length - 1 }, deviations, deviations)
    for (let i = period; i < length; i++) flows[i] = bought(changes[i - 1], flows[i]) * volume[i]
    const into = out.subarray(period)
    fillWindowSums(flows.subarray(period), period, into)
    fillWindowSums(volume.subarray(period), period, changes)
    for (let j = period - 1; j < into.length; j++) into[j] = finiteRatio(into[j], changes[j])
  },
})

/** Which share of the volume was bought less which was sold. */
function bought(change: number, deviation: number): number {
  return deviation === 0 ? 0 : normalSpan(change / deviation)
}
