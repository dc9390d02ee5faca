import type { Column } from '../base/column.ts'
import { addFlat, clearFold, sharpeFromSums } from './equity-metrics.ts'
import { BLOCK, Slot } from './equity-scratch.ts'
import { endBlock, foldFlatSums, foldSums } from './fold-core.ts'
import { type CloseWindows, foldDepth, foldDepthByWindows, foldFlatDepth } from './fold-depth.ts'
import { CENTER_SAMPLE, centerIndex, centerOf } from './fold-returns.ts'
import type { CoreMetrics } from './measure-core.ts'
import { known } from './moments.ts'

/**
 * An equity curve by its stretches: from bar `index[k]` on it is `cash[k] + held[k] × close`, until the next one begins. Of several that
 * begin on the same bar the last one counts.
 */
export interface Stretches {
  readonly length: number
  readonly index: Int32Array
  readonly cash: Float64Array
  /** Signed quantity. */
  readonly held: Float64Array
}

/** What {@link measureStretches} needs besides the stretches. */
export interface StretchesOptions {
  readonly close: Column
  /** Of the closes, where there are any. */
  readonly windows: CloseWindows | undefined
  /** Equity before the first stretch. */
  readonly capital: number
  readonly barsPerYear: number
  /** Of an {@link EquityScratch}. */
  readonly state: Float64Array
}

/**
 * The same bits as {@link measureCore} of the curve that the stretches describe, without writing the curve: stretches without a position
 * cost the same however long they are.
 *
 * @returns False when the curve has to be looked at bar by bar (fewer than two bars, nothing left, not finite); `into` is not filled then.
 */
export function measureStretches(stretches: Stretches, options: StretchesOptions, into: CoreMetrics): boolean {
  const { close, windows, capital, barsPerYear, state } = options
  const bars = close.length
  if (bars < 2) return false
  clearFold(capital, state)
  state[Slot.shift] = centerStretches(stretches, close, capital)
  const { length, index, cash, held } = stretches
  let money = capital
  let quantity = 0
  let from = 0
  // Blocks of sums begin at bar 1.
  let blockEnd = 1 + BLOCK
  for (let k = 0; k <= length; k++) {
    const to = k < length ? index[k] : bars
    if (from === 0 && to > 0) {
      startCurve(quantity === 0 ? money : money + quantity * close[0], state)
      from = 1
    }
    if (from < to) {
      if (quantity === 0) foldFlatDepth(money, state)
      else {
        state[Slot.cash] = money
        state[Slot.quantity] = quantity
        if (windows === undefined) foldDepth(close, from, to, state)
        else foldDepthByWindows(close, windows, from, to, state)
      }
    }
    while (from < to) {
      const end = to < blockEnd ? to : blockEnd
      if (quantity === 0) foldFlatSums(money, end - from, state)
      else foldSums(close, from, end, state)
      if (end === blockEnd) {
        endBlock(state)
        blockEnd += BLOCK
      }
      from = end
    }
    if (k < length) {
      money = cash[k]
      quantity = held[k]
    }
  }
  endBlock(state)
  const high = state[Slot.high]
  const depth = Math.max(state[Slot.depth], (high - state[Slot.low]) / high)
  if (!(Number.isFinite(state[Slot.sum1]) && depth < 1)) return false
  addFlat(state)
  into.totalReturn = known(state[Slot.previous] / capital - 1)
  into.maxDrawdown = depth
  into.sharpe = sharpeFromSums(bars - 1, barsPerYear, state)
  return true
}

function startCurve(value: number, state: Float64Array): void {
  state[Slot.high] = Math.max(state[Slot.high], value)
  state[Slot.low] = value
  state[Slot.previous] = value
}

/** {@link centerReturns} of the curve. */
function centerStretches(stretches: Stretches, close: Column, capital: number): number {
  const { length, index, cash, held } = stretches
  const count = close.length - 1
  const taken = Math.min(CENTER_SAMPLE, count)
  let sum = 0
  // Stretches that have begun at the bar before and at the bar of the sample.
  let k = 0
  for (let sample = 0; sample < taken; sample++) {
    const i = centerIndex(sample, taken, count)
    while (k < length && index[k] < i) k++
    const before = k === 0 ? capital : held[k - 1] === 0 ? cash[k - 1] : cash[k - 1] + held[k - 1] * close[i - 1]
    while (k < length && index[k] <= i) k++
    const value = k === 0 ? capital : held[k - 1] === 0 ? cash[k - 1] : cash[k - 1] + held[k - 1] * close[i]
    sum += value / before - 1
  }
  return centerOf(sum, taken)
}
