import type { Column } from '../base/column.ts'

/**
 * What the words of candlestick patterns mean in numbers; the definitions are TA-Lib's. A limit is an average over the bars
 * before the one that is compared with it, so that a pattern is large or small for its time.
 */
type Limit = (open: number, high: number, low: number, close: number) => number

const BODY_BARS = 10
const NEAR_BARS = 5

/** Bars that {@link bodyLimit} and {@link thinLimit} need before they are known. */
export const CANDLE_WARMUP = BODY_BARS

/** A step that gives the usual body: the mean of the 10 bodies before this bar. Longer ones are long, shorter ones short. */
export function bodyLimit(): Limit {
  const mean = meanBefore(BODY_BARS)
  return (open, _high, _low, close) => mean(bodySize(open, close))
}

/** What {@link bodyLimit} gives on bar `index`, from whole columns; to the bit, from bar {@link CANDLE_WARMUP} on. */
export function bodyLimitAt(open: Column, close: Column, index: number): number {
  const turn = index % BODY_BARS
  const block = index - turn
  let even = 0
  let odd = 0
  // In the order of the ring of the step.
  for (let k = 0; k < BODY_BARS; k += 2) {
    const i = k < turn ? block + k : block + k - BODY_BARS
    const j = k + 1 < turn ? block + k + 1 : block + k + 1 - BODY_BARS
    even += Math.abs(close[i] - open[i])
    odd += Math.abs(close[j] - open[j])
  }
  return (even + odd) / BODY_BARS
}

/** What {@link thinLimit} gives on bar `index`, as {@link bodyLimitAt}. */
export function thinLimitAt(high: Column, low: Column, index: number): number {
  const turn = index % BODY_BARS
  const block = index - turn
  let even = 0
  let odd = 0
  for (let k = 0; k < BODY_BARS; k += 2) {
    const i = k < turn ? block + k : block + k - BODY_BARS
    const j = k + 1 < turn ? block + k + 1 : block + k + 1 - BODY_BARS
    even += high[i] - low[i]
    odd += high[j] - low[j]
  }
  return 0.1 * ((even + odd) / BODY_BARS)
}

/** What {@link nearLimit} gives on bar `index`, as {@link bodyLimitAt}. */
export function nearLimitAt(high: Column, low: Column, index: number): number {
  const turn = index % NEAR_BARS
  const block = index - turn
  let even = 0
  let odd = 0
  for (let k = 0; k < NEAR_BARS; k++) {
    const i = k < turn ? block + k : block + k - NEAR_BARS
    if (k % 2 === 0) even += high[i] - low[i]
    else odd += high[i] - low[i]
  }
  return 0.2 * ((even + odd) / NEAR_BARS)
}

/** A step that gives a tenth of the mean range of the 10 bars before: a body below is none, a shadow below is none. */
export function thinLimit(): Limit {
  const mean = meanBefore(BODY_BARS)
  return (_open, high, low) => 0.1 * mean(high - low)
}

/** A step that gives a fifth of the mean range of the 5 bars before: closer is near. */
export function nearLimit(): Limit {
  const mean = meanBefore(NEAR_BARS)
  return (_open, high, low) => 0.2 * mean(high - low)
}

/** A step that gives six tenths of the mean range of the 5 bars before: beyond is far. */
export function farLimit(): Limit {
  const mean = meanBefore(NEAR_BARS)
  return (_open, high, low) => 0.6 * mean(high - low)
}

/** Distance between open and close. */
export function bodySize(open: number, close: number): number {
  return Math.abs(close - open)
}

/** Distance from the body to the high. */
export function upperShadow(open: number, high: number, close: number): number {
  return high - Math.max(open, close)
}

/** Distance from the body to the low. */
export function lowerShadow(open: number, low: number, close: number): number {
  return Math.min(open, close) - low
}

/** 1 for a bar that closes at or above its open, -1 for one that closes below. */
export function candleColor(open: number, close: number): 1 | -1 {
  return close >= open ? 1 : -1
}

/** The mean of the `bars` values before this one. They are added anew every time: nothing drifts, and nothing is allocated. */
function meanBefore(bars: number): (value: number) => number {
  const ring = new Float64Array(bars)
  let at = 0
  let known = 0
  return value => {
    let even = 0
    let odd = 0
    for (let k = 1; k < bars; k += 2) {
      even += ring[k - 1]
      odd += ring[k]
    }
    if (bars % 2 === 1) even += ring[bars - 1]
    ring[at] = value
    at = at + 1 === bars ? 0 : at + 1
    if (known === bars) return (even + odd) / bars
    known++
    return Number.NaN
  }
}
