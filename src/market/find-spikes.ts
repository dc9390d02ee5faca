import type { Column } from '../base/column.ts'

const SAMPLE = 4096
const SIGMAS = 20
/** A quarter of the way down a normal distribution's half: the median of its absolute values in standard deviations. */
const MEDIAN_OF_NORMAL = 0.6744897501960817
const GOLDEN = 0.6180339887498949

/**
 * The logarithmic return from which a close looks like a wrong quote: 20 robust standard deviations (median absolute return
 * over 0.6745, unchanged closes left out). With more than 4,096 bars the median is that of 4,096 returns spread over the
 * history. Infinity when no close ever changes.
 */
export function spikeLimit(close: Column): number {
  const limit = SIGMAS * robustSigma(close)
  return limit > 0 ? limit : Number.POSITIVE_INFINITY
}

/**
 * Of the bars that jumped by more than {@link spikeLimit}, those of which more than half is taken back on the next bar.
 */
export function findSpikes(close: Column, jumps: readonly number[]): number[] {
  return jumps.filter(i => {
    if (i === 0 || i + 1 >= close.length) return false
    return -Math.log(close[i + 1] / close[i]) / Math.log(close[i] / close[i - 1]) > 0.5
  })
}

function robustSigma(close: Column): number {
  const returns = close.length - 1
  const sample = new Float64Array(Math.max(0, Math.min(returns, SAMPLE)))
  let count = 0
  for (let k = 0; k < sample.length; k++) {
    // Multiples of the golden ratio never fall in step with days or weeks.
    const i = 1 + (returns <= SAMPLE ? k : Math.floor(((k * GOLDEN) % 1) * returns))
    const size = Math.abs(Math.log(close[i] / close[i - 1]))
    if (size > 0) sample[count++] = size
  }
  if (count === 0) return 0
  const sizes = sample.subarray(0, count).sort()
  return (sizes[(count - 1) >>> 1] + sizes[count >>> 1]) / 2 / MEDIAN_OF_NORMAL
}
