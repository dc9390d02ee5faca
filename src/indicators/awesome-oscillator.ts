import { defineIndicator } from './indicator.ts'
import { fillWindowSums, windowSum } from './window-sum.ts'

/**
 * Awesome oscillator: the simple average of the middles of the bars, `(high + low) / 2`, over `fast` bars less that over
 * `slow` bars, in the unit of the prices.
 *
 * First value on bar `slow - 1`. Agrees with tulip `ao` and Stock.Indicators. Source: Williams, New Trading Dimensions, 1998.
 *
 * @throws {@link ConfigError} `indicator/param` when `fast` is not smaller than `slow`.
 *
 * @example
 * ```ts
 * import { awesomeOscillator } from 'peak-trade'
 *
 * const price = Float64Array.of(1, 3, 8)
 * awesomeOscillator({ high: price, low: price }, { fast: 1, slow: 3 }) // NaN, NaN, 4
 * ```
 */
export const awesomeOscillator = defineIndicator({
  id: 'awesome_oscillator',
  inputs: ['high', 'low'],
  outputs: ['value'],
  params: {
    fast: { default: 5, min: 1, integer: true },
    slow: { default: 34, min: 2, integer: true },
  },
  check: ({ fast, slow }) => (fast < slow ? undefined : `fast is ${fast}, it must be smaller than slow, which is ${slow}`),
  warmup: ({ slow }) => slow - 1,
  start: ({ fast, slow }) => {
    const quick = windowSum(fast)
    const calm = windowSum(slow)
    return (high, low) => {
      const middle = (high + low) / 2
      return quick(middle) / fast - calm(middle) / slow
    }
  },
  fill: ({ fast, slow }, [out], high, low) => {
    const { length } = high
    const middle = new Float64Array(length)
    const quick = new Float64Array(length)
    for (let i = 0; i < length; i++) middle[i] = (high[i] + low[i]) / 2
    fillWindowSums(middle, fast, quick, fast)
    fillWindowSums(middle, slow, out, slow)
    for (let i = slow - 1; i < length; i++) out[i] = quick[i] - out[i]
  },
})
