import { Decimal } from 'decimal.js'
import type { Matching, Quote } from './matching.ts'
import type { Pair } from './pairs.ts'

/** A bar as a test gives it. */
export interface CandleInput {
  /** Open time, ms. */
  readonly time: number
  readonly open: number
  readonly high: number
  readonly low: number
  readonly close: number
  readonly volume: number
}

/** A trade of somebody else. */
export interface Tick {
  readonly at: number
  readonly price: Decimal
  readonly volume: Decimal
}

export interface PriceOptions {
  /** Best bid; default: the price less half the spread. */
  readonly bid?: number | undefined
  readonly ask?: number | undefined
  /** Units traded at the price; default 1. */
  readonly volume?: number | undefined
}

export type MarketEvent =
  | { readonly type: 'ticker'; readonly pair: Pair }
  | { readonly type: 'ohlc'; readonly pair: Pair; readonly minutes: number; readonly candle: CandleInput }

const minute = 60_000

/** Prices and bars, both only as the test gives them. */
export class Market {
  private readonly matching: Matching
  private readonly spread: number
  private readonly now: () => number
  private readonly candles = new Map<string, Map<number, CandleInput[]>>()
  private readonly ticks = new Map<string, Tick[]>()
  private readonly listeners: ((event: MarketEvent) => void)[] = []

  constructor({ matching, spread, now }: { readonly matching: Matching; readonly spread: number; readonly now: () => number }) {
    this.matching = matching
    this.spread = spread
    this.now = now
  }

  onEvent(listener: (event: MarketEvent) => void): void {
    this.listeners.push(listener)
  }

  /** The last price; bid and ask lie half a spread around it. Fills what it reaches. */
  setPrice(pair: Pair, price: number, { bid, ask, volume = 1 }: PriceOptions = {}): Quote {
    const last = roundTo(pair, new Decimal(price), Decimal.ROUND_HALF_UP)
    const half = last.times(this.spread).div(2)
    const quote = {
      last,
      bid: bid === undefined ? roundTo(pair, last.minus(half), Decimal.ROUND_DOWN) : new Decimal(bid),
      ask: ask === undefined ? roundTo(pair, last.plus(half), Decimal.ROUND_UP) : new Decimal(ask),
    }
    this.ticksOf(pair).push({ at: this.now(), price: last, volume: new Decimal(volume) })
    this.matching.setQuote(pair, quote, this.now())
    this.emit({ type: 'ticker', pair })
    return quote
  }

  quote(pair: Pair): Quote | undefined {
    return this.matching.quotes.get(pair.id)
  }

  /**
   * Adds bars of one interval; one with the time of the last bar replaces it (the bar that is still being made). With `moves` the
   * price walks through every bar: open, the extreme that is nearer to the open, the other one, close.
   */
  pushBars(
    pair: Pair,
    minutes: number,
    bars: readonly CandleInput[],
    { moves = false }: { readonly moves?: boolean | undefined } = {},
  ): void {
    const list = this.barsOf(pair, minutes)
    for (const bar of bars) {
      const last = list.at(-1)
      if (last !== undefined && bar.time < last.time) throw new Error(`bar ${bar.time} is older than the last one, ${last.time}`)
      if (last?.time === bar.time) list[list.length - 1] = bar
      else list.push(bar)
      if (moves) for (const price of path(bar)) this.setPrice(pair, price, { volume: bar.volume / 4 })
      this.emit({ type: 'ohlc', pair, minutes, candle: bar })
    }
  }

  /** The bars of an interval, or made of the bars of the longest shorter one that there is. */
  candlesOf(pair: Pair, minutes: number): readonly CandleInput[] {
    const own = this.barsOf(pair, minutes)
    if (own.length > 0) return own
    const shorter = [...(this.candles.get(pair.id)?.keys() ?? [])].filter(from => from < minutes && minutes % from === 0)
    const from = Math.max(...shorter.filter(length => this.barsOf(pair, length).length > 0))
    return Number.isFinite(from) ? resample(this.barsOf(pair, from), minutes) : []
  }

  ticksOf(pair: Pair): Tick[] {
    const known = this.ticks.get(pair.id)
    if (known !== undefined) return known
    const list: Tick[] = []
    this.ticks.set(pair.id, list)
    return list
  }

  private barsOf(pair: Pair, minutes: number): CandleInput[] {
    const byInterval = this.candles.get(pair.id) ?? new Map<number, CandleInput[]>()
    const list = byInterval.get(minutes) ?? []
    byInterval.set(minutes, list)
    this.candles.set(pair.id, byInterval)
    return list
  }

  private emit(event: MarketEvent): void {
    for (const listener of this.listeners) listener(event)
  }
}

function roundTo(pair: Pair, price: Decimal, rounding: Decimal.Rounding): Decimal {
  return price.toNearest(pair.tick, rounding)
}

function path({ open, high, low, close }: CandleInput): readonly number[] {
  return high - open < open - low ? [open, high, low, close] : [open, low, high, close]
}

function resample(bars: readonly CandleInput[], minutes: number): CandleInput[] {
  const made: CandleInput[] = []
  for (const bar of bars) {
    const time = Math.floor(bar.time / (minutes * minute)) * minutes * minute
    const last = made.at(-1)
    if (last?.time !== time) made.push({ ...bar, time })
    else {
      made[made.length - 1] = {
        time,
        open: last.open,
        high: Math.max(last.high, bar.high),
        low: Math.min(last.low, bar.low),
        close: bar.close,
        volume: last.volume + bar.volume,
      }
    }
  }
  return made
}
