import type { Column } from '../base/column.ts'

/**
 * How two columns move in a window: sums of the squared distances of each from its mean (`first`, `second`) and of the products
 * of both distances (`both`). NaN while the window is not full.
 */
export interface WindowComoments {
  first: number
  second: number
  both: number
}

/**
 * A step that gives the {@link WindowComoments} of the last `period` pairs, in an object that it reuses.
 *
 * Put together from blocks, relative to the first pair of the newer block, as `windowMoments` does it and for the same reasons:
 * sums only grow, nothing drifts, values that do not move give exactly 0.
 */
export function windowComoments(period: number): (x: number, y: number) => WindowComoments {
  const share = 1 / period
  const xs = new Float64Array(period)
  const ys = new Float64Array(period)
  const tails = new Tails(period)
  const result = { first: Number.NaN, second: Number.NaN, both: Number.NaN }
  let filled = 0
  let complete = false
  let originX = 0
  let originY = 0
  let sumX = 0
  let sumY = 0
  let squaresX = 0
  let squaresY = 0
  let products = 0
  return (x, y) => {
    if (filled === period) {
      tails.set(xs, ys, { start: 0, originX: x, originY: y })
      filled = 0
      complete = true
    }
    if (filled === 0) {
      originX = x
      originY = y
      sumX = 0
      sumY = 0
      squaresX = 0
      squaresY = 0
      products = 0
    }
    xs[filled] = x
    ys[filled] = y
    filled++
    const dx = x - originX
    const dy = y - originY
    sumX += dx
    sumY += dy
    squaresX += dx * dx
    squaresY += dy * dy
    products += dx * dy
    if (!complete && filled < period) return result
    const totalX = tails.sumX[filled] + sumX
    const totalY = tails.sumY[filled] + sumY
    result.first = notNegative(tails.squaresX[filled] + squaresX - totalX * (totalX * share))
    result.second = notNegative(tails.squaresY[filled] + squaresY - totalY * (totalY * share))
    result.both = tails.products[filled] + products - totalX * (totalY * share)
    return result
  }
}

/** Where {@link fillWindowComoments} writes. */
export interface ComomentColumns {
  readonly first: Float64Array
  readonly second: Float64Array
  readonly both: Float64Array
}

/**
 * Writes the comoments of the bars from `from` (a multiple of `period`) to `to`, results starting at index 0; the same bits as
 * {@link windowComoments}. Bars with fewer pairs are left as they are. `ys` may be longer than `xs`.
 */
export function fillWindowComoments(
  xs: Column,
  ys: Column,
  { period, from, to }: { readonly period: number; readonly from: number; readonly to: number },
  { first, second, both }: ComomentColumns,
): void {
  const share = 1 / period
  const tails = new Tails(period)
  for (let start = from; start < to; start += period) {
    const originX = xs[start]
    const originY = ys[start]
    if (start > 0) tails.set(xs, ys, { start: start - period, originX, originY })
    const end = Math.min(start + period, to)
    let sumX = 0
    let sumY = 0
    let squaresX = 0
    let squaresY = 0
    let products = 0
    for (let i = start, filled = 1; i < end; i++, filled++) {
      const dx = xs[i] - originX
      const dy = ys[i] - originY
      sumX += dx
      sumY += dy
      squaresX += dx * dx
      squaresY += dy * dy
      products += dx * dy
      if (i < period - 1) continue
      const totalX = tails.sumX[filled] + sumX
      const totalY = tails.sumY[filled] + sumY
      first[i - from] = notNegative(tails.squaresX[filled] + squaresX - totalX * (totalX * share))
      second[i - from] = notNegative(tails.squaresY[filled] + squaresY - totalY * (totalY * share))
      both[i - from] = tails.products[filled] + products - totalX * (totalY * share)
    }
  }
}

/** Sums over the ends of a block of pairs: index `j` is that of the pairs from `j` on; nothing is left at `period`. */
class Tails {
  readonly sumX: Float64Array
  readonly sumY: Float64Array
  readonly squaresX: Float64Array
  readonly squaresY: Float64Array
  readonly products: Float64Array

  constructor(period: number) {
    this.sumX = new Float64Array(period + 1)
    this.sumY = new Float64Array(period + 1)
    this.squaresX = new Float64Array(period + 1)
    this.squaresY = new Float64Array(period + 1)
    this.products = new Float64Array(period + 1)
  }

  set(xs: Column, ys: Column, { start, originX, originY }: { start: number; originX: number; originY: number }): void {
    let sumX = 0
    let sumY = 0
    let squaresX = 0
    let squaresY = 0
    let products = 0
    for (let j = this.sumX.length - 2; j > 0; j--) {
      const dx = xs[start + j] - originX
      const dy = ys[start + j] - originY
      sumX += dx
      sumY += dy
      squaresX += dx * dx
      squaresY += dy * dy
      products += dx * dy
      this.sumX[j] = sumX
      this.sumY[j] = sumY
      this.squaresX[j] = squaresX
      this.squaresY[j] = squaresY
      this.products[j] = products
    }
  }
}

/** Rounding can take squares of nothing below zero; NaN stays. */
function notNegative(squares: number): number {
  return squares < 0 ? 0 : squares
}
