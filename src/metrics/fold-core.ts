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
  // Reading the length takes the checks of the column out of the loop, whole numbers keep it free of conversions. Four bars at once are
  // too many for the compiler to copy into the caller, where it runs out of registers; their sums are those of one bar at a time.
  const end = Math.min(to | 0, close.length | 0)
  let i = from | 0
  while (i < end) {
    for (; i + 3 < end; i = (i + 4) | 0) {
      const a = cash + quantity * close[i]
      const b = cash + quantity * close[i + 1]
      const c = cash + quantity * close[i + 2]
      const d = cash + quantity * close[i + 3]
      if (a === previous || b === a || c === b || d === c) break
      const x = a / previous - base
      const y = b / a - base
      const z = c / b - base
      const w = d / c - base
      previous = d
      sum1 = sum1 + x + y + z + w
      sum2 = sum2 + x * x + y * y + z * z + w * w
    }
    for (const stop = Math.min(i + 4, end); i < stop; i = (i + 1) | 0) {
      const value = cash + quantity * close[i]
      if (value === previous) {
        flat = (flat + 1) | 0
        continue
      }
      const x = value / previous - base
      previous = value
      sum1 += x
      sum2 += x * x
    }
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
