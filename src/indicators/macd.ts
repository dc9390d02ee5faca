import { emaKeep, exponentialAverage } from './exponential-average.ts'
import { defineIndicator } from './indicator.ts'

/**
 * Moving average convergence divergence: `macd` is the fast exponential average less the slow one, `signal` the average of
 * `macd` over `signal` bars, `histogram` what `macd` stands above its signal. All in the unit of the input.
 *
 * Seed: every average starts from the mean of its own first values, so `macd` begins on bar `slow - 1` and the others on
 * bar `slow + signal - 2`. TA-Lib starts the fast average late and differs slightly at the beginning. Source: Appel 1979.
 *
 * @throws {@link ConfigError} `indicator/param` when `fast` is not smaller than `slow`.
 *
 * @example
 * ```ts
 * import { macd, syntheticBars } from 'peak-trade'
 *
 * const { histogram } = macd(syntheticBars({ seed: 1, length: 200 }))
 * histogram.findIndex(value => !Number.isNaN(value)) // 33
 * ```
 */
export const macd = defineIndicator({
  id: 'macd',
  inputs: ['close'],
  outputs: ['macd', 'signal', 'histogram'],
  params: {
    fast: { default: 12, min: 1, integer: true },
    slow: { default: 26, min: 2, integer: true },
    signal: { default: 9, min: 1, integer: true },
  },
  check: ({ fast, slow }) => (fast < slow ? undefined : `fast is ${fast}, it must be smaller than slow, which is ${slow}`),
  warmup: ({ slow, signal }) => slow + signal - 2,
  start: ({ fast, slow, signal }) => {
    const quick = exponentialAverage(fast, emaKeep(fast))
    const calm = exponentialAverage(slow, emaKeep(slow))
    const trigger = exponentialAverage(signal, emaKeep(signal))
    const result = [Number.NaN, Number.NaN, Number.NaN]
    return close => {
      const line = quick(close) - calm(close)
      if (line !== line) return result
      const average = trigger(line)
      result[0] = line
      result[1] = average
      result[2] = line - average
      return result
    }
  },
  fill: ({ fast, slow, signal }, [lines, signals, histogram], close) => {
    const { length } = close
    const keepFast = emaKeep(fast)
    const keepSlow = emaKeep(slow)
    const keepSignal = emaKeep(signal)
    const quick = exponentialAverage(fast, keepFast)
    const calm = exponentialAverage(slow, keepSlow)
    const trigger = exponentialAverage(signal, keepSignal)
    const known = Math.min(slow + signal - 1, length)
    let quickly = Number.NaN
    let calmly = Number.NaN
    let average = Number.NaN
    for (let i = 0; i < known; i++) {
      quickly = quick(close[i])
      calmly = calm(close[i])
      if (i < slow - 1) continue
      const line = quickly - calmly
      average = trigger(line)
      lines[i] = line
      signals[i] = average
      histogram[i] = line - average
    }
    for (let i = known; i < length; i++) {
      const value = close[i]
      quickly = value - keepFast * (value - quickly)
      calmly = value - keepSlow * (value - calmly)
      const line = quickly - calmly
      average = line - keepSignal * (line - average)
      lines[i] = line
      signals[i] = average
      histogram[i] = line - average
    }
  },
})
