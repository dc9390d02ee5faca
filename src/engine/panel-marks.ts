import type { Column } from '../base/column.ts'
import type { PanelBars } from '../market/panel-bars.ts'

/** So many times of a panel share a lowest and a highest price. */
export const BLOCK = 256

/** What a position in one symbol of a panel is valued at. */
export interface PanelMarks {
  /** At the open and the close of each time; the last close where there is no bar, NaN before the first one. */
  readonly open: Column
  readonly close: Column
  /** Of all prices that it is valued at or can trade at in each {@link BLOCK}. */
  readonly lowest: Float64Array
  readonly highest: Float64Array
}

/** The marks of one symbol on the `length` times of its panel. Where nothing is missing the columns are those of the bars. */
export function panelMarks({ bars, rows }: PanelBars, length: number): PanelMarks {
  const whole = rows.length === length
  const open = whole ? bars.open : new Float64Array(length)
  const close = whole ? bars.close : new Float64Array(length)
  if (!whole) fillMarks({ bars, rows }, open as Float64Array, close as Float64Array)
  const blocks = Math.ceil(length / BLOCK)
  const lowest = new Float64Array(blocks)
  const highest = new Float64Array(blocks)
  let at = 0
  for (let block = 0; block < blocks; block++) {
    const from = block * BLOCK
    const last = from === 0 ? Number.NaN : close[from - 1]
    let low = last === last ? last : Number.POSITIVE_INFINITY
    let high = last === last ? last : 0
    for (const end = from + BLOCK; at < rows.length && rows[at] < end; at++) {
      if (bars.low[at] < low) low = bars.low[at]
      if (bars.high[at] > high) high = bars.high[at]
    }
    lowest[block] = low
    highest[block] = high
  }
  return { open, close, lowest, highest }
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
