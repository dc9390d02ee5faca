import type { Column } from '../../base/column.ts'
import { barsPerYear } from '../../base/timeframe.ts'
import type { BacktestSettings } from '../../engine/settings.ts'
import { composeSummary } from '../../engine/summarize.ts'
import { holdPanel } from '../../engine/summarize-panel.ts'
import type { Panel } from '../../market/panel.ts'
import { createEquityScratch } from '../../metrics/equity-scratch.ts'
import { measureTrades } from '../../metrics/measure-trades.ts'
import type { Summary } from '../../metrics/summary.ts'
import { slicePanel } from './slice-panel.ts'
import { idleStretch, type SleeveTrade, type Stretch } from './trade-stretch.ts'

/**
 * Several stretches of one account, one after the other.
 *
 * @example
 * ```ts
 * import { alignBars, BuyAndHold, type ChainedRun, syntheticBars, walkForwardPortfolio } from 'peak-trade'
 *
 * const panel = alignBars([syntheticBars({ seed: 1, length: 300, symbol: 'A' })])
 * const portfolio = { sleeves: [{ strategy: BuyAndHold, symbol: 'A' }] }
 * const run: ChainedRun = walkForwardPortfolio(portfolio, panel, { train: 100, test: 100 }).stitched
 * run.equity.length // 200
 * ```
 */
export interface ChainedRun {
  /** From the first row of the first stretch to the last row of the last one. */
  readonly time: Column
  /** Worth of the account; between stretches it stays what it was. */
  readonly equity: Column
  /** Of all sleeves; indexes count the rows of this run. */
  readonly trades: readonly SleeveTrade[]
  readonly summary: Summary
}

/** Puts stretches, in the order of their rows, together to one run. Each starts with what the one before has left. */
export function chainStretches(panel: Panel, stretches: readonly Stretch[], settings: Pick<BacktestSettings, 'costs'>): ChainedRun {
  const first = stretches[0].range[0]
  const last = stretches[stretches.length - 1].range[1]
  const part = slicePanel(panel, [first, last])
  const { capital } = stretches[0]
  const equity = new Float64Array(part.length)
  let worth = capital
  let row = 0
  for (const stretch of stretches) {
    equity.fill(worth, row, stretch.range[0] - first)
    equity.set(stretch.equity, stretch.range[0] - first)
    row = stretch.range[1] - first
    worth = stretch.equity[stretch.equity.length - 1]
  }
  const trades = stretches.flatMap(stretch =>
    stretch.trades.map(trade => ({ ...trade, entryIndex: trade.entryIndex - first, exitIndex: trade.exitIndex - first })),
  )
  const closed = trades.filter(({ exitReason }) => exitReason !== 'open')
  const total = (read: (stretch: Stretch) => number) => stretches.reduce((sum, stretch) => sum + read(stretch), 0)
  const held = holdPanel(part, { capital, costs: settings.costs })
  const summary = composeSummary({
    time: part.time,
    equity,
    capital,
    barsPerYear: barsPerYear(panel.timeframe, panel.calendar),
    benchmark: held,
    scratch: createEquityScratch(part.length),
    trades: {
      ...measureTrades(closed.map(({ pnl }) => pnl)),
      openTrades: trades.length - closed.length,
      averageBars: closed.reduce((sum, { bars }) => sum + bars, 0) / closed.length,
    },
    exposure: total(({ invested }) => invested) / part.length,
    turned: total(({ turned }) => turned),
    fees: total(({ fees }) => fees),
    slippage: total(({ slippage }) => slippage),
    carry: total(({ carry }) => carry),
    refusals: total(({ refusals }) => refusals),
    buyHoldReturn: held[held.length - 1] / capital - 1,
  })
  return { time: part.time, equity, trades, summary }
}

/** The numbers of a stretch by itself. One that nothing was left for has the numbers of an account at rest. */
export function summarizeStretch(panel: Panel, stretch: Stretch, settings: Pick<BacktestSettings, 'costs' | 'capital'>): Summary {
  const own = stretch.capital > 0 ? stretch : idleStretch(stretch.range, settings.capital)
  return chainStretches(panel, [own], settings).summary
}
