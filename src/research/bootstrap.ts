import { ConfigError } from '../base/errors.ts'
import { didYouMean } from '../base/nearest.ts'
import { fillBlocks, fillIid, fillShuffled, fillSkipped, fillStationary } from './index-rules.ts'
import { RandomWords } from './random-words.ts'

/**
 * How a new history is drawn from an old one.
 *
 * `iid`: every return on its own; destroys all memory. `block`: stretches of one length, joined at random (circular). `stationary`:
 * stretches of random length. `shuffle`: the same returns in another order. `skip`: the same order with some returns missing.
 */
export type ResampleMethod = 'iid' | 'block' | 'stationary' | 'shuffle' | 'skip'

const METHODS: readonly ResampleMethod[] = ['iid', 'block', 'stationary', 'shuffle', 'skip']

/**
 * Options of {@link createBootstrap}.
 */
export interface BootstrapOptions {
  readonly method: ResampleMethod
  /** Number of returns, bars or trades to draw from. */
  readonly observations: number
  /** Same seed, same indices. */
  readonly seed: string | number
  /** Length of a block for `block`, mean length for `stationary`: 1 or more. */
  readonly blockLength?: number
  /** Share of observations that `skip` leaves out: exactly so many, rounded. Default 0.1. */
  readonly skip?: number
}

/**
 * Draws indices, path by path.
 */
export interface Bootstrap {
  /**
   * Fills in the indices of a path: they depend on the seed and on the number of the path, not on what was drawn before. Where `skip` leaves something out
   * the index is the number of observations. Allocates nothing.
   *
   * @param path - From 0 to 2³² - 1.
   * @param into - As many indices as wanted; for `shuffle` and `skip` as many as there are observations.
   * @returns `into`.
   */
  fill(path: number, into: Uint32Array): Uint32Array
}

/**
 * A source of resampled indices: the base of {@link monteCarlo}, for statistics of your own.
 *
 * @throws {@link ConfigError} `research/method`, `research/observations`, `research/block-length`, `research/skip`.
 *
 * @example
 * ```ts
 * import { createBootstrap } from 'peak-trade'
 *
 * const bootstrap = createBootstrap({ method: 'stationary', observations: 250, blockLength: 10, seed: 1 })
 * const indices = bootstrap.fill(0, new Uint32Array(250))
 * indices[1] < 250 // true
 * ```
 */
export function createBootstrap(options: BootstrapOptions): Bootstrap {
  const { method, observations, seed, skip = 0.1 } = options
  checkOptions(options)
  const blockLength = options.blockLength ?? 1
  const words = new RandomWords(seed, 512)
  const missing = Math.round(skip * observations)
  return {
    fill(path, into) {
      words.start(path)
      if (method === 'iid') fillIid(words, observations, into)
      else if (method === 'block') fillBlocks(words, observations, Math.max(1, Math.round(blockLength)), into)
      else if (method === 'stationary') fillStationary(words, observations, 1 / blockLength, into)
      else {
        if (into.length !== observations)
          throw new ConfigError('research/observations', `${method} gives ${observations} indices, not ${into.length}`, {
            observations,
            length: into.length,
          })
        if (method === 'shuffle') fillShuffled(words, into)
        else fillSkipped(words, missing, into)
      }
      return into
    },
  }
}

function checkOptions({ method, observations, blockLength, skip = 0.1 }: BootstrapOptions): void {
  if (!METHODS.includes(method))
    throw new ConfigError(
      'research/method',
      `unknown method "${String(method)}"${didYouMean(String(method), METHODS)} Known: ${METHODS.join(', ')}`,
      { method },
    )
  if (!(Number.isInteger(observations) && observations >= 1 && observations < 2 ** 31))
    throw new ConfigError('research/observations', `there are ${observations} observations to draw from; there must be at least one`, {
      observations,
    })
  if ((method === 'block' || method === 'stationary') && !(blockLength !== undefined && blockLength >= 1 && Number.isFinite(blockLength)))
    throw new ConfigError('research/block-length', `blockLength is ${blockLength}, it must be a number of bars from 1`, { blockLength })
  if (!(skip >= 0 && skip < 1))
    throw new ConfigError('research/skip', `skip is ${skip}, it must be a share from 0 to below 1, such as 0.1 for every tenth`, { skip })
}
