import seedrandom from 'seedrandom'

/**
 * A reproducible source of randomness: the same seed gives the same numbers on every machine.
 *
 * @example
 * ```ts
 * import { seededRandom } from 'peak-trade'
 *
 * const random = seededRandom(42)
 * random.uniform() // a number in [0, 1), the same at every run
 * random.fork('fees').uniform() // does not depend on how much was drawn from `random`
 * ```
 */
export interface Random {
  /** Uniform in [0, 1), 53 bits. */
  uniform(): number
  /** Standard normal (Marsaglia's polar method). */
  normal(): number
  /** Uniform integer in [0, bound). */
  integer(bound: number): number
  /** An independent stream that depends only on this stream's seed and on the label. */
  fork(label: string): Random
}

/**
 * A random stream for a seed. ARC4 of the `seedrandom` package: portable, and fast enough outside hot loops.
 *
 * @param seed - Any string or finite number; 42 and '42' are the same seed.
 *
 * @example
 * ```ts
 * import { seededRandom } from 'peak-trade'
 *
 * seededRandom(1).uniform() === seededRandom(1).uniform() // true
 * ```
 */
export function seededRandom(seed: string | number): Random {
  const generator = seedrandom(String(seed))
  let spare = Number.NaN
  return {
    uniform: () => generator(),
    normal() {
      if (!Number.isNaN(spare)) {
        const value = spare
        spare = Number.NaN
        return value
      }
      for (;;) {
        const x = 2 * generator() - 1
        const y = 2 * generator() - 1
        const s = x * x + y * y
        if (s >= 1 || s === 0) continue
        const scale = Math.sqrt((-2 * Math.log(s)) / s)
        spare = y * scale
        return x * scale
      }
    },
    integer: bound => Math.floor(generator() * bound),
    fork: label => seededRandom(`${seed}/${label}`),
  }
}
