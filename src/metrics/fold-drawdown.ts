import type { Column } from '../base/column.ts'
import { Slot } from './equity-scratch.ts'

/**
 * Follows the running high over bars `from` to `to`: sums of squared drawdowns, the deepest and the longest one, kept in
 * `state`. `high` and `low` are equal while there is no drawdown.
 */
export function foldDrawdown(equity: Column, from: number, to: number, state: Float64Array): void {
  let high = state[Slot.high]
  let low = state[Slot.low]
  let inverse = state[Slot.inverse]
  let squares = state[Slot.squaredDepths]
  let highIndex = state[Slot.highIndex]
  let lowIndex = state[Slot.lowIndex]
  let i = from
  while (i < to) {
    // Four bars at once while they stay between the old low and the old high: then nothing but the sum moves.
    while (i + 3 < to) {
      const a = equity[i]
      const b = equity[i + 1]
      const c = equity[i + 2]
      const d = equity[i + 3]
      if (a >= high || a < low || b >= high || b < low || c >= high || c < low || d >= high || d < low) break
      const x = (high - a) * inverse
      const y = (high - b) * inverse
      const z = (high - c) * inverse
      const w = (high - d) * inverse
      squares += x * x + y * y + (z * z + w * w)
      i += 4
    }
    if (low === high) {
      // Standing at the high, as before the first trade.
      while (i < to && equity[i] === high) i++
      if (i > from && equity[i - 1] === high) highIndex = i - 1
    }
    const end = Math.min(i + 4, to)
    for (; i < end; i++) {
      const value = equity[i]
      if (value >= high) {
        if (low < high) closeDrawdown(state, high, low, highIndex, lowIndex, i)
        high = value
        low = value
        highIndex = i
      } else {
        if (low === high) inverse = 1 / high
        if (value < low) {
          low = value
          lowIndex = i
        }
        const depth = (high - value) * inverse
        squares += depth * depth
      }
    }
  }
  state[Slot.high] = high
  state[Slot.low] = low
  state[Slot.inverse] = inverse
  state[Slot.squaredDepths] = squares
  state[Slot.highIndex] = highIndex
  state[Slot.lowIndex] = lowIndex
}

/** Closes the drawdown that the curve is in at its end, if any; it has no recovery. */
export function finishDrawdown(state: Float64Array, lastIndex: number): void {
  const high = state[Slot.high]
  const low = state[Slot.low]
  if (!(low < high)) return
  const deepest = state[Slot.depth]
  closeDrawdown(state, high, low, state[Slot.highIndex], state[Slot.lowIndex], lastIndex)
  if (state[Slot.depth] > deepest) state[Slot.recovery] = Number.NaN
}

function closeDrawdown(state: Float64Array, high: number, low: number, highIndex: number, lowIndex: number, end: number): void {
  const depth = (high - low) / high
  if (depth > state[Slot.depth]) {
    state[Slot.depth] = depth
    state[Slot.peak] = highIndex
    state[Slot.trough] = lowIndex
    state[Slot.recovery] = end
  }
  if (end - highIndex > state[Slot.longest]) state[Slot.longest] = end - highIndex
}
