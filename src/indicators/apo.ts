import { emaKeep, exponentialAverage } from './exponential-average.ts'
import { defineIndicator } from './indicator.ts'

/**
 * Absolute price oscillator: the fast exponential average less the slow one, in the unit of the input. It is the first line
 * of {@link macd}, known as early as it can be.
 *
 * Seeds are those of {@link ema}. First value on bar `slow - 1`. Agrees with TA-Lib `APO` of exponential averages (its default
 * are simple ones). Source: Appel.
 *
 * @throws {@link ConfigError} `indicator/param` when `fast` is not smaller than `slow`.
 *
 * @example
 * ```ts
 * import { apo } from 'peak-trade'
 *
 * apo(Float64Array.of(1, 3, 5, 7), { fast: 1, slow: 3 }) // NaN, NaN, 2, 2
 * ```
 */
export const apo = defineIndicator({
  id: 'apo',
  inputs: ['close'],
  outputs: ['value'],
  params: {
    fast: { default: 12, min: 1, integer: true },
    slow: { default: 26, min: 2, integer: true },
  },
  check: ({ fast, slow }) => (fast < slow ? undefined : `fast is ${fast}, it must be smaller than slow, which is ${slow}`),
  warmup: ({ slow }) => slow - 1,
  start: ({ fast, slow }) => {
    const quick = exponentialAverage(fast, emaKeep(fast))
    const calm = exponentialAverage(slow, emaKeep(slow))
    return close => quick(close) - calm(close)
  },
  fill: ({ fast, slow }, [out], close) => {
    const { length } = close
    if (length < slow) return
    const keepFast = emaKeep(fast)
    const keepSlow = emaKeep(slow)
    const quick = exponentialAverage(fast, keepFast)
    const calm = exponentialAverage(slow, keepSlow)
    let quickly = Number.NaN
    let calmly = Number.NaN
    for (let i = 0; i < slow; i++) {
      quickly = quick(close[i])
      calmly = calm(close[i])
    }
    out[slow - 1] = quickly - calmly
    for (let i = slow; i < length; i++) {
      const value = close[i]
      quickly = value - keepFast * (value - quickly)
      calmly = value - keepSlow * (value - calmly)
      out[i] = quickly - calmly
    }
  },
})
