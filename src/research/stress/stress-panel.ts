import type { Column } from '../../base/column.ts'
import { ConfigError } from '../../base/errors.ts'
import { seededRandom } from '../../base/random.ts'
import type { Bars } from '../../market/bars.ts'
import { alignBars, type Panel, type PanelAsset } from '../../market/panel.ts'
import { indexAt } from '../windows.ts'
import { coupleMoves } from './couple-moves.ts'
import { checkSeverity, checkWindow, placeIndex, resolveScenario, type StressPosition } from './place-shock.ts'
import type { StressScenario } from './scenario.ts'

/**
 * What to do to a whole market.
 *
 * @example
 * ```ts
 * import { alignBars, type PanelShock, stressPanel, syntheticBars } from 'peak-trade'
 *
 * const shock: PanelShock = { scenario: 'flash_crash', severity: 0.4, correlation: 1, seed: 1 }
 * stressPanel(alignBars([syntheticBars({ seed: 1, length: 100 })]), shock).length // 100
 * ```
 */
export interface PanelShock {
  /** A name among `stressScenarios`, or a scenario of your own that changes bars. */
  readonly scenario: string | StressScenario
  readonly severity: number
  /** Bars it lasts; default the scenario's own. */
  readonly window?: number | undefined
  /** The same time for all symbols. Default `middle`. */
  readonly position?: StressPosition | undefined
  /** How far the symbols' own moves go together from the place on, for `coupledBars`: 0 as they did, 1 (default) completely. */
  readonly correlation?: number | undefined
  /** How long they go together; default the larger of the shock's window and 20 bars. */
  readonly coupledBars?: number | undefined
  readonly seed: number | string
}

/** A shorter time would not show. */
const COUPLED_BARS = 20

/**
 * A panel in which the same shock hits every symbol at the same time, and nothing diversifies any more: from the place on, the symbols'
 * moves become one common move, each with its own mean and volatility, before the scenario comes on top. Severity 0 changes nothing.
 *
 * @throws {@link ConfigError} `stress/scenario`, `stress/severity`, `stress/window`, `stress/position`, `stress/correlation`, and
 * `stress/needs-run` for a scenario that changes no bars.
 *
 * @example
 * ```ts
 * import { alignBars, stressPanel, syntheticBars } from 'peak-trade'
 *
 * const panel = alignBars([syntheticBars({ seed: 1, length: 200, symbol: 'A' }), syntheticBars({ seed: 2, length: 200, symbol: 'B' })])
 * const stressed = stressPanel(panel, { scenario: 'gap_down', severity: 0.2, seed: 1 })
 * stressed.assets[0].open[100] / panel.assets[0].open[100] // 0.8
 * stressed.assets[1].open[100] / panel.assets[1].open[100] // 0.8
 * ```
 */
export function stressPanel(panel: Panel, shock: PanelShock): Panel {
  const { severity, position = 'middle', correlation = 1, seed } = shock
  const scenario = resolveScenario(shock.scenario)
  checkSeverity(scenario, severity)
  const window = checkWindow(shock.window ?? scenario.window)
  const coupled = checkWindow(shock.coupledBars ?? Math.max(COUPLED_BARS, window))
  if (!(correlation >= 0 && correlation <= 1))
    throw new ConfigError('stress/correlation', `correlation is ${correlation}; give a number from 0 (as it was) to 1 (all together)`, {
      correlation,
    })
  const { bars: change } = scenario
  if (change === undefined)
    throw new ConfigError('stress/needs-run', `${scenario.id} changes no bars; apply it to the costs or targets of the run instead`, {
      scenario: scenario.id,
    })
  const at = placeIndex(position, panel.length)
  if (severity === 0 || panel.length === 0) return panel
  const end = Math.min(panel.length, at + coupled)
  const histories = panel.assets.map(asset => knownBars(panel, asset))
  const together = coupleMoves(histories, {
    from: panel.time[at],
    to: end === panel.length ? Number.POSITIVE_INFINITY : panel.time[end],
    correlation,
  })
  const stressed = together.map(bars => {
    const index = indexAt(bars, panel.time[at])
    // A symbol that is gone by then cannot be hit. The same stream for all, so that outages are common.
    if (index >= bars.length) return bars
    return change(bars, { severity, index, window, random: seededRandom(`${seed}/${scenario.id}`) })
  })
  return alignBars(stressed, { join: 'outer', calendar: panel.calendar })
}

/** The bars that a symbol of a panel has. */
function knownBars({ time, timeframe, calendar, length }: Panel, asset: PanelAsset): Bars {
  const { symbol, known, open, high, low, close, volume } = asset
  if (known === length) return { symbol, timeframe, calendar, length, time, open, high, low, close, volume }
  const rows = Array.from({ length }, (_, i) => i).filter(i => !Number.isNaN(close[i]))
  const pick = (column: Column) => Float64Array.from(rows, i => column[i])
  return {
    symbol,
    timeframe,
    calendar,
    length: rows.length,
    time: pick(time),
    open: pick(open),
    high: pick(high),
    low: pick(low),
    close: pick(close),
    volume: pick(volume),
  }
}
