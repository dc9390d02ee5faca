import type { ResolvedSleeve } from '../../engine/sleeve.ts'
import type { Trade } from '../../engine/trades.ts'
import { backtestPortfolio } from '../../portfolios/backtest-portfolio.ts'
import type { Portfolio } from '../../portfolios/portfolio.ts'
import type { BarRange } from '../windows.ts'
import type { PortfolioSettings } from './portfolio-settings.ts'
import type { SleeveRecords } from './sleeve-records.ts'
import { slicePanel } from './slice-panel.ts'

/** A weight smaller than this is rounding, not a position. */
const LEAST = 1e-9

/** A trade, and the sleeve that made it. */
export interface SleeveTrade extends Trade {
  readonly sleeve: string
}

/** A portfolio on some rows, with weights that are given. */
export interface StretchJob {
  readonly portfolio: Portfolio
  readonly sleeves: readonly ResolvedSleeve[]
  readonly weights: ArrayLike<number>
  readonly settings: PortfolioSettings
  /** What the stretch starts with, in cash. */
  readonly capital: number
  readonly range: BarRange
  /** Close everything at the last open of the stretch. */
  readonly leave: boolean
}

/** What a portfolio came to on some rows. */
export interface Stretch {
  readonly range: BarRange
  readonly capital: number
  /** At each row of the stretch. */
  readonly equity: Float64Array
  /** Rows that ended with a position. */
  readonly invested: number
  /** Indexes count the rows of the whole panel. */
  readonly trades: readonly SleeveTrade[]
  readonly turned: number
  readonly fees: number
  readonly slippage: number
  readonly carry: number
  readonly refusals: number
}

/**
 * Trades a portfolio with fixed weights on some rows, from cash on. It sees all rows before them, for whatever has to warm up, and none
 * behind them.
 */
export function tradeStretch(records: SleeveRecords, job: StretchJob): Stretch {
  const { portfolio, sleeves, weights, settings, capital, range, leave } = job
  const [from, to] = range
  const scale = scaleToFit(job)
  const held = records
    .replay(sleeves, { range, leave, weights })
    .map((sleeve, k) => ({ ...sleeve, weight: scale * Math.abs(weights[k]) }))
    .filter(({ weight }) => weight > LEAST)
  if (held.length === 0 || !(capital > 0)) return idleStretch(range, capital)
  const { allocation: _allocation, groups, ...rest } = portfolio
  const result = backtestPortfolio(
    { ...rest, sleeves: held, groups: groups && keepGroups(groups, held) },
    slicePanel(records.panel, [0, to]),
    { ...settings, capital },
  )
  const { summary } = result
  return {
    range,
    capital,
    equity: Float64Array.from(result.equity.subarray(from)),
    invested: Math.round(summary.exposure * to),
    trades: result.sleeves.flatMap(({ name, trades }) => trades.map(trade => ({ ...trade, sleeve: name }))),
    turned: (summary.turnover * to) / result.barsPerYear,
    fees: summary.fees,
    slippage: summary.slippage,
    carry: summary.carry,
    refusals: summary.refusals,
  }
}

/** Estimated weights may come to more than the account may hold; given ones that do are a mistake, which the run refuses. */
function scaleToFit({ portfolio, weights, settings }: StretchJob): number {
  if (portfolio.allocation === undefined) return 1
  const sum = Array.from(weights).reduce((total, weight) => total + Math.abs(weight), 0)
  return Math.min(1, (settings.maxLeverage ?? 1) / sum)
}

/** Limits of the groups that still have a member. */
export function keepGroups(
  groups: Readonly<Record<string, number>>,
  sleeves: readonly { readonly group?: string | undefined }[],
): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(groups).filter(([name]) => sleeves.some(({ group }) => group === name)))
}

/** Nothing but cash. */
export function idleStretch(range: BarRange, capital: number): Stretch {
  const equity = new Float64Array(range[1] - range[0]).fill(capital)
  return { range, capital, equity, invested: 0, trades: [], turned: 0, fees: 0, slippage: 0, carry: 0, refusals: 0 }
}
