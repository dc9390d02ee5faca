import type { Column } from '../base/column.ts'
import { PeakTradeError } from '../base/errors.ts'
import { type Random, seededRandom } from '../base/random.ts'
import { type Timeframe, timeframeMs, timeframes } from '../base/timeframe.ts'
import { BarBuffer } from '../market/bar-buffer.ts'
import { type Bars, barAt } from '../market/bars.ts'
import { syntheticBars } from '../market/synthetic.ts'
import { withOthers } from '../market/with-others.ts'
import type { LookedAt } from './looked-at.ts'

/** The same bars with everything that ends behind bar `cut - 1` replaced by another market, that of other symbols too. */
export function poison(bars: Bars, cut: number, random: Random): Bars {
  const poisoned = poisonFrom(bars, cut, random)
  if (bars.others === undefined) return poisoned
  const now = endOf(bars, cut - 1)
  const others = bars.others.map(other => {
    const row = endedBy(other, now)
    return row === other.length ? other : poisonFrom(other, row, random)
  })
  return withOthers(poisoned, others)
}

function poisonFrom(bars: Bars, cut: number, random: Random): Bars {
  const scale = 10 ** (random.integer(7) - 3)
  const other = syntheticBars({
    seed: random.integer(2 ** 31),
    length: bars.length - cut,
    timeframe: bars.timeframe,
    price: bars.close[Math.max(0, cut - 1)] * scale,
    volatility: 3,
  })
  const replaced = (column: 'open' | 'high' | 'low' | 'close' | 'volume') => {
    const values = bars[column].slice()
    values.set(other[column] as Float64Array, cut)
    return values
  }
  return {
    ...bars,
    open: replaced('open'),
    high: replaced('high'),
    low: replaced('low'),
    close: replaced('close'),
    volume: replaced('volume'),
  }
}

/** Bars after which nobody waits for a warm-up any more. */
const LONGEST = 1_000_000

const KINDS = ['brownian', 'regimes', 'jumps'] as const

/** Markets of all kinds: calm and wild, cheap and expensive, with flat stretches and trends. */
export function randomHistory(random: Random, length: number, k: number, timeframe: Timeframe = '1h'): Bars {
  const bars = syntheticBars({
    seed: random.integer(2 ** 31),
    length,
    timeframe,
    kind: KINDS[k % KINDS.length],
    price: 10 ** (random.integer(9) - 4),
    volatility: 0.1 + 3 * random.uniform(),
    drift: 4 * random.uniform() - 2,
  })
  return k % 4 === 3 ? flatten(bars, random) : bars
}

/**
 * A random history for a strategy with all that it looks at: bars that can be put together to its longer timeframes, and other symbols that begin
 * earlier or later and miss bars.
 */
export function randomMarket(random: Random, length: number, k: number, { timeframes: longer, symbols }: LookedAt): Bars {
  const bars = randomHistory(random, length, k, baseTimeframe(longer))
  if (symbols.length === 0) return bars
  return withOthers(
    bars,
    symbols.filter(symbol => symbol !== bars.symbol).map((symbol, n) => randomOther(random.fork(`other ${n}`), bars, symbol, k + n)),
  )
}

/**
 * How many bars a strategy needs before it knows everything that it uses; where that depends on the history, what one of enough length tells.
 *
 * @param follow - The warm-up of a new strategy: as it is, or after a history.
 */
export function findWarmup(looked: LookedAt, follow: (bars: Bars | undefined) => number): number {
  const least = follow(undefined)
  if (looked.timeframes.length + looked.symbols.length === 0) return least
  try {
    for (let length = Math.max(200, 2 * (least + 1)); length <= LONGEST; length *= 2) {
      const warmup = follow(randomMarket(seededRandom('warm-up'), length, 0, looked))
      if (warmup < length) return warmup
    }
  } catch (error) {
    // What it throws belongs to the report on the histories that follow.
    if (!(error instanceof PeakTradeError)) throw error
  }
  return least
}

