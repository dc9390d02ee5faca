import { emaKeep, exponentialAverage, fillExponentialAverage } from './exponential-average.ts'
import { defineIndicator } from './indicator.ts'
import { moneyFlow } from './money-flow.ts'

/**
 * Chaikin oscillator: the fast exponential average of {@link accumulationDistribution} less the slow one, in units of volume; above 0
 * when money comes in faster than before.
 *
 * Seed: each average starts from the mean of its own first values, so the first value is on bar `slow - 1`. Agrees with
 * Stock.Indicators; TA-Lib `ADOSC` starts from the first value and differs at the beginning. Bars without a range or volume count as
 * no flow. Source: Chaikin, about 1980.
 *
 * @throws {@link ConfigError} `indicator/param` when `fast` is not smaller than `slow`.
 *
 * @example
 * ```ts
 * import { chaikinOscillator, syntheticBars } from 'peak-trade'
 *
 * chaikinOscillator(syntheticBars({ seed: 1, length: 100 }))[99] > 0 // does money come in?
 * ```
 */
export const chaikinOscillator = defineIndicator({
  id: 'chaikin_oscillator',
  inputs: ['high', 'low', 'close', 'volume'],
  outputs: ['value'],
  params: {
    fast: { default: 3, min: 1, integer: true },
    slow: { default: 10, min: 2, integer: true },
  },
  check: ({ fast, slow }) => (fast < slow ? undefined : `fast is ${fast}, it must be smaller than slow, which is ${slow}`),
  warmup: ({ slow }) => slow - 1,
  start: ({ fast, slow }) => {
    const quick = exponentialAverage(fast, emaKeep(fast))
    const calm = exponentialAverage(slow, emaKeep(slow))
    let total = 0
    return (high, low, close, volume) => {
      total += moneyFlow(high, low, close, volume)
      return quick(total) - calm(total)
    }
  },
  fill: ({ fast, slow }, [out], high, low, close, volume) => {
    const totals = new Float64Array(close.length)
    const calm = new Float64Array(close.length)
    let total = 0
    for (let i = 0; i < close.length; i++) {
      total += moneyFlow(high[i], low[i], close[i], volume[i])
      totals[i] = total
    }
    fillExponentialAverage(totals, out, { period: fast, keep: emaKeep(fast) })
    fillExponentialAverage(totals, calm, { period: slow, keep: emaKeep(slow) })
    out.fill(Number.NaN, 0, slow - 1)
    for (let i = slow - 1; i < close.length; i++) out[i] -= calm[i]
  },
})
