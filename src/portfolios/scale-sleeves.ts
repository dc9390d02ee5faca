import type { Column } from '../base/column.ts'
import type { ResolvedSleeve } from '../engine/sleeve.ts'
import type { Panel } from '../market/panel.ts'
import { type PanelBars, panelBars } from '../market/panel-bars.ts'
import type { PlannedWeights } from './plan-weights.ts'
import { type RegimeScaling, scaleByRegime } from './regime-scaling.ts'

/** Planned weights, each multiplied with how much risk the regime of its symbol allows. Where nothing changes there is no row. */
export function scaleSleeves(
  planned: PlannedWeights,
  { sleeves, panel, regime }: { readonly sleeves: readonly ResolvedSleeve[]; readonly panel: Panel; readonly regime: RegimeScaling },
): PlannedWeights {
  const bySymbol = new Map<string, Column>()
  const scales = sleeves.map(({ symbol: own }) => {
    const symbol = regime.symbol ?? own
    const known = bySymbol.get(symbol) ?? scaleAtRows(panelBars(panel, symbol), panel.length, regime)
    bySymbol.set(symbol, known)
    return known
  })
  const different = [...bySymbol.values()]
  const rows: number[] = []
  let next = 0
  for (let row = 0; row < panel.length; row++) {
    const isPlanned = planned.rows[next] === row
    if (isPlanned) next++
    if (isPlanned || different.some(column => column[row] !== column[row - 1])) rows.push(row)
  }
  return {
    rows: Int32Array.from(rows),
    columns: planned.columns.map((column, k) => {
      let at = 0
      return Float64Array.from(rows, row => {
        while (at + 1 < planned.rows.length && planned.rows[at + 1] <= row) at++
        return column[at] * scales[k][row]
      })
    }),
    notes: planned.notes,
  }
}

/** The scale at every time of the panel; that of the first bar before it. */
function scaleAtRows({ bars, rows }: PanelBars, length: number, regime: RegimeScaling): Column {
  const scales = scaleByRegime(bars, regime)
  const placed = new Float64Array(length)
  let scale = scales[0] ?? 0
  for (let row = 0, at = 0; row < length; row++) {
    if (rows[at] === row) scale = scales[at++]
    placed[row] = scale
  }
  return placed
}
