import { defineIndicator } from '../../indicators/indicator.ts'
import { logRatio } from '../../indicators/log-ratio.ts'
import { fractionalWeights } from '../../learning/fractional-difference.ts'

/**
 * Fractional difference of the log price with a window of fixed width: nearly stationary, yet with memory of where the price has been. Taken
 * against the price `width - 1` bars ago, so that the unit of the price does not matter.
 *
 * First value on bar `width - 1`. NaN while a price of the window is not positive. Source: López de Prado, Advances in Financial Machine
 * Learning, 5.5, 2018.
 *
 * @example
 * ```ts
 * import { fractionalLogPrice } from 'peak-trade'
 *
 * fractionalLogPrice(Float64Array.of(1, 1, Math.E), { order: 0.5, width: 3 })[2] // 1
 * ```
 */
export const fractionalLogPrice = defineIndicator({
  id: 'fractional_log_price',
  inputs: ['close'],
  outputs: ['value'],
  params: {
    order: { default: 0.4, min: 0, max: 2 },
    width: { default: 50, min: 2, integer: true },
  },
  warmup: ({ width }) => width - 1,
  start: ({ order, width }) => {
    const weights = fractionalWeights({ order, width })
    const logs = new Float64Array(width)
    let next = 0
    let isFull = false
    return close => {
      logs[next] = logRatio(close, 1)
      next = next + 1 === width ? 0 : next + 1
      isFull ||= next === 0
      if (!isFull) return Number.NaN
      const oldest = logs[next]
      let sum = 0
      let k = 0
      for (let i = next - 1; i >= 0; i--) sum += weights[k++] * (logs[i] - oldest)
      for (let i = width - 1; i > next; i--) sum += weights[k++] * (logs[i] - oldest)
      return sum
    }
  },
})
