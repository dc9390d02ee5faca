import { ConfigError } from '../base/errors.ts'
import type { Bars } from '../market/bars.ts'
import { type BarMemory, barMemory } from './bar-memory.ts'
import { RandomWords } from './random-words.ts'

/**
 * Options of {@link noisyBars}.
 */
export interface NoiseOptions {
  /** Same seed, same noise. */
  readonly seed: string | number
  /** Standard deviation of the noise as a fraction of the price. Default 0.001. */
  readonly noise?: number
  /** Which of the many noisy versions: they are independent. Default 0. */
  readonly path?: number
}

/**
 * The same bars with a little noise on every price: what another exchange, another feed or a moment's delay would have shown. A rule that
 * needs the exact prices of its history does not survive it.
 *
 * Open, high, low and close each get their own noise, a sum of four uniform numbers (nearly normal, never beyond 3.5 standard
 * deviations), so it is the same on every machine. The range is widened where that is needed to hold open and close.
 *
 * @throws {@link ConfigError} `research/noise` unless the noise is from 0 to below 0.25.
 *
 * @example
 * ```ts
 * import { noisyBars, syntheticBars } from 'peak-trade'
 *
 * const bars = syntheticBars({ seed: 1, length: 100 })
 * const noisy = noisyBars(bars, { seed: 1, noise: 0.002 })
 * noisy.close[50] / bars.close[50] // near 1
 * ```
 */
export function noisyBars(bars: Bars, options: NoiseOptions): Bars {
  const memory = barMemory(bars)
  noiseMaker(bars, options)(options.path ?? 0, memory)
  return Object.freeze(memory)
}

/** Makes noisy versions of bars into memory that is there. */
export function noiseMaker(bars: Bars, { seed, noise = 0.001 }: NoiseOptions): (path: number, into: BarMemory) => void {
  // At a quarter the largest noise would take the whole price.
  if (!(noise >= 0 && noise < 0.25))
    throw new ConfigError('research/noise', `noise is ${noise}, it must be a fraction of the price from 0 to below 0.25`, { noise })
  const random = new RandomWords(seed, 16)
  const { words } = random
  // The sum of four uniform numbers has the variance 1/3.
  const scale = noise * Math.sqrt(3)
  const factor = (k: number) => 1 + scale * ((words[k] + words[k + 1] + words[k + 2] + words[k + 3]) * 2 ** -32 - 2)
  return (path, into) => {
    random.start(path)
    for (let i = 0; i < bars.length; i++) {
      if (i > 0) random.refill()
      const open = bars.open[i] * factor(0)
      const close = bars.close[i] * factor(4)
      into.open[i] = open
      into.close[i] = close
      into.high[i] = Math.max(open, close, bars.high[i] * factor(8))
      into.low[i] = Math.min(open, close, bars.low[i] * factor(12))
      into.volume[i] = bars.volume[i]
    }
  }
}
