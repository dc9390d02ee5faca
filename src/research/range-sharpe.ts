import type { Column } from '../base/column.ts'
import { isRounding, ratio } from '../metrics/moments.ts'
import type { BarRange } from './windows.ts'

/**
 * Sharpe ratios of one equity over many sets of ranges: running sums of the returns and of their squares make each one a handful of
 * additions. Differs from a direct calculation in the last digits.
 */
export class RangeSharpe {
  private readonly sums: Float64Array
  private readonly squares: Float64Array
  private readonly capital: number
  private readonly scale: number

  constructor({ length, capital, barsPerYear }: { readonly length: number; readonly capital: number; readonly barsPerYear: number }) {
    this.sums = new Float64Array(length + 1)
    this.squares = new Float64Array(length + 1)
    this.capital = capital
    this.scale = Math.sqrt(barsPerYear)
  }

  /** Takes the equity that the next ratios are about; from a ruined account on all returns are 0. */
  load(equity: Column): void {
    const { sums, squares } = this
    let before = this.capital
    let sum = 0
    let square = 0
    for (let i = 0; i + 1 < sums.length; i++) {
      const now = equity[i]
      if (before > 0 && now !== before) {
        const r = Math.max(0, now) / before - 1
        sum += r
        square += r * r
      }
      sums[i + 1] = sum
      squares[i + 1] = square
      before = before > 0 ? now : 0
    }
  }

  /** Annualized, risk-free rate 0; NaN when the returns do not vary. */
  over(ranges: readonly BarRange[]): number {
    const { sums, squares, scale } = this
    let count = 0
    let sum = 0
    let square = 0
    for (const [from, to] of ranges) {
      count += to - from
      sum += sums[to] - sums[from]
      square += squares[to] - squares[from]
    }
    if (count < 2) return Number.NaN
    const mean = sum / count
    const deviation = Math.sqrt(Math.max(0, square - count * mean * mean) / (count - 1))
    return isRounding(deviation, 1 + Math.abs(mean)) ? Number.NaN : ratio(mean * scale, deviation)
  }
}
