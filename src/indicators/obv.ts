import { defineIndicator } from './indicator.ts'

/**
 * On-balance volume: the volume of all bars that closed higher less that of all bars that closed lower.
 *
 * Starts at 0 on the first bar; an unchanged close adds nothing. Only its changes mean something: TA-Lib `OBV` starts at the
 * first bar's volume and is otherwise the same. Source: Granville 1963.
 *
 * @example
 * ```ts
 * import { obv } from 'peak-trade'
 *
 * obv({ close: Float64Array.of(5, 6, 4), volume: Float64Array.of(10, 20, 50) }) // 0, 20, -30
 * ```
 */
export const obv = defineIndicator({
  id: 'obv',
  inputs: ['close', 'volume'],
  outputs: ['value'],
  params: {},
  warmup: () => 0,
  start: () => {
    let total = 0
    let before = Number.NaN
    return (close, volume) => {
      total += direction(close, before) * volume
      before = close
      return total
    }
  },
  fill: (_, [out], close, volume) => {
    let total = 0
    let before = Number.NaN
    for (let i = 0; i < close.length; i++) {
      const value = close[i]
      total += direction(value, before) * volume[i]
      before = value
      out[i] = total
    }
  },
})

// Arithmetic on comparisons instead of a branch that nobody can predict; 0 when nothing came before.
function direction(value: number, before: number): number {
  return Number(value > before) - Number(value < before)
}
