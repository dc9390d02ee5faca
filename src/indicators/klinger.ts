import { emaKeep, exponentialAverage, fillExponentialAverage } from './exponential-average.ts'
import { defineIndicator } from './indicator.ts'

/**
 * Klinger volume oscillator: `value` is the fast exponential average of the volume force less the slow one, `signal` the average of that;
 * in units of volume times 100.
 *
 * The trend is up when `high + low + close` rose, else down. The force of a bar is `100 * trend * volume * |2 (range / sum - 1)|`, with
 * `sum` the ranges `high - low` since the bar before the trend turned; 0 where that is 0. Some count `|2 range / sum - 1|` instead
 * (tulip). Forces begin on bar 2, `value` on bar `slow + 1`, `signal` on bar `slow + signal`; averages start from the mean of their first
 * values. Agrees with Stock.Indicators. Source: Klinger, Technical Analysis of Stocks and Commodities, December 1997.
 *
 * @throws {@link ConfigError} `indicator/param` when `fast` is not smaller than `slow`.
 *
 * @example
 * ```ts
 * import { klinger, syntheticBars } from 'peak-trade'
 *
 * const { value, signal } = klinger(syntheticBars({ seed: 1, length: 100 }))
 * value[99] > signal[99] // does volume push upward?
 * ```
 */
export const klinger = defineIndicator({
  id: 'klinger',
  inputs: ['high', 'low', 'close', 'volume'],
  outputs: ['value', 'signal'],
  params: {
    fast: { default: 34, min: 1, integer: true },
    slow: { default: 55, min: 2, integer: true },
    signal: { default: 13, min: 1, integer: true },
  },
  check: ({ fast, slow }) => (fast < slow ? undefined : `fast is ${fast}, it must be smaller than slow, which is ${slow}`),
  warmup: ({ slow, signal }) => slow + signal,
  start: ({ fast, slow, signal }) => {
    const quick = exponentialAverage(fast, emaKeep(fast))
    const calm = exponentialAverage(slow, emaKeep(slow))
    const trigger = exponentialAverage(signal, emaKeep(signal))
    const result = [Number.NaN, Number.NaN]
    let bars = 0
    let trend = 0
    let before = Number.NaN
    let rangeBefore = 0
    let sum = 0
    return (high, low, close, volume) => {
      const total = high + low + close
      const direction = total > before ? 1 : -1
      const range = high - low
      if (bars >= 2) {
        sum = direction === trend ? sum + range : rangeBefore + range
        const force = sum === 0 ? 0 : 100 * direction * volume * Math.abs(2 * (range / sum - 1))
        const value = quick(force) - calm(force)
        result[0] = value
        if (value === value) result[1] = trigger(value)
      }
      bars++
      trend = direction
      before = total
      rangeBefore = range
      return result
    }
  },
  fill: ({ fast, slow, signal }, [values, signals], high, low, close, volume) => {
    const { length } = close
    if (length <= slow + 1) return
    const forces = new Float64Array(length - 2)
    const calm = new Float64Array(length - 2)
    let trend = high[1] + low[1] + close[1] > high[0] + low[0] + close[0] ? 1 : -1
    let sum = 0
    for (let i = 2; i < length; i++) {
      const direction = high[i] + low[i] + close[i] > high[i - 1] + low[i - 1] + close[i - 1] ? 1 : -1
      const range = high[i] - low[i]
      sum = direction === trend ? sum + range : high[i - 1] - low[i - 1] + range
      forces[i - 2] = sum === 0 ? 0 : 100 * direction * volume[i] * Math.abs(2 * (range / sum - 1))
      trend = direction
    }
    const into = values.subarray(2)
    fillExponentialAverage(forces, into, { period: fast, keep: emaKeep(fast) })
    fillExponentialAverage(forces, calm, { period: slow, keep: emaKeep(slow) })
    into.fill(Number.NaN, 0, slow - 1)
    for (let i = slow - 1; i < into.length; i++) into[i] -= calm[i]
    fillExponentialAverage(values.subarray(slow + 1), signals.subarray(slow + 1), { period: signal, keep: emaKeep(signal) })
  },
})
