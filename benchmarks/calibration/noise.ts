import { readFileSync } from 'node:fs'
import { marketRandom } from './random.ts'

/** The kinds of markets in which nothing can be earned. */
export const marketKinds = ['walk', 'garch', 'regimes', 'blocks'] as const

/** One of {@link marketKinds}. */
export type MarketKind = (typeof marketKinds)[number]

/** What happens in the bars of a market, before anybody has an edge: simple returns whose expectation is 0 whatever came before. */
export interface Noise {
  /** From the close before to the open. */
  readonly gap: Float64Array
  /** From the open to the close. */
  readonly body: Float64Array
  /** How far the range goes beyond open and close, as fractions of them. */
  readonly above: Float64Array
  readonly below: Float64Array
}

/** Volatility of all kinds, per year. */
export const ANNUAL_VOLATILITY = 0.2

/** Share of the variance of a day that falls between two days. */
const GAP_SHARE = 0.2

/** Mean length of blocks of real days. */
const BLOCK = 20

/** A single bar may not lose or gain more: prices stay above zero and the draw stays symmetric. */
const MOST = 0.25

/**
 * Noise of a kind. Every draw is symmetric around 0 given the past, so prices are martingales: at every open and every close the expected
 * return of any position is 0.
 *
 * - `walk`: normal, of constant volatility.
 * - `garch`: GARCH(1,1) with α = 0.08 and β = 0.90, Student's t with 5 degrees of freedom.
 * - `regimes`: three volatilities (half, once and twice the middle one) that last 60 bars on average.
 * - `blocks`: real days (AAPL, 2013 to 2018) without their mean, in blocks of 20 days on average, each day mirrored with probability
 *   one half: volatility clusters, fat tails and gaps stay, direction and its memory go.
 */
export function makeNoise(kind: MarketKind, name: string, length: number, barsPerYear: number): Noise {
  const random = marketRandom(`${name}/${kind}`)
  const gap = new Float64Array(length)
  const body = new Float64Array(length)
  const above = new Float64Array(length)
  const below = new Float64Array(length)
  const unit = ANNUAL_VOLATILITY / Math.sqrt(barsPerYear)
  const clip = (value: number) => Math.max(-MOST, Math.min(MOST, value))
  if (kind === 'blocks') {
    const real = realDays()
    const scale = unit / real.deviation
    let day = 0
    for (let t = 0; t < length; t++) {
      day = t === 0 || random.uniform() < 1 / BLOCK ? Math.floor(random.uniform() * real.length) : (day + 1) % real.length
      const up = random.uniform() < 0.5
      gap[t] = clip(scale * (up ? real.gap[day] : -real.gap[day]))
      body[t] = clip(scale * (up ? real.body[day] : -real.body[day]))
      above[t] = scale * (up ? real.above[day] : real.below[day])
      below[t] = scale * (up ? real.below[day] : real.above[day])
    }
    return { gap, body, above, below }
  }
  let variance = 1
  let level = 1
  // The mean of the three variances is 1.
  const levels = [0.5, 1, 2].map(value => value / Math.sqrt((0.25 + 1 + 4) / 3))
  for (let t = 0; t < length; t++) {
    if (kind === 'regimes' && (t === 0 || random.uniform() < 1 / 60)) level = levels[Math.floor(random.uniform() * 3)]
    const deviation = unit * (kind === 'garch' ? Math.sqrt(variance) : kind === 'regimes' ? level : 1)
    const draw = kind === 'garch' ? random.heavy : random.normal
    gap[t] = clip(deviation * Math.sqrt(GAP_SHARE) * draw())
    body[t] = clip(deviation * Math.sqrt(1 - GAP_SHARE) * draw())
    above[t] = 0.4 * deviation * Math.abs(random.normal())
    below[t] = 0.4 * deviation * Math.abs(random.normal())
    if (kind === 'garch') variance = 0.02 + 0.9 * variance + (0.08 * (gap[t] + body[t]) ** 2) / unit ** 2
  }
  return { gap, body, above, below }
}

interface RealDays extends Noise {
  readonly length: number
  readonly deviation: number
}

let days: RealDays | undefined

/** Daily bars of the development dataset, as returns without their mean. */
function realDays(): RealDays {
  if (days !== undefined) return days
  const file = new URL('../../node_modules/@observablehq/sample-datasets/aapl.csv', import.meta.url)
  const rows = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map(line => line.split(',').slice(1, 5).map(Number))
  const length = rows.length - 1
  const column = (value: (row: readonly number[], before: readonly number[]) => number) =>
    Float64Array.from({ length }, (_, k) => value(rows[k + 1], rows[k]))
  const centered = (values: Float64Array) => {
    const mean = values.reduce((sum, value) => sum + value, 0) / length
    return values.map(value => value - mean)
  }
  const gap = centered(column(([open], before) => open / before[3] - 1))
  const body = centered(column(([open, , , close]) => close / open - 1))
  const above = column(([open, high, , close]) => Math.max(0, high / Math.max(open, close) - 1))
  const below = column(([open, , low, close]) => Math.max(0, 1 - low / Math.min(open, close)))
  let squares = 0
  for (let k = 0; k < length; k++) squares += (gap[k] + body[k]) ** 2
  days = { gap, body, above, below, length, deviation: Math.sqrt(squares / length) }
  return days
}
