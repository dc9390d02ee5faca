import { ConfigError } from '../base/errors.ts'
import { didYouMean } from '../base/nearest.ts'
import type { Bars, Field } from './bars.ts'
import type { Panel } from './panel.ts'

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
  const rows = new Int32Array(asset.known)
  let count = 0
  for (let i = 0; i < panel.length; i++) if (asset.close[i] === asset.close[i]) rows[count++] = i
  const whole = asset.known === panel.length
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
