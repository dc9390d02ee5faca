import { barsPerYear } from '../../src/base/timeframe.ts'
import type { Bars } from '../../src/market/bars.ts'
import { createStrategy } from '../../src/strategies/strategy.ts'
import { type Family, settings } from './families.ts'
import { type MarketKind, makeNoise, type Noise } from './noise.ts'

const CALENDAR = 'stocks'
const TIMEFRAME = '1d'
const DAY_MS = 86_400_000

/** Trading days in a year. */
export const yearBars = barsPerYear(TIMEFRAME, CALENDAR)

/** Memory for a market that is written bar by bar. */
interface MarketMemory extends Bars {
  readonly open: Float64Array
  readonly high: Float64Array
  readonly low: Float64Array
  readonly close: Float64Array
}

/** Who has the edge, and how much of it. */
export interface Plant {
  readonly family: Family
  readonly params: Readonly<Record<string, unknown>>
  /** Expected return of a full position per bar. */
  readonly drift: number
}

/** A market out of noise, with or without a planted edge: what {@link Plant} decides at a close moves the next bar its way. */
export function makeMarket(noise: Noise, plant?: Plant): { readonly bars: Bars; readonly targets: Float64Array } {
  const { length } = noise.gap
  const bars = memory(length)
  const { open, high, low, close } = bars
  const strategy = plant === undefined ? undefined : createStrategy(plant.family.strategy, plant.params)
  const targets = new Float64Array(length)
  let before = 100
  let target = 0
  for (let t = 0; t < length; t++) {
    // The position is taken at the open, so what it earns lies between open and close.
    const drift = plant === undefined ? 0 : plant.drift * target
    open[t] = before * (1 + noise.gap[t])
    close[t] = open[t] * (1 + noise.body[t] + drift)
    high[t] = Math.max(open[t], close[t]) * (1 + noise.above[t])
    low[t] = Math.min(open[t], close[t]) * (1 - noise.below[t])
    before = close[t]
    if (strategy === undefined) continue
    const decided = strategy.follow(bars, t + 1)[t]
    target = Number.isNaN(decided) ? 0 : decided
    targets[t] = target
  }
  return { bars, targets }
}

function memory(length: number): MarketMemory {
  const column = () => new Float64Array(length)
  return {
    symbol: 'CALIBRATION',
    timeframe: TIMEFRAME,
    calendar: CALENDAR,
    length,
    time: Float64Array.from({ length }, (_, t) => Date.UTC(2020, 0, 1) + t * DAY_MS),
    open: column(),
    high: column(),
    low: column(),
    close: column(),
    volume: column().fill(1000),
  }
}

/** Bars of the history on which drifts are found; the longer the closer. */
const LONG = 12_000

/**
 * The drift per bar with which a rule has a true annual Sharpe ratio after costs. On a long market of the same kind the time in the market,
 * the number of trades and the deviation of its returns are measured; what the noise happened to earn is left out, because its expectation is 0.
 */
export function findDrift(plant: Omit<Plant, 'drift'>, kind: MarketKind, sharpe: number): number {
  const noise = makeNoise(kind, `drift/${plant.family.strategy.id}/${JSON.stringify(plant.params)}`, LONG, yearBars)
  const wanted = sharpe / Math.sqrt(yearBars)
  let drift = 0.001 * sharpe
  for (let round = 0; round < 3; round++) {
    const { mean, deviation, exposure, cost } = expectedReturns(noise, { ...plant, drift })
    // mean = drift · exposure - cost, so the drift that gives the wanted mean with this exposure:
    drift = exposure > 0 ? (wanted * deviation + cost) / exposure : drift
    if (Math.abs(mean / deviation - wanted) < 0.0002) break
  }
  return drift
}

/** What a planted rule is expected to earn per bar, of a full position. */
export function expectedReturns(noise: Noise, plant: Plant) {
  const { targets } = makeMarket(noise, plant)
  const { length } = targets
  const { feeBps = 0, slippageBps = 0 } = settings.costs ?? {}
  let held = 0
  let turned = 0
  let sum = 0
  let squares = 0
  for (let t = 2; t < length; t++) {
    const target = targets[t - 1]
    const earlier = targets[t - 2]
    const cost = (Math.abs(target - earlier) * (feeBps + slippageBps)) / 10_000
    held += Math.abs(target)
    turned += cost
    // The gap belongs to the position of the day before.
    const got = earlier * noise.gap[t] + target * (noise.body[t] + plant.drift * target) - cost
    sum += got
    squares += got * got
  }
  const count = length - 2
  const exposure = held / count
  const cost = turned / count
  return { mean: plant.drift * exposure - cost, deviation: Math.sqrt(squares / count - (sum / count) ** 2), exposure, cost }
}
