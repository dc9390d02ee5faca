import { ConfigError } from '../base/errors.ts'
import { type Random, seededRandom } from '../base/random.ts'
import { barsPerYear, type Calendar, parseTimeframe, type Timeframe } from '../base/timeframe.ts'
import type { Bars } from './bars.ts'
import { tradingTimes } from './trading-times.ts'

/**
 * One state of a market that changes its character: annual drift and volatility, and how long it lasts on average.
 *
 * @example
 * ```ts
 * import { syntheticBars, type SyntheticRegime } from 'peak-trade'
 *
 * const regimes: SyntheticRegime[] = [
 *   { drift: 0.4, volatility: 0.3, meanBars: 500 },
 *   { drift: -0.9, volatility: 0.9, meanBars: 100 },
 * ]
 * syntheticBars({ seed: 1, length: 1000, kind: 'regimes', regimes }).length // 1000
 * ```
 */
export interface SyntheticRegime {
  /** Expected return of a year as a continuous rate: 0.1 is e^0.1 - 1. */
  readonly drift: number
  /** Standard deviation of a year's logarithmic return. */
  readonly volatility: number
  /** Mean length in bars; the true length is random. */
  readonly meanBars: number
}

/**
 * What {@link syntheticBars} makes. All but seed and length have defaults.
 *
 * @example
 * ```ts
 * import { syntheticBars, type SyntheticOptions } from 'peak-trade'
 *
 * const options: SyntheticOptions = { seed: 7, length: 252, timeframe: '1d', calendar: 'stocks', drift: 0.08, volatility: 0.2 }
 * syntheticBars(options).length // 252
 * ```
 */
export interface SyntheticOptions {
  /** Same seed, same bars. */
  readonly seed: string | number
  /** Number of bars. */
  readonly length: number
  /** Default `1h`. */
  readonly timeframe?: Timeframe
  /** Default `24/7`. Other calendars have no bars in weekends; stocks trade 14:30 to 21:00 UTC. */
  readonly calendar?: Calendar
  /** Default `SYNTH`. */
  readonly symbol?: string
  /** Earliest opening time of the first bar, milliseconds since the Unix epoch, UTC; default 2024-01-01. */
  readonly start?: number
  /** First open; default 100. */
  readonly price?: number
  /**
   * `brownian` (default): geometric Brownian motion. `regimes`: the same with drift and volatility switching between states.
   * `jumps`: Brownian motion whose price now and then jumps between two bars (Merton 1976).
   */
  readonly kind?: 'brownian' | 'regimes' | 'jumps'
  /** Expected return of a year as a continuous rate; default 0, so that no rule can be right. */
  readonly drift?: number
  /** Standard deviation of a year's logarithmic return; default 0.5. */
  readonly volatility?: number
  /** The states of `regimes`; default a bull, a bear and a quiet market around `drift` and `volatility`. */
  readonly regimes?: readonly SyntheticRegime[]
  /** How often `jumps` jumps in a year; default 50. */
  readonly jumpsPerYear?: number
  /** Mean logarithmic size of a jump; default 0. */
  readonly jumpMean?: number
  /** Standard deviation of the logarithmic size of a jump; default 0.05. */
  readonly jumpVolatility?: number
}

/** Mean traded quantity of a bar. */
const VOLUME = 1000

/**
 * Random bars that look like a market: for examples, tests, and the question what a rule earns where there is nothing to earn.
 *
 * Close over open is an exact step of geometric Brownian motion (log return (drift - volatility²/2)·dt + volatility·√dt·z, dt one
 * bar of the calendar's year). High and low are drawn from the exact distributions of the maximum and the minimum of the
 * Brownian bridge between open and close, one independent of the other (high = e^((x₀ + x₁ + √((x₁ - x₀)² - 2·s²·ln u)) / 2)). The
 * open is the close before, but for jumps. Volume is log-normal and larger on larger moves.
 *
 * @throws {@link ConfigError} `synthetic/option` for an option out of range, `synthetic/price` when the price leaves what doubles
 * can hold.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'peak-trade'
 *
 * const bars = syntheticBars({ seed: 42, length: 1000, timeframe: '1d', kind: 'jumps', volatility: 0.8 })
 * bars.high[0] >= bars.close[0] // true
 * ```
 */
export function syntheticBars(options: SyntheticOptions): Bars {
  const { length, timeframe = '1h', calendar = '24/7', symbol = 'SYNTH', start = Date.UTC(2024, 0, 1), price = 100 } = options
  checkOptions(options)
  const random = seededRandom(options.seed)
  const model = makeModel(options, random, 1 / barsPerYear(parseTimeframe(timeframe), calendar))
  const open = new Float64Array(length)
  const high = new Float64Array(length)
  const low = new Float64Array(length)
  const close = new Float64Array(length)
  const volume = new Float64Array(length)
  const state: Step = { mean: 0, deviation: 0, jump: 0 }
  let x = Math.log(price)
  let before = price
  for (let i = 0; i < length; i++) {
    model(state, i)
    const { mean, deviation, jump } = state
    const from = x + jump
    const first = jump === 0 ? before : Math.exp(from)
    const move = mean + deviation * random.normal()
    const to = from + move
    const last = Math.exp(to)
    open[i] = first
    close[i] = last
    high[i] = Math.max(first, last, Math.exp((from + to + bridge(move, deviation, random)) / 2))
    low[i] = Math.min(first, last, Math.exp((from + to - bridge(move, deviation, random)) / 2))
    volume[i] = VOLUME * Math.exp(0.5 * random.normal() - 0.125) * (0.5 + (deviation > 0 ? 0.6 * (Math.abs(move) / deviation) : 0.5))
    if (!(low[i] > 0 && high[i] < Number.POSITIVE_INFINITY))
      throw new ConfigError('synthetic/price', `the price leaves all bounds at bar ${i}; use less volatility, drift or length`, { bar: i })
    x = to
    before = last
  }
  const time = tradingTimes({ start, length, timeframe, calendar })
  return Object.freeze({ symbol, timeframe, calendar, length, time, open, high, low, close, volume })
}

