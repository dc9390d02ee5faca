import { emaKeep } from './exponential-average.ts'
import { exponentialChain, seedChain } from './exponential-chain.ts'
import { defineIndicator } from './indicator.ts'

/**
 * Double exponential moving average: an exponential average plus its distance from its own exponential average, which takes
 * most of the lag away. In the unit of the input.
 *
 * `2 * e - ema(e)` with `e = ema(close)`. Seeds are those of {@link ema}, each average from its own first values. First value on
 * bar `2 * period - 2`. Agrees with TA-Lib `DEMA`. Source: Mulloy, Smoothing Data with Faster Moving Averages, 1994.
 *
 * @example
 * ```ts
 * import { dema } from 'peak-trade'
 *
 * dema(Float64Array.of(1, 3, 5, 16), { period: 2 }) // NaN, NaN, 5, 15
 * ```
 */
export const dema = defineIndicator({
  id: 'dema',
  inputs: ['close'],
  outputs: ['value'],
  params: { period: { default: 30, min: 1, integer: true } },
  warmup: ({ period }) => 2 * (period - 1),
  start: ({ period }) => {
    const chain = exponentialChain({ period, keep: emaKeep(period), stages: 2 })
    return close => {
      const averages = chain(close)
      return averages[0] + (averages[0] - averages[1])
    }
  },
  fill: ({ period }, [out], close) => {
    const keep = emaKeep(period)
    const seeded = 2 * (period - 1)
    let [one, two] = seedChain(close, { period, keep, stages: 2 })
    if (close.length > seeded) out[seeded] = one + (one - two)
    for (let i = seeded + 1; i < close.length; i++) {
      const value = close[i]
      one = value - keep * (value - one)
      two = one - keep * (one - two)
      out[i] = one + (one - two)
    }
  },
})
