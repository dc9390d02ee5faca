import { ConfigError, DataError } from '../base/errors.ts'
import type { Bars } from '../market/bars.ts'
import { type BarMemory, barMemory } from './bar-memory.ts'
import { optimalBlockLength } from './block-length.ts'
import { createBootstrap } from './bootstrap.ts'
import { RandomWords } from './random-words.ts'
import { fitVolatilityRegimes } from './volatility-regimes.ts'

/**
 * Options of {@link syntheticLike}.
 */
export interface SyntheticLikeOptions {
  /** Same seed, same bars. */
  readonly seed: string | number
  /**
   * `blocks` (default): stretches of the history joined at random. `regimes`: a quiet and a turbulent state are fitted, a new sequence of
   * states is drawn, and each bar is one of the history's bars of that state.
   */
  readonly kind?: 'blocks' | 'regimes'
  /** Mean length of a stretch for `blocks`. Default: automatic, from the memory of the volatility. */
  readonly blockLength?: number
  /** Which of the many histories: they are independent. Default 0. */
  readonly path?: number
}

/**
 * A made-up history that is like a real one: the same times, and every bar has the shape (open, high, low and close to each other, and
 * the gap to the close before) and the volume of some bar of the history.
 *
 * `blocks` keeps what lies within a stretch: short trends, clusters of volatility (stationary bootstrap, Politis and Romano 1994).
 * `regimes` keeps only the volatility's states ({@link fitVolatilityRegimes}): whatever else a rule lives on is gone.
 *
 * @throws {@link ConfigError} `research/kind`, `research/block-length`, `DataError` `research/returns` when there are too few bars
 * (two for `blocks`, 21 for `regimes`).
 *
 * @example
 * ```ts
 * import { syntheticBars, syntheticLike } from 'peak-trade'
 *
 * const bars = syntheticBars({ seed: 1, length: 200 })
 * const other = syntheticLike(bars, { seed: 1 })
 * other.length // 200
 * other.open[0] === bars.open[0] // true
 * ```
 */
export function syntheticLike(bars: Bars, options: SyntheticLikeOptions): Bars {
  const memory = barMemory(bars)
  syntheticMaker(bars, options)(options.path ?? 0, memory)
  return Object.freeze(memory)
}

/** Makes histories into memory that is there. */
export function syntheticMaker(bars: Bars, options: SyntheticLikeOptions): (path: number, into: BarMemory) => void {
  if (bars.length < 2) throw new DataError('research/returns', `${bars.length} bars are too few to make others like them; give two or more`)
  const { kind = 'blocks' } = options
  if (kind !== 'blocks' && kind !== 'regimes')
    throw new ConfigError('research/kind', `kind is ${String(kind)}, it must be 'blocks' or 'regimes'`)
  const shapes = shapesOf(bars)
  const indices = new Uint32Array(bars.length)
  const draw = kind === 'blocks' ? blockDrawer(bars, options) : regimeDrawer(bars, options)
  return (path, into) => {
    draw(path, indices)
    rebuild(bars, shapes, indices, into)
  }
}

type Drawer = (path: number, into: Uint32Array) => void

function blockDrawer(bars: Bars, options: SyntheticLikeOptions): Drawer {
  const automatic = optimalBlockLength(logReturns(bars).map(Math.abs)).stationary
  const blockLength = options.blockLength ?? (Number.isNaN(automatic) ? 1 : Math.max(1, automatic))
  const bootstrap = createBootstrap({ method: 'stationary', observations: bars.length, blockLength, seed: options.seed })
  return (path, into) => bootstrap.fill(path, into)
}

function regimeDrawer(bars: Bars, { seed }: SyntheticLikeOptions): Drawer {
  const { turbulent, stay } = fitVolatilityRegimes(logReturns(bars))
  const pools: [number[], number[]] = [[], []]
  // The return into a bar tells its state, so the first bar, which has none, is in no pool.
  for (let t = 0; t < turbulent.length; t++) pools[turbulent[t] > 0.5 ? 1 : 0].push(t + 1)
  const calm = (1 - stay[1]) / (2 - stay[0] - stay[1])
  const random = new RandomWords(seed, 2)
  return (path, into) => {
    random.start(path)
    const { words } = random
    let state = words[0] * 2 ** -32 < calm ? 0 : 1
    for (let i = 0; i < into.length; i++) {
      random.refill()
      if (i > 0 && words[0] * 2 ** -32 >= stay[state]) state = 1 - state
      const pool = pools[state].length > 0 ? pools[state] : pools[1 - state]
      into[i] = pool[Math.floor(words[1] * pool.length * 2 ** -32)]
    }
  }
}

/** Prices of each bar over its own open, and its open over the close before. */
interface Shapes {
  readonly gap: Float64Array
  readonly high: Float64Array
  readonly low: Float64Array
  readonly close: Float64Array
}

function shapesOf({ open, high, low, close, length }: Bars): Shapes {
  const over = (column: Bars['open']) => Float64Array.from({ length }, (_, i) => column[i] / open[i])
  const gap = Float64Array.from({ length }, (_, i) => (i === 0 ? 1 : open[i] / close[i - 1]))
  return { gap, high: over(high), low: over(low), close: over(close) }
}

function rebuild(bars: Bars, { gap, high, low, close }: Shapes, indices: Uint32Array, into: BarMemory): void {
  let before = bars.open[0]
  for (let i = 0; i < indices.length; i++) {
    const from = indices[i]
    const open = i === 0 ? before : before * gap[from]
    into.open[i] = open
    into.high[i] = open * high[from]
    into.low[i] = open * low[from]
    into.close[i] = open * close[from]
    into.volume[i] = bars.volume[from]
    before = into.close[i]
  }
}

function logReturns({ close, length }: Bars): Float64Array {
  return Float64Array.from({ length: length - 1 }, (_, i) => Math.log(close[i + 1] / close[i]))
}
