import { logRatio } from './log-ratio.ts'

/** The variance of a bar after Rogers and Satchell 1991, which a drift does not change; NaN where a price is 0. */
export function driftlessVariance(open: number, high: number, low: number, close: number): number {
  return logRatio(high, close) * logRatio(high, open) + logRatio(low, close) * logRatio(low, open)
}
