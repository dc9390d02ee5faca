import type { Column } from '../base/column.ts'
import { Slot } from './equity-scratch.ts'

/**
 * Adds the returns into bars `from` to `to` of the equity `cash + quantity × close` to the sums of the block at hand: what a Sharpe
 * ratio needs of {@link foldReturns}, with the same bits. Cash, quantity and the equity before `from` come from `state`; without cash and
 * with a quantity of 1, `close` is the equity itself.
 */
export function foldSums(close: Column, from: number, to: number, state: Float64Array): void {
  const cash = state[Slot.cash]
  const quantity = state[Slot.quantity]
  const base = 1 + state[Slot.shift]
  let sum1 = state[Slot.block1]
  let sum2 = state[Slot.block2]
  let previous = state[Slot.previous]
  let flat = 0
  // Reading the length takes the checks of the column out of the loop; whole numbers keep it free of conversions. One bar at a time in
  // one chain of additions is as fast as the division allows.
  const end = Math.min(to | 0, close.length | 0)
  for (let i = from | 0; i < end; i = (i + 1) | 0) {
    const value = cash + quantity * close[i]
    if (value === previous) {
      flat = (flat + 1) | 0
      continue
    }
    const d = value / previous - base
    previous = value
    sum1 += d
    sum2 += d * d
  }
  state[Slot.block1] = sum1
  state[Slot.block2] = sum2
  state[Slot.previous] = previous
  state[Slot.flat] += flat
}

/** {@link foldSums} over `bars` bars on which the equity is `cash`: only the first can have a return. */
export function foldFlatSums(cash: number, bars: number, state: Float64Array): void {
  const previous = state[Slot.previous]
  if (cash === previous) {
    state[Slot.flat] += bars
    return
  }
  const d = cash / previous - (1 + state[Slot.shift])
  state[Slot.block1] += d
  state[Slot.block2] += d * d
  state[Slot.previous] = cash
  state[Slot.flat] += bars - 1
}

/** Adds the sums of a block of bars to the totals: sums of sums lose less to rounding than one long sum. */
export function endBlock(state: Float64Array): void {
  state[Slot.sum1] += state[Slot.block1]
  state[Slot.sum2] += state[Slot.block2]
  state[Slot.block1] = 0
  state[Slot.block2] = 0
}
