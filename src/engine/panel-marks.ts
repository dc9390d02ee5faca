import type { Column } from '../base/column.ts'
import type { PanelBars } from '../market/panel-bars.ts'

/** So many times of a panel share a lowest and a highest price. */
export const BLOCK = 256

/** What a position in one symbol of a panel is valued at, on the `length` times of it. Where nothing is missing the columns are those of the bars. */
export class PanelMarks {
  /** At the open and the close of each time; the last close where there is no bar, NaN before the first one. */
  readonly open: Column
  readonly close: Column
  private readonly history: PanelBars
  private readonly lowest: Float64Array
  private readonly highest: Float64Array

  constructor(history: PanelBars, length: number) {
    const { bars, rows } = history
    const whole = rows.length === length
    this.history = history
    this.open = whole ? bars.open : new Float64Array(length)
    this.close = whole ? bars.close : new Float64Array(length)
    if (!whole) fillMarks(history, this.open as Float64Array, this.close as Float64Array)
    const blocks = Math.ceil(length / BLOCK)
    this.lowest = new Float64Array(blocks).fill(Number.NaN)
    this.highest = new Float64Array(blocks)
  }

  /** The lowest of all prices that it is valued at or can trade at in a {@link BLOCK}; Infinity before its first bar. */
  lowestOf(block: number): number {
    this.know(block)
    return this.lowest[block]
  }

  /** The highest of them; 0 before its first bar. */
  highestOf(block: number): number {
    this.know(block)
    return this.highest[block]
  }

  /** Few accounts come near their end, and only those ask: prices of a block are looked at the first time. */
  private know(block: number): void {
    if (this.lowest[block] === this.lowest[block]) return
    const {
      close,
      history: { bars, rows },
    } = this
    const from = block * BLOCK
    const last = from === 0 ? Number.NaN : close[from - 1]
    let low = last === last ? last : Number.POSITIVE_INFINITY
    let high = last === last ? last : 0
    for (let at = firstFrom(rows, from); at < rows.length && rows[at] < from + BLOCK; at++) {
      if (bars.low[at] < low) low = bars.low[at]
      if (bars.high[at] > high) high = bars.high[at]
    }
    this.lowest[block] = low
    this.highest[block] = high
  }
}

/** Position of the first of ascending rows that is not before `row`. */
function firstFrom(rows: Int32Array, row: number): number {
  // Without holes before it, a bar is where its row is.
  if (rows[row] === row) return row
  let low = 0
  let high = rows.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (rows[middle] < row) low = middle + 1
    else high = middle
  }
  return low
}

function fillMarks({ bars, rows }: PanelBars, open: Float64Array, close: Float64Array): void {
  let last = Number.NaN
  for (let row = 0, at = 0; row < open.length; row++) {
    open[row] = last
    if (rows[at] === row) {
      open[row] = bars.open[at]
      last = bars.close[at]
      at++
    }
    close[row] = last
  }
}