/** A bar's log drift and deviation, and the jump before it. */
interface Step {
  mean: number
  deviation: number
  jump: number
}

type Model = (step: Step, bar: number) => void

/** Width of the bridge: its maximum lies half of it above the middle of the ends, its minimum as far below. */
function bridge(move: number, deviation: number, random: Random): number {
  return Math.sqrt(move * move - 2 * deviation * deviation * Math.log(1 - random.uniform()))
}

function makeModel(options: SyntheticOptions, random: Random, dt: number): Model {
  const { kind = 'brownian', drift = 0, volatility = 0.5 } = options
  if (kind === 'regimes') return regimeModel(options.regimes ?? defaultRegimes(drift, volatility), random.fork('regimes'), dt)
  const mean = (drift - (volatility * volatility) / 2) * dt
  const deviation = volatility * Math.sqrt(dt)
  if (kind === 'jumps') return jumpModel(options, random.fork('jumps'), { mean, deviation, dt })
  return step => {
    step.mean = mean
    step.deviation = deviation
  }
}

function defaultRegimes(drift: number, volatility: number): SyntheticRegime[] {
  return [
    { drift: drift + 1.2 * volatility, volatility: 0.8 * volatility, meanBars: 300 },
    { drift: drift - 1.8 * volatility, volatility: 1.6 * volatility, meanBars: 150 },
    { drift, volatility: 0.5 * volatility, meanBars: 200 },
  ]
}

function regimeModel(regimes: readonly SyntheticRegime[], random: Random, dt: number): Model {
  let current = random.integer(regimes.length)
  return (step, bar) => {
    if (bar > 0 && regimes.length > 1 && random.uniform() * regimes[current].meanBars < 1)
      current = (current + 1 + random.integer(regimes.length - 1)) % regimes.length
    const { drift, volatility } = regimes[current]
    step.mean = (drift - (volatility * volatility) / 2) * dt
    step.deviation = volatility * Math.sqrt(dt)
  }
}

function jumpModel(
  { jumpsPerYear = 50, jumpMean = 0, jumpVolatility = 0.05 }: SyntheticOptions,
  random: Random,
  { mean, deviation, dt }: { readonly mean: number; readonly deviation: number; readonly dt: number },
): Model {
  const chance = 1 - Math.exp(-jumpsPerYear * dt)
  // Jumps alone move the expected price by this factor a bar; the drift takes it back.
  const compensation = Math.log1p(chance * Math.expm1(jumpMean + (jumpVolatility * jumpVolatility) / 2))
  return (step, bar) => {
    step.mean = mean - compensation
    step.deviation = deviation
    step.jump = bar > 0 && random.uniform() < chance ? jumpMean + jumpVolatility * random.normal() : 0
  }
}

function checkOptions(options: SyntheticOptions): void {
  const {
    length,
    start = 0,
    price = 100,
    kind = 'brownian',
    drift = 0,
    volatility = 0.5,
    regimes = [{ drift, volatility, meanBars: 1 }],
  } = options
  const { jumpsPerYear = 50, jumpMean = 0, jumpVolatility = 0.05 } = options
  if (!['brownian', 'regimes', 'jumps'].includes(kind)) throw refuse('kind', kind, "'brownian', 'regimes' or 'jumps'")
  if (!Number.isInteger(length) || length < 0) throw refuse('length', length, 'a whole number from 0')
  if (!Number.isFinite(start)) throw refuse('start', start, 'a time in milliseconds since 1970 UTC')
  if (!(price > 0 && price < Number.POSITIVE_INFINITY)) throw refuse('price', price, 'above 0')
  if (regimes.length === 0) throw refuse('regimes', 'empty', 'at least one regime')
  for (const regime of [...regimes, { drift, volatility, meanBars: 1 }]) {
    if (!Number.isFinite(regime.drift)) throw refuse('drift', regime.drift, 'a number')
    if (!(regime.volatility >= 0 && regime.volatility < Number.POSITIVE_INFINITY))
      throw refuse('volatility', regime.volatility, '0 or more')
    if (!(regime.meanBars >= 1)) throw refuse('meanBars', regime.meanBars, '1 or more')
  }
  if (!(jumpsPerYear >= 0 && jumpsPerYear < Number.POSITIVE_INFINITY)) throw refuse('jumpsPerYear', jumpsPerYear, '0 or more')
  if (!Number.isFinite(jumpMean)) throw refuse('jumpMean', jumpMean, 'a number')
  if (!(jumpVolatility >= 0 && jumpVolatility < Number.POSITIVE_INFINITY)) throw refuse('jumpVolatility', jumpVolatility, '0 or more')
}

function refuse(option: string, value: string | number, allowed: string): ConfigError {
  return new ConfigError('synthetic/option', `syntheticBars: ${option} is ${value}, it must be ${allowed}`, { option, value })
}
