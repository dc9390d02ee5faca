import { defineIndicator } from './indicator.ts'
import { roc } from './roc.ts'
import { wma } from './wma.ts'

/**
 * Coppock curve: the weighted average over `period` bars of two rates of change, over `short` and `long` bars, added up; in
 * percent. Made for months, where a turn upward below 0 is called a buy.
 *
 * NaN for as long as a rate of change from a value of 0 is in the window. First value on bar `max(short, long) + period - 1`. Source:
 * Coppock, Barron's, 1962.
 *
 * @example
 * ```ts
 * import { coppock } from 'peak-trade'
 *
 * coppock(Float64Array.of(100, 110, 121), { short: 1, long: 2, period: 1 }) // NaN, NaN, 31
 * ```
 */
export const coppock = defineIndicator({
  id: 'coppock',
  inputs: ['close'],
  outputs: ['value'],
  params: {
    short: { default: 11, min: 1, integer: true },
    long: { default: 14, min: 1, integer: true },
    period: { default: 10, min: 1, integer: true },
  },
  warmup: ({ short, long, period }) => Math.max(short, long) + period - 1,
  start: ({ short, long, period }) => {
    const quick = roc.start({ period: short })
    const calm = roc.start({ period: long })
    const average = wma.start({ period })
    const first = Math.max(short, long)
    let bar = -1
    return close => {
      bar++
      const rates = (quick(close, close, close, close) as number) + (calm(close, close, close, close) as number)
      // Before there are both rates, they are not a hole but no bar yet.
      return bar < first ? Number.NaN : average(rates, rates, rates, rates)
    }
  },
  fill: ({ short, long, period }, [out], close) => {
    const first = Math.max(short, long)
    const rates = new Float64Array(close.length)
    roc.fill?.({ period: short }, [rates], close, close, close, close)
    roc.fill?.({ period: long }, [out], close, close, close, close)
    for (let i = first; i < close.length; i++) rates[i] += out[i]
    const known = rates.subarray(first)
    wma.fill?.({ period }, [out.subarray(first)], known, known, known, known)
    out.fill(Number.NaN, long, first + period - 1)
  },
})
