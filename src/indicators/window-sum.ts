import type { Column } from '../base/column.ts'

/**
 * A step that gives the sum of the last `period` values, NaN before there are that many.
 *
 * History is cut into blocks of `period` values. Every window is the tail of one block and the head of the next, so sums
 * only ever grow and nothing is subtracted: they cannot drift, and what left the window leaves no trace (after van Herk 1992).
 */
export function windowSum(period: number): (value: number) => number {
  const block = new Float64Array(period)
  const tails = new Float64Array(period)
  let filled = 0
  let head = 0
  let complete = false
  return value => {
    head += value
    block[filled] = value
    filled++
    if (filled < period) return complete ? tails[filled] + head : Number.NaN
    const result = head
    let tail = 0
    for (let j = period - 1; j > 0; j--) {
      tail += block[j]
      tails[j] = tail
    }
    filled = 0
    head = 0
    complete = true
    return result
  }
}

/**
 * Writes the sum of the last `period` values of every bar, divided by `divisor`; the same bits as {@link windowSum}.
 * Bars with fewer values are left as they are. `out` must not be `values`.
 */
export function fillWindowSums(values: Column, period: number, out: Float64Array, divisor = 1): void {
  const { length } = values
  if (length < period) return
  let head = 0
  for (let i = 0; i < period; i++) head += values[i]
  out[period - 1] = head / divisor
  fillTails(values, period, out, 0)
  let start = period
  // Heads of one block and tails of the same block in one loop: two independent chains of additions hide each other's
  // latency. The tails wait in `out`, where the next block's heads are added to them.
  for (; start + 2 * period <= length; start += period) {
    const last = start + period - 1
    let tail = 0
    head = 0
    let i = start
    let j = last
    let k = last + period - 1
    for (; i < last - 1; i += 2, j -= 2, k -= 2) {
      const first = head + values[i]
      const end = tail + values[j]
      head = first + values[i + 1]
      tail = end + values[j - 1]
      out[i] = (out[i] + first) / divisor
      out[i + 1] = (out[i + 1] + head) / divisor
      out[k] = end
      out[k - 1] = tail
    }
    if (i < last) {
      head += values[i]
      tail += values[j]
      out[i] = (out[i] + head) / divisor
      out[k] = tail
    }
    out[last] = (head + values[last]) / divisor
  }
  for (; start < length; start += period) {
    const last = start + period - 1
    head = 0
    for (let i = start; i < last && i < length; i++) {
      head += values[i]
      out[i] = (out[i] + head) / divisor
    }
    if (last >= length) return
    out[last] = (head + values[last]) / divisor
    fillTails(values, period, out, start)
  }
}

/** Puts the tails of the block at `start` where the heads of the next block will be added. */
function fillTails(values: Column, period: number, out: Float64Array, start: number): void {
  let tail = 0
  for (let j = start + period - 1; j > start; j--) {
    tail += values[j]
    if (j + period - 1 < values.length) out[j + period - 1] = tail
  }
}
