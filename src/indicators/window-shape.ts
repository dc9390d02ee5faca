import type { Column } from '../base/column.ts'

/** The second, third and fourth central moments of a window; NaN while the window is not full. */
export interface WindowShape {
  second: number
  third: number
  fourth: number
}

/**
 * A step that gives the central moments of the last `period` values, in an object that it reuses.
 *
 * Sums of powers are put together from blocks, relative to the first value of the newer block, as `windowMoments` does it:
 * sums only grow, nothing drifts, values that do not move give exactly 0.
 */
export function windowShape(period: number): (value: number) => WindowShape {
  const block = new Float64Array(period)
  const tails = [1, 2, 3, 4].map(() => new Float64Array(period + 1))
  const [tail1, tail2, tail3, tail4] = tails
  const shape = { second: Number.NaN, third: Number.NaN, fourth: Number.NaN }
  let filled = 0
  let complete = false
  let origin = 0
  let head1 = 0
  let head2 = 0
  let head3 = 0
  let head4 = 0
  return value => {
    if (filled === period) {
      fillTails(block, tails, { start: 0, origin: value })
      filled = 0
      complete = true
    }
    if (filled === 0) {
      origin = value
      head1 = 0
      head2 = 0
      head3 = 0
      head4 = 0
    }
    block[filled] = value
    filled++
    const distance = value - origin
    const square = distance * distance
    head1 += distance
    head2 += square
    head3 += square * distance
    head4 += square * square
    if (!complete && filled < period) return shape
    place(
      shape,
      (tail1[filled] + head1) / period,
      (tail2[filled] + head2) / period,
      (tail3[filled] + head3) / period,
      (tail4[filled] + head4) / period,
    )
    return shape
  }
}

/** Where {@link fillWindowShapes} writes. */
export interface ShapeColumns {
  readonly second: Float64Array
  readonly third: Float64Array
  readonly fourth: Float64Array
}

/**
 * Writes the central moments of the bars from `from` (a multiple of `period`) to `to`, results starting at index 0; the same bits as
 * {@link windowShape}. Bars with fewer values are left as they are.
 */
export function fillWindowShapes(
  values: Column,
  { period, from, to }: { readonly period: number; readonly from: number; readonly to: number },
  { second, third, fourth }: ShapeColumns,
): void {
  const tails = [1, 2, 3, 4].map(() => new Float64Array(period + 1))
  const [tail1, tail2, tail3, tail4] = tails
  const shape = { second: Number.NaN, third: Number.NaN, fourth: Number.NaN }
  for (let start = from; start < to; start += period) {
    const origin = values[start]
    if (start > 0) fillTails(values, tails, { start: start - period, origin })
    const end = Math.min(start + period, to)
    let head1 = 0
    let head2 = 0
    let head3 = 0
    let head4 = 0
    for (let i = start, j = 1; i < end; i++, j++) {
      const distance = values[i] - origin
      const square = distance * distance
      head1 += distance
      head2 += square
      head3 += square * distance
      head4 += square * square
      if (i < period - 1) continue
      place(shape, (tail1[j] + head1) / period, (tail2[j] + head2) / period, (tail3[j] + head3) / period, (tail4[j] + head4) / period)
      second[i - from] = shape.second
      third[i - from] = shape.third
      fourth[i - from] = shape.fourth
    }
  }
}

/** Central moments from mean powers of distances from some value. */
function place(shape: WindowShape, mean: number, power2: number, power3: number, power4: number): void {
  const second = power2 - mean * mean
  shape.second = second < 0 ? 0 : second
  shape.third = power3 - mean * (3 * power2 - 2 * mean * mean)
  shape.fourth = power4 - mean * (4 * power3 - mean * (6 * power2 - 3 * mean * mean))
}

function fillTails(values: Column, tails: readonly Float64Array[], { start, origin }: { start: number; origin: number }): void {
  const [tail1, tail2, tail3, tail4] = tails
  let sum1 = 0
  let sum2 = 0
  let sum3 = 0
  let sum4 = 0
  for (let j = tail1.length - 2; j > 0; j--) {
    const distance = values[start + j] - origin
    const square = distance * distance
    sum1 += distance
    sum2 += square
    sum3 += square * distance
    sum4 += square * square
    tail1[j] = sum1
    tail2[j] = sum2
    tail3[j] = sum3
    tail4[j] = sum4
  }
}
