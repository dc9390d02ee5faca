import { defineIndicator } from './indicator.ts'

/**
 * Entropy of directions: how unpredictable the ups and downs of the last bars are, from 0 (always the same pattern) to 1 (every pattern
 * equally often).
 *
 * Each bar is up when it rose above the one before, else down (an unchanged value is down). The last `length` directions form a pattern;
 * the value is Shannon's entropy of the patterns on the last `period` bars, over its largest possible value, `length` bits. So 1 needs
 * a `period` that is a multiple of `2 ** length`. First value on bar `period + length - 1`. Source: Shannon, A Mathematical Theory of
 * Communication, 1948.
 *
 * @example
 * ```ts
 * import { entropy } from 'peak-trade'
 *
 * entropy(Float64Array.of(5, 6, 5, 6, 5), { period: 4, length: 1 })[4] // 1, as many ups as downs
 * ```
 */
export const entropy = defineIndicator({
  id: 'entropy',
  inputs: ['close'],
  outputs: ['value'],
  params: {
    period: { default: 64, min: 2, integer: true },
    length: { default: 3, min: 1, max: 10, integer: true },
  },
  warmup: ({ period, length }) => period + length - 1,
  start: ({ period, length }) => {
    const patterns = 2 ** length
    const counts = new Int32Array(patterns)
    const ring = new Int32Array(period)
    const bits = Float64Array.from({ length: period + 1 }, (_, count) => (count === 0 ? 0 : count * Math.log2(count)))
    let bars = -1
    let pattern = 0
    let before = Number.NaN
    return close => {
      pattern = (2 * pattern + Number(close > before)) % patterns
      before = close
      bars++
      if (bars < length) return Number.NaN
      const at = (bars - length) % period
      if (bars >= length + period) counts[ring[at]]--
      ring[at] = pattern
      counts[pattern]++
      if (bars < length + period - 1) return Number.NaN
      let sum = 0
      for (let k = 0; k < patterns; k++) sum += bits[counts[k]]
      const value = (bits[period] - sum) / period / length
      return Math.max(0, Math.min(1, value))
    }
  },
})
