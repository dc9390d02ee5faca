import type { Column } from '../base/column.ts'
import { StrategyError } from '../base/errors.ts'

/** Where a strategy stands while it decides; one object shared by all its features. */
export interface Cursor {
  index: number
}

/**
 * A column as a strategy sees it: the value on the bar being decided, and the values before. There is no way to ask for a
 * later one.
 *
 * @example
 * ```ts
 * import { sma, Strategy } from 'peak-trade'
 * import * as z from 'zod'
 *
 * class AboveAverage extends Strategy<typeof AboveAverage.params> {
 *   static override readonly id = 'above_average'
 *   static override readonly params = z.object({ period: z.int().min(2).default(50) })
 *   private readonly average = this.use(sma, { period: this.params.period }) // a Feature
 *   protected override decide() {
 *     return this.close.value > this.average.value ? 1 : 0
 *   }
 * }
 * ```
 */
export class Feature {
  /** @internal The values known so far; only the first `known` are meaningful. */
  column: Column
  private readonly cursor: Cursor

  /** @internal */
  constructor(cursor: Cursor, column: Column) {
    this.cursor = cursor
    this.column = column
  }

  /** The value on the current bar. */
  get value(): number {
    return this.column[this.cursor.index]
  }

  /** The value on the bar before. NaN on the first bar. */
  get previous(): number {
    return this.cursor.index > 0 ? this.column[this.cursor.index - 1] : Number.NaN
  }

  /**
   * The value `bars` bars ago; 0 is the current bar. NaN before the first bar.
   *
   * @throws {@link StrategyError} `strategy/look-ahead` for a negative or fractional number of bars.
   */
  ago(bars: number): number {
    const index = this.cursor.index - bars
    if (bars >= 0 && index >= 0 && Number.isInteger(bars)) return this.column[index]
    return this.unusual(bars)
  }

  /** True when this rose above `other` on the current bar: not above on the bar before, above now. */
  crossedAbove(other: Feature | number): boolean {
    const level = typeof other === 'number' ? other : other.value
    const before = typeof other === 'number' ? other : other.previous
    return this.value > level && this.previous <= before
  }

  /** True when this fell below `other` on the current bar: not below on the bar before, below now. */
  crossedBelow(other: Feature | number): boolean {
    const level = typeof other === 'number' ? other : other.value
    const before = typeof other === 'number' ? other : other.previous
    return this.value < level && this.previous >= before
  }

  private unusual(bars: number): number {
    if (bars >= 0 && Number.isInteger(bars)) return Number.NaN
    throw new StrategyError(
      'strategy/look-ahead',
      `ago(${bars}) at bar ${this.cursor.index}: a strategy can look back a whole number of bars, never ahead`,
      { bar: this.cursor.index, bars },
    )
  }
}
