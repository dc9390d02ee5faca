import { barRange } from './bar-range.ts'
import { defineIndicator } from './indicator.ts'
import { fillWindowSums, windowSum } from './window-sum.ts'

/**
 * Ultimate oscillator: the share of buying pressure in all movement over three periods, the shortest counting most; from 0 to
 * 100.
 *
 * Buying pressure is how far the close stands above the low or the close before, whichever is lower; it is divided by the true
 * range, each summed over a period. `100 * (4 * short + 2 * medium + long) / 7`. A period without any movement counts as one half
 * (TA-Lib says 0). First value on bar `max(short, medium, long)`. Otherwise agrees with TA-Lib `ULTOSC`. Source: Williams 1976,
 * published 1985.
 *
 * @example
 * ```ts
 * import { syntheticBars, ultimateOscillator } from 'peak-trade'
 *
 * const pressure = ultimateOscillator(syntheticBars({ seed: 1, length: 100 }))
 * pressure.findIndex(value => !Number.isNaN(value)) // 28
 * ```
 */
export const ultimateOscillator = defineIndicator({
  id: 'ultimate_oscillator',
  inputs: ['high', 'low', 'close'],
  outputs: ['value'],
  params: {
    short: { default: 7, min: 1, integer: true },
    medium: { default: 14, min: 1, integer: true },
    long: { default: 28, min: 1, integer: true },
  },
  warmup: ({ short, medium, long }) => Math.max(short, medium, long),
  start: ({ short, medium, long }) => {
    const pressures = [windowSum(short), windowSum(medium), windowSum(long)]
    const ranges = [windowSum(short), windowSum(medium), windowSum(long)]
    let before = Number.NaN
    return (high, low, close) => {
      const pressure = close - (before < low ? before : low)
      const range = barRange(high, low, before)
      const known = before === before
      before = close
      if (!known) return Number.NaN
      const quick = shareOf(pressures[0](pressure), ranges[0](range))
      const middle = shareOf(pressures[1](pressure), ranges[1](range))
      const calm = shareOf(pressures[2](pressure), ranges[2](range))
      return blend(quick, middle, calm)
    }
  },
  fill: ({ short, medium, long }, [out], high, low, close) => {
    const { length } = close
    if (length < 2) return
    const bars = length - 1
    const pressure = new Float64Array(bars)
    const range = new Float64Array(bars)
    for (let i = 1; i < length; i++) {
      const before = close[i - 1]
      pressure[i - 1] = close[i] - (before < low[i] ? before : low[i])
      range[i - 1] = barRange(high[i], low[i], before)
    }
    // The blend grows in the output: fresh memory for every part would cost more than the calculation.
    const shares = new Float64Array(bars)
    const ranges = new Float64Array(bars)
    const first = Math.max(short, medium, long)
    out.fill(0, first)
    for (const { period, weight } of [
      { period: short, weight: 4 },
      { period: medium, weight: 2 },
      { period: long, weight: 1 },
    ]) {
      fillWindowSums(pressure, period, shares)
      fillWindowSums(range, period, ranges)
      for (let i = first; i < length; i++) out[i] += weight * shareOf(shares[i - 1], ranges[i - 1])
    }
    for (let i = first; i < length; i++) out[i] = (out[i] / 7) * 100
  },
})

function shareOf(pressure: number, range: number): number {
  return range === 0 ? 0.5 : pressure / range
}

function blend(short: number, medium: number, long: number): number {
  return ((4 * short + 2 * medium + long) / 7) * 100
}
