import { emaKeep, exponentialAverage } from './exponential-average.ts'
import { finiteRatio } from './finite-ratio.ts'
import { defineIndicator } from './indicator.ts'
import { signalLine } from './signal-line.ts'

/**
 * Percentage price oscillator: how far the fast exponential average stands above the slow one, in percent of the slow one
 * (`ppo`, 2 means 2 %), its average over `signal` bars (`signal`) and what it stands above that (`histogram`). On volumes it is
 * called PVO.
 *
 * Where the slow average is 0 there is no ratio: all three are NaN, and the signal goes on as if that bar did not exist. Seeds are
 * those of {@link ema}. `ppo` begins on bar `slow - 1`, the others on bar `slow + signal - 2`. Agrees with TA-Lib `PPO` of
 * exponential averages (its default are simple ones) and with the PVO of Stock.Indicators. Source: Appel.
 *
 * @throws {@link ConfigError} `indicator/param` when `fast` is not smaller than `slow`.
 *
 * @example
 * ```ts
 * import { ppo, syntheticBars } from 'peak-trade'
 *
 * const bars = syntheticBars({ seed: 1, length: 100 })
 * ppo(bars).histogram[99] > 0 // does the momentum grow?
 * ppo(bars.volume).ppo // of volumes
 * ```
 */
export const ppo = defineIndicator({
  id: 'ppo',
  inputs: ['close'],
  outputs: ['ppo', 'signal', 'histogram'],
  params: {
    fast: { default: 12, min: 1, integer: true },
    slow: { default: 26, min: 2, integer: true },
    signal: { default: 9, min: 1, integer: true },
  },
  check: ({ fast, slow }) => (fast < slow ? undefined : `fast is ${fast}, it must be smaller than slow, which is ${slow}`),
  warmup: ({ slow, signal }) => slow + signal - 2,
  start: ({ fast, slow, signal }) => {
    const quick = exponentialAverage(fast, emaKeep(fast))
    const calm = exponentialAverage(slow, emaKeep(slow))
    const trigger = signalLine(signal)
    const result = [Number.NaN, Number.NaN, Number.NaN]
    return close => {
      const line = percentAbove(quick(close), calm(close))
      const average = trigger(line)
      result[0] = line
      result[1] = average
      result[2] = line - average
      return result
    }
  },
  fill: ({ fast, slow, signal }, [lines, signals, histogram], close) => {
    const { length } = close
    const keepFast = emaKeep(fast)
    const keepSlow = emaKeep(slow)
    const keepSignal = emaKeep(signal)
    const quick = exponentialAverage(fast, keepFast)
    const calm = exponentialAverage(slow, keepSlow)
    const trigger = signalLine(signal)
    let quickly = Number.NaN
    let calmly = Number.NaN
    let average = Number.NaN
    let known = 0
    for (; known < length && average !== average; known++) {
      quickly = quick(close[known])
      calmly = calm(close[known])
      const line = percentAbove(quickly, calmly)
      average = trigger(line)
      lines[known] = line
      signals[known] = average
      histogram[known] = line - average
    }
    for (let i = known; i < length; i++) {
      const value = close[i]
      quickly = value - keepFast * (value - quickly)
      calmly = value - keepSlow * (value - calmly)
      const line = percentAbove(quickly, calmly)
      const next = line - keepSignal * (line - average)
      lines[i] = line
      signals[i] = next
      histogram[i] = line - next
      // Not over a hole in the line.
      if (next === next) average = next
    }
  },
})

function percentAbove(fast: number, slow: number): number {
  return finiteRatio(100 * (fast - slow), slow)
}
