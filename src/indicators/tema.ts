import { emaKeep } from './exponential-average.ts'
import { exponentialChain, seedChain } from './exponential-chain.ts'
import { defineIndicator } from './indicator.ts'

/**
 * Triple exponential moving average: three exponential averages of one another, put together so that a steady trend is
 * followed without lag. In the unit of the input.
 *
 * `3 * e1 - 3 * e2 + e3`, where each average is taken of the one before. Seeds are those of {@link ema}, each from its own first
 * values. First value on bar `3 * period - 3`. Agrees with TA-Lib `TEMA`. Source: Mulloy, Smoothing Data with Less Lag, 1994.
 *
 * @example
 * ```ts
 * import { tema } from 'peak-trade'
 *
 * tema(Float64Array.of(1, 3, 5, 7), { period: 2 }) // NaN, NaN, NaN, 7
 * ```
 */
export const tema = defineIndicator({
  id: 'tema',
  inputs: ['close'],
  outputs: ['value'],
  params: { period: { default: 30, min: 1, integer: true } },
  warmup: ({ period }) => 3 * (period - 1),
  start: ({ period }) => {
    const chain = exponentialChain({ period, keep: emaKeep(period), stages: 3 })
    return close => {
      const averages = chain(close)
      return averages[2] + 3 * (averages[0] - averages[1])
    }
  },
  fill: ({ period }, [out], close) => {
    const keep = emaKeep(period)
    const seeded = 3 * (period - 1)
    let [one, two, three] = seedChain(close, { period, keep, stages: 3 })
    if (close.length > seeded) out[seeded] = three + 3 * (one - two)
    for (let i = seeded + 1; i < close.length; i++) {
      const value = close[i]
      one = value - keep * (value - one)
      two = one - keep * (one - two)
      three = two - keep * (two - three)
      out[i] = three + 3 * (one - two)
    }
  },
})
