import type { Column } from '../base/column.ts'
import type { Panel } from '../market/panel.ts'
import { createEquityScratch } from '../metrics/equity-scratch.ts'
import type { Summary } from '../metrics/summary.ts'
import { heldUnits } from './hold.ts'
import type { BacktestSettings } from './settings.ts'
import type { Simulation } from './simulation.ts'
import { composeSummary, measureTraded, type TradedFills } from './summarize.ts'

/** A run of a panel to be summed up. */
export interface PanelToSummarize {
  readonly panel: Panel
  readonly settings: BacktestSettings
  readonly barsPerYear: number
  readonly equity: Column
  /** Times that ended with any position. */
  readonly invested: number
  /** The fills of each sleeve, with its bars. */
  readonly traded: readonly TradedFills[]
  readonly simulations: readonly Simulation[]
  readonly refusals: number
}

/** All the numbers of a run of a panel; its trades are those of all sleeves. */
export function summarizePanel(run: PanelToSummarize): Summary {
  const { panel, settings, barsPerYear, equity, invested, traded, simulations, refusals } = run
  const held = holdPanel(panel, settings)
  const total = (read: (simulation: Simulation) => number) => simulations.reduce((sum, simulation) => sum + read(simulation), 0)
  return composeSummary({
    time: panel.time,
    equity,
    capital: settings.capital,
    barsPerYear,
    benchmark: held,
    scratch: createEquityScratch(panel.length),
    trades: measureTraded(traded, new Float64Array(traded.reduce((sum, { fills }) => sum + fills.length, 0))),
    exposure: invested / panel.length,
    turned: total(simulation => simulation.turned),
    fees: total(simulation => simulation.account.fees),
    slippage: total(simulation => simulation.slippage),
    carry: total(simulation => simulation.account.carry),
    refusals,
    buyHoldReturn: held[held.length - 1] / settings.capital - 1,
  })
}

/** The same part of the capital in every symbol, bought at its first open; until then it is cash. */
export function holdPanel(panel: Panel, settings: Pick<BacktestSettings, 'capital' | 'costs'>): Float64Array {
  const capital = settings.capital / panel.assets.length
  const worth = new Float64Array(panel.length)
  for (const asset of panel.assets) {
    if (asset.known === panel.length) {
      addHeld(worth, asset.close, heldUnits(asset, { capital, costs: settings.costs }))
      continue
    }
    let units = 0
    let value = capital
    for (let row = 0; row < panel.length; row++) {
      const close = asset.close[row]
      if (close === close) {
        if (units === 0) units = heldUnits({ open: asset.open.subarray(row) }, { capital, costs: settings.costs })
        value = units * close
      }
      worth[row] += value
    }
  }
  return worth
}

/** A loop in a function of its own, which is compiled for speed after a few symbols. */
function addHeld(worth: Float64Array, close: Column, units: number): void {
  const length = Math.min(worth.length, close.length)
  for (let row = 0; row < length; row++) worth[row] += units * close[row]
}
