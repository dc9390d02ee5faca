import { emaKeep, exponentialAverage } from './exponential-average.ts'
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
    const keepFast = emaKeep(fast)
    const keepSlow = emaKeep(slow)
    const keepSignal = emaKeep(signal)
    const quick = exponentialAverage(fast, keepFast)
    const calm = exponentialAverage(slow, keepSlow)
    const trigger = exponentialAverage(signal, keepSignal)
    const seeded = slow + signal + 1
    let before = high[1] + low[1] + close[1]
    let rangeBefore = high[1] - low[1]
    let rose = Number(before > high[0] + low[0] + close[0])
    let sum = 0
    let quickly = Number.NaN
    let calmly = Number.NaN
    let average = Number.NaN
    for (let i = 2; i < length; i++) {
      const total = high[i] + low[i] + close[i]
      const range = high[i] - low[i]
      // Zeros and ones instead of branches: nobody can predict where a price goes.
      const rises = Number(total > before)
      const stays = Number(rises === rose)
      sum = stays * sum + (1 - stays) * rangeBefore + range
      const force = sum === 0 ? 0 : 100 * (2 * rises - 1) * volume[i] * Math.abs(2 * (range / sum - 1))
      before = total
      rangeBefore = range
      rose = rises
      if (i >= seeded) {
        quickly = force - keepFast * (force - quickly)
        calmly = force - keepSlow * (force - calmly)
        const value = quickly - calmly
        average = value - keepSignal * (value - average)
        values[i] = value
        signals[i] = average
        continue
      }
      quickly = quick(force)
      calmly = calm(force)
      if (i <= slow) continue
      average = trigger(quickly - calmly)
      values[i] = quickly - calmly
      signals[i] = average
    }
  },
})