/** The longest timeframe from which all of them can be made, of at least four bars each if there is one; an hour for none. */
function baseTimeframe(longer: readonly Timeframe[]): Timeframe {
  if (longer.length === 0) return '1h'
  const fits = (parts: number) =>
    timeframes.findLast(short =>
      longer.every(long => timeframeMs(long) % timeframeMs(short) === 0 && timeframeMs(long) >= parts * timeframeMs(short)),
    )
  return fits(4) ?? fits(2) ?? '1m'
}

/** Another symbol: every third one has all bars of the time, the others start elsewhere and have holes. */
function randomOther(random: Random, bars: Bars, symbol: string, k: number): Bars {
  const step = timeframeMs(bars.timeframe)
  const shift = k % 3 === 0 ? 0 : random.integer(Math.ceil(bars.length / 4)) - Math.floor(bars.length / 8)
  const whole = syntheticBars({
    seed: random.integer(2 ** 31),
    symbol,
    length: bars.length,
    timeframe: bars.timeframe,
    start: bars.time[0] + shift * step,
    kind: KINDS[(k + 1) % KINDS.length],
    price: 10 ** (random.integer(9) - 4),
    volatility: 0.1 + 3 * random.uniform(),
  })
  return k % 3 === 0 ? whole : withHoles(whole, random)
}

/** Without single bars and without whole stretches of them. */
function withHoles(bars: Bars, random: Random): Bars {
  const kept: number[] = []
  for (let i = 0; i < bars.length; i++) {
    const draw = random.uniform()
    if (draw < 0.01) i += random.integer(12)
    else if (draw > 0.05) kept.push(i)
  }
  const pick = (column: Column) => Float64Array.from(kept, i => column[i])
  const { symbol, timeframe, calendar, time, open, high, low, close, volume } = bars
  const picked = { time: pick(time), open: pick(open), high: pick(high), low: pick(low), close: pick(close), volume: pick(volume) }
  return { symbol, timeframe, calendar, length: kept.length, ...picked }
}

/** A history as it arrives, bar by bar: at each step a bar, and of other symbols all bars that have ended by its end. */
export class LiveHistory {
  readonly buffer: BarBuffer
  private readonly bars: Bars
  private readonly others: readonly { readonly buffer: BarBuffer; readonly bars: Bars }[]

  constructor(bars: Bars) {
    const empty = ({ symbol, timeframe, calendar }: Bars) => ({ symbol, timeframe, calendar })
    this.bars = bars
    this.others = (bars.others ?? []).map(other => ({ buffer: new BarBuffer(empty(other)), bars: other }))
    this.buffer = new BarBuffer({
      ...empty(bars),
      ...(bars.others === undefined ? {} : { others: this.others.map(({ buffer }) => buffer) }),
    })
  }

  /** Lets the next bar arrive. */
  step(): void {
    const index = this.buffer.length
    const now = endOf(this.bars, index)
    for (const { buffer, bars } of this.others) {
      while (buffer.length < bars.length && endOf(bars, buffer.length) <= now) append(buffer, bars, buffer.length)
    }
    append(this.buffer, this.bars, index)
  }
}

function append(buffer: BarBuffer, bars: Bars, index: number): void {
  const bar = barAt(bars, index)
  if (bar !== undefined) buffer.append(bar)
}

function endOf({ time, timeframe }: Bars, index: number): number {
  return time[index] + timeframeMs(timeframe)
}

/** How many bars have ended by a time. */
function endedBy(bars: Bars, now: number): number {
  let count = 0
  while (count < bars.length && endOf(bars, count) <= now) count++
  return count
}

/** A stretch without any movement, as on a halted or dead market. */
function flatten(bars: Bars, random: Random): Bars {
  const from = random.integer(bars.length)
  const to = Math.min(bars.length, from + random.integer(bars.length))
  const price = bars.close[from]
  const flat = (column: Column) => column.slice().fill(price, from, to)
  return {
    ...bars,
    open: flat(bars.open),
    high: flat(bars.high),
    low: flat(bars.low),
    close: flat(bars.close),
    volume: bars.volume.slice().fill(0, from, to),
  }
}
