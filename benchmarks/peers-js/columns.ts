import type { Bars } from '../../src/market/bars.ts'

/** A bar as libraries that stream want it. */
export interface Candle {
  readonly open: number
  readonly high: number
  readonly low: number
  readonly close: number
  readonly volume: number
}

/** What JavaScript libraries are given: plain arrays, or an object per bar. */
export interface PeerColumns {
  readonly open: number[]
  readonly high: number[]
  readonly low: number[]
  readonly close: number[]
  readonly volume: number[]
  /** 0, 1, 2 …, where a library wants places too. */
  readonly places: number[]
  /** Made when first asked for, which is in a round that does not count, and kept until `release`. */
  readonly candles: readonly Candle[]
  /** Lets go of the candles: millions of objects on the heap would make every later collection slow, ours too. */
  release(): void
}

/** One indicator of a library over whole columns. */
export type PeerWork = (columns: PeerColumns) => unknown

/** The first `length` bars in the shapes that the libraries ask for. */
export function peerColumns(bars: Bars, length = bars.length): PeerColumns {
  const [open, high, low, close, volume] = [bars.open, bars.high, bars.low, bars.close, bars.volume].map(column =>
    Array.from(column.subarray(0, length)),
  )
  let candles: Candle[] | undefined
  return {
    open,
    high,
    low,
    close,
    volume,
    places: open.map((_, t) => t),
    get candles() {
      candles ??= open.map((value, t) => ({ open: value, high: high[t], low: low[t], close: close[t], volume: volume[t] }))
      return candles
    },
    release() {
      candles = undefined
    },
  }
}
