import type { Column } from '../../base/column.ts'
import type { Panel } from '../../market/panel.ts'
import type { BarRange } from '../windows.ts'

/** The rows of a panel from the first (included) to the second (excluded), in the same memory. Symbols without a bar there stay. */
export function slicePanel(panel: Panel, [from, to]: BarRange): Panel {
  if (from === 0 && to === panel.length) return panel
  const cut = (column: Column) => column.subarray(from, to)
  return {
    ...panel,
    length: to - from,
    time: cut(panel.time),
    assets: panel.assets.map(asset => {
      const close = cut(asset.close)
      return {
        symbol: asset.symbol,
        known: asset.known === panel.length ? close.length : countKnown(close),
        open: cut(asset.open),
        high: cut(asset.high),
        low: cut(asset.low),
        close,
        volume: cut(asset.volume),
      }
    }),
  }
}

function countKnown(close: Column): number {
  let known = 0
  for (let i = 0; i < close.length; i++) if (close[i] === close[i]) known++
  return known
}
