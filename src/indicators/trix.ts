import { emaKeep } from './exponential-average.ts'
import { exponentialChain } from './exponential-chain.ts'
import { finiteRatio } from './finite-ratio.ts'
import { defineIndicator } from './indicator.ts'
import { signalLine } from './signal-line.ts'

/**
 * TRIX: by how many percent a triple exponential average changed since the bar before (`trix`, 0.1 means 0.1 %), and the
 * exponential average of that over `signal` bars (`signal`).
 *
 * Where the average was 0 there is no ratio: both are NaN, and the signal goes on as if that bar did not exist. Seeds are those of
 * {@link ema}, each average from its own first values. `trix` begins on bar `3 * period - 2`, `signal` on bar
 * `3 * period + signal - 3`. Agrees with TA-Lib `TRIX`. Source: Hutson 1983.
 *
 * @example
 * ```ts
 * import { syntheticBars, trix } from 'peak-trade'
 *
 * const line = trix(syntheticBars({ seed: 1, length: 100 }), { period: 15, signal: 9 })
 * line.trix[99] > line.signal[99] // does the trend gain speed?
 * ```
 */
export const trix = defineIndicator({
  id: 'trix',
  inputs: ['close'],
  outputs: ['trix', 'signal'],
  params: {
    period: { default: 30, min: 1, integer: true },
    signal: { default: 9, min: 1, integer: true },
  },
  warmup: ({ period, signal }) => 3 * (period - 1) + signal,
  start: ({ period, signal }) => {
    const chain = exponentialChain({ period, keep: emaKeep(period), stages: 3 })
    const trigger = signalLine(signal)
    const result = [Number.NaN, Number.NaN]
    let before = Number.NaN
    return close => {
      const average = chain(close)[2]
      const line = percentChange(average, before)
      before = average
      result[0] = line
      result[1] = trigger(line)
      return result
    }
  },
  fill: ({ period, signal }, [lines, signals], close) => {
    const { length } = close
    const keep = emaKeep(period)
    const keepSignal = emaKeep(signal)
    const chain = exponentialChain({ period, keep, stages: 3 })
    const trigger = signalLine(signal)
    let averages: Float64Array = new Float64Array(3).fill(Number.NaN)
    let before = Number.NaN
    let average = Number.NaN
    let known = 0
    for (; known < length && average !== average; known++) {
      averages = chain(close[known])
      const line = percentChange(averages[2], before)
      before = averages[2]
      average = trigger(line)
      lines[known] = line
      signals[known] = average
    }
    let [one, two, three] = averages
    for (let i = known; i < length; i++) {
      const value = close[i]
      before = three
      one = value - keep * (value - one)
      two = one - keep * (one - two)
      three = two - keep * (two - three)
      const line = percentChange(three, before)
      const next = line - keepSignal * (line - average)
      lines[i] = line
      signals[i] = next
      // Not over a hole in the line.
      if (next === next) average = next
    }
  },
})

function percentChange(now: number, before: number): number {
  return finiteRatio(100 * (now - before), before)
}
