import { ConfigError } from '../base/errors.ts'
import { didYouMean } from '../base/nearest.ts'
import type { Bars, Field } from './bars.ts'
import type { Panel, PanelAsset } from './panel.ts'

/**
 * The history of one symbol of a panel, without the times at which it has no bar.
 *
 * @example
 * ```ts
 * import { alignBars, panelBars, syntheticBars } from 'peak-trade'
 *
 * const panel = alignBars([syntheticBars({ seed: 1, length: 100, symbol: 'BTC/EUR' })])
 * panelBars(panel, 'BTC/EUR').bars.length // 100
 * ```
 */
export interface PanelBars {
  readonly bars: Bars
  /** Position in the panel of each of these bars. */
  readonly rows: Int32Array
}

/**
 * Takes one symbol out of a panel. Where nothing is missing the columns are those of the panel, without a copy.
 *
 * @throws {@link ConfigError} `panel/unknown-symbol`.
 *
 * @example
 * ```ts
 * import { alignBars, panelBars, sliceBars, syntheticBars } from 'peak-trade'
 *
 * const a = syntheticBars({ seed: 1, length: 100, symbol: 'A' })
 * const b = sliceBars(syntheticBars({ seed: 2, length: 100, symbol: 'B' }), 90)
 * const panel = alignBars([a, b], { join: 'outer' })
 * panelBars(panel, 'B').rows[0] // 90
 * ```
 */
export function panelBars(panel: Panel, symbol: string): PanelBars {
  const asset = panel.assets.find(candidate => candidate.symbol === symbol)
  if (asset === undefined)
    throw new ConfigError(
      'panel/unknown-symbol',
      `the panel has no symbol "${symbol}"${didYouMean(symbol, panel.symbols)} It has: ${panel.symbols.join(', ')}`,
      { symbol },
    )
  const whole = asset.known === panel.length
  const rows = whole ? everyRow(panel) : knownRows(asset)
  const column = (field: Field | 'time') => {
    const all = field === 'time' ? panel.time : asset[field]
    return whole ? all : Float64Array.from(rows, row => all[row])
  }
  const bars = Object.freeze({
    symbol,
    timeframe: panel.timeframe,
    calendar: panel.calendar,
    length: asset.known,
    time: column('time'),
    open: column('open'),
    high: column('high'),
    low: column('low'),
    close: column('close'),
    volume: column('volume'),
  })
  return { bars, rows }
}

const everyRows = new WeakMap<Panel, Int32Array>()

/** The rows of a symbol that is always there; the same list for all such symbols. */
function everyRow(panel: Panel): Int32Array {
  let rows = everyRows.get(panel)
  if (rows === undefined) {
    rows = Int32Array.from({ length: panel.length }, (_, row) => row)
    everyRows.set(panel, rows)
  }
  return rows
}

function knownRows({ close, known }: PanelAsset): Int32Array {
  const rows = new Int32Array(known)
  let count = 0
  for (let i = 0; i < close.length; i++) if (close[i] === close[i]) rows[count++] = i
  return rows
}
