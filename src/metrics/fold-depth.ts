import type { Column } from '../base/column.ts'
import { Slot } from './equity-scratch.ts'

const SMALL = 8
const LARGE = 64
/** Windows take 32 bytes a bar; where they do not fit into a processor's cache, looking at every bar is faster. */
const MOST_BARS = 1 << 16

/**
 * The lowest and the highest of the 8 and of the 64 closes from every bar on. The equity of a position rises and falls with the close,
 * so many bars are passed at once when the extremes say that no new high is among them.
 */
export interface CloseWindows {
  readonly low8: Float64Array
  readonly high8: Float64Array
  readonly low64: Float64Array
  readonly high64: Float64Array
}

/** The windows of a history; undefined for histories of more than 65,536 bars. A window that reaches beyond the end means nothing. */
export function closeWindows(close: Column): CloseWindows | undefined {
  if (close.length > MOST_BARS) return undefined
  const low = close.slice()
  const high = close.slice()
  for (let width = 1; width < SMALL; width *= 2) widen(low, high, width)
  const low8 = low.slice()
  const high8 = high.slice()
  for (let width = SMALL; width < LARGE; width *= 2) widen(low, high, width)
  return { low8, high8, low64: low, high64: high }
}

/** From windows of `width` bars to windows of twice as many. */
function widen(low: Float64Array, high: Float64Array, width: number): void {
  const end = Math.min(low.length, high.length) - width
  for (let i = 0; i < end; i++) {
    low[i] = Math.min(low[i], low[i + width])
    high[i] = Math.max(high[i], high[i + width])
  }
}

/**
 * Follows the deepest fall below the running high over bars `from` to `to` of the equity `cash + quantity × close`: the part of
 * {@link foldDrawdown} that a maximum drawdown needs.
 */
export function foldDepth(close: Column, from: number, to: number, state: Float64Array): void {
  const cash = state[Slot.cash]
  const quantity = state[Slot.quantity]
  let high = state[Slot.high]
  let low = state[Slot.low]
  let depth = state[Slot.depth]
  const end = Math.min(to | 0, close.length | 0)
  for (let i = from | 0; i < end; i = (i + 1) | 0) {
    const value = cash + quantity * close[i]
    if (value < low) low = value
    else if (value > high) {
      const fall = (high - low) / high
      if (fall > depth) depth = fall
      high = value
      low = value
    }
  }
  state[Slot.high] = high
  state[Slot.low] = low
  state[Slot.depth] = depth
}

/** The same by windows; only windows with a new high are looked into. */
export function foldDepthByWindows(close: Column, windows: CloseWindows, from: number, to: number, state: Float64Array): void {
  if (to - from < SMALL) {
    foldDepth(close, from, to, state)
    return
  }
  const cash = state[Slot.cash]
  const quantity = state[Slot.quantity]
  const isLong = quantity > 0
  // What is lowest for a long is highest for a short.
  const low8 = isLong ? windows.low8 : windows.high8
  const high8 = isLong ? windows.high8 : windows.low8
  const low64 = isLong ? windows.low64 : windows.high64
  const high64 = isLong ? windows.high64 : windows.low64
  let high = state[Slot.high]
  let low = state[Slot.low]
  /** Nothing at or after this bar was a new high. */
  let calm = from | 0
  let i = from | 0
  const end = Math.min(to | 0, close.length | 0)
  while (i + SMALL <= end) {
    if (i + LARGE <= end && cash + quantity * high64[i] <= high) {
      const lowest = cash + quantity * low64[i]
      if (lowest < low) low = lowest
      i = (i + LARGE) | 0
    } else if (cash + quantity * high8[i] <= high) {
      const lowest = cash + quantity * low8[i]
      if (lowest < low) low = lowest
      i = (i + SMALL) | 0
    } else {
      state[Slot.low] = low
      foldDepth(close, i, i + SMALL, state)
      high = state[Slot.high]
      low = state[Slot.low]
      i = (i + SMALL) | 0
      calm = i
    }
  }
  // The rest as the window that ends with it: its first bars are counted twice, which changes nothing while they are calm.
  const last = end - SMALL
  const isCalm = calm <= last && cash + quantity * high8[last] <= high
  if (isCalm) {
    const lowest = cash + quantity * low8[last]
    if (lowest < low) low = lowest
  }
  state[Slot.low] = low
  if (!isCalm) foldDepth(close, i, end, state)
}

/** {@link foldDepth} over bars on which the equity is `cash`. */
export function foldFlatDepth(cash: number, state: Float64Array): void {
  const high = state[Slot.high]
  if (cash < state[Slot.low]) state[Slot.low] = cash
  else if (cash > high) {
    state[Slot.depth] = Math.max(state[Slot.depth], (high - state[Slot.low]) / high)
    state[Slot.high] = cash
    state[Slot.low] = cash
  }
}
