import { defineIndicator } from './indicator.ts'
import { fillWindowSums, windowSum } from './window-sum.ts'

/**
 * Balance of power: how much of its range a bar went from open to close, from -1 (sellers) to 1 (buyers); the simple average
 * over `period` bars, by default of one.
 *
 * `(close - open) / (high - low)`; a bar without a range counts as 0. First value on bar `period - 1`. Agrees with TA-Lib `BOP`
 * for `period` 1 and with Stock.Indicators for 14. Source: Livshin 2001.
 *
 * @example
 * ```ts
 * import { balanceOfPower } from 'peak-trade'
 *
 * const bar = { open: Float64Array.of(5), high: Float64Array.of(8), low: Float64Array.of(4), close: Float64Array.of(7) }
 * balanceOfPower(bar) // 0.5
 * ```
 */
export const balanceOfPower = defineIndicator({
  id: 'balance_of_power',
  inputs: ['open', 'high', 'low', 'close'],
  outputs: ['value'],
  params: { period: { default: 1, min: 1, integer: true } },
  warmup: ({ period }) => period - 1,
  start: ({ period }) => {
    const sum = windowSum(period)
    return (open, high, low, close) => sum(powerOf(close - open, high - low)) / period
  },
  fill: ({ period }, [out], open, high, low, close) => {
    const { length } = close
    const powers = period === 1 ? out : new Float64Array(length)
    for (let i = 0; i < length; i++) powers[i] = powerOf(close[i] - open[i], high[i] - low[i])
    if (period > 1) fillWindowSums(powers, period, out, period)
  },
})

function powerOf(body: number, range: number): number {
  return range === 0 ? 0 : body / range
}
