import type { Calendar, Timeframe } from '../base/timeframe.ts'
import type { BadPrices, Inconsistent } from './check-rows.ts'
import type { ColumnMapping } from './column-names.ts'
import type { Duplicates } from './order-rows.ts'
import type { ParseTimesOptions } from './parse-time.ts'

/**
 * What to do about missing bars. `fill` puts flat bars at the close before, with volume 0.
 *
 * @example
 * ```ts
 * import { normalizeBars, type Gaps } from 'peak-trade'
 *
 * const rows = [[Date.UTC(2024, 0, 1), 100, 101, 99, 100, 5], [Date.UTC(2024, 0, 2), 100, 102, 99, 101, 7]]
 * const gaps: Gaps = 'fill'
 * normalizeBars(rows, { symbol: 'ACME', gaps }).bars.length // 2
 * ```
 */
export type Gaps = 'keep' | 'fill' | 'reject'

/**
 * What the data is, and what to do about its defects. Everything that is not asked for is rejected rather than guessed; every
 * change is in the report.
 *
 * @example
 * ```ts
 * import { normalizeBars, type NormalizeOptions } from 'peak-trade'
 *
 * const options: NormalizeOptions = { symbol: 'BTC/EUR', timeframe: '1d', gaps: 'fill', badPrices: 'drop' }
 * normalizeBars([[Date.UTC(2024, 0, 1), 100, 101, 99, 100, 5]], options).bars.symbol // 'BTC/EUR'
 * ```
 */
export interface NormalizeOptions {
  /** What was traded, for example `BTC/EUR`. */
  readonly symbol: string
  /** Length of a bar; the median step when left out. */
  readonly timeframe?: Timeframe
  /** When the market trades; told by the times of the bars when left out, `24/7` when they do not tell. */
  readonly calendar?: Calendar
  /** Which of several rows with the same time stays, in the order of the source; default `last`. */
  readonly duplicates?: Duplicates
  /** Missing bars inside of trading hours; default `keep`. Weekends, nights and single holidays are no gaps. */
  readonly gaps?: Gaps
  /** Rows with a price that is missing, zero, negative or infinite; default `reject`. */
  readonly badPrices?: BadPrices
  /**
   * Rows whose open or close lies outside of low–high; default `reject`. `repair` widens low–high over all four prices. What is
   * less than a millionth of the price is a rounding error and is always repaired.
   */
  readonly inconsistent?: Inconsistent
  /** Headers of the columns, where their names do not tell. */
  readonly columns?: ColumnMapping
  /** How to read times that do not tell by themselves: `{ dateOrder: 'dmy' }`, `{ unit: 's' }`. */
  readonly time?: Pick<ParseTimesOptions, 'dateOrder' | 'unit'>
}
