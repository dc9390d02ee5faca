import { ConfigError } from '../base/errors.ts'
import { backtestPanel, type PanelOptions, type PanelResult } from '../engine/backtest-panel.ts'
import { type ResolvedSleeve, resolveSleeves } from '../engine/sleeve.ts'
import type { Panel } from '../market/panel.ts'
import { type Attribution, attributeResult } from './attribution.ts'
import { type PlannedWeights, planWeights } from './plan-weights.ts'
import type { Portfolio, PortfolioRebalance } from './portfolio.ts'
import { rebalanceRows } from './rebalance-rows.ts'
import { scaleSleeves } from './scale-sleeves.ts'

/** How a portfolio is traded: as a panel, except for what the portfolio says itself. */
export type PortfolioOptions = Omit<PanelOptions, 'groups' | 'rebalance'>

/**
 * What a portfolio came to, which weights it had, and where its return and its risk came from.
 */
export interface PortfolioResult extends PanelResult {
  readonly weights: PlannedWeights
  readonly attribution: Attribution
}

/**
 * Trades a portfolio on one cash account: its strategies decide, its weights say with how much.
 *
 * Weights that change (by allocation or regime) are traded at the next open. What positions drift in between is corrected as
 * `rebalance` says; with a band, changed weights wait for it too. A position that an exit has closed comes back with the next target only.
 *
 * Nothing looks ahead: weights at a close are estimated from bars up to that close.
 *
 * @param panel - From `alignBars`. A symbol may begin later or end earlier; the notes of the weights say what came of it.
 * @throws {@link ConfigError} `portfolio/…` for weights that come to more than the account may hold, unknown periods, bad lookbacks; what
 * `backtestPanel` throws for sleeves, symbols and settings.
 *
 * @example
 * ```ts
 * import { alignBars, backtestPortfolio, Breakout, MaCrossover, syntheticBars } from 'peak-trade'
 *
 * const panel = alignBars(['BTC/EUR', 'ETH/EUR'].map((symbol, seed) => syntheticBars({ seed, length: 2000, symbol })))
 * const { weights, attribution } = backtestPortfolio(
 *   {
 *     sleeves: [
 *       { strategy: MaCrossover, symbol: 'BTC/EUR', weight: 0.6 },
 *       { strategy: Breakout, symbol: 'ETH/EUR', weight: 0.4 },
 *     ],
 *     allocation: { method: 'inverse_volatility', lookback: 500 },
 *     rebalance: 'week',
 *   },
 *   panel,
 *   { costs: { feeBps: 10 } },
 * )
 * weights.columns.map(column => column[0]) // [0.6, 0.4]
 * attribution.risk[0] + attribution.risk[1] // about 1
 * ```
 */
export function backtestPortfolio(portfolio: Portfolio, panel: Panel, options: PortfolioOptions = {}): PortfolioResult {
  const { sleeves: given, allocation, regime, groups = {}, rebalance = 'signal' } = portfolio
  const sleeves = resolveSleeves(given, groups)
  checkWeights(sleeves, options.maxLeverage ?? 1)
  const settings = { ...options, ...(isBand(rebalance) ? { rebalance } : {}) }
  const planned =
    allocation === undefined ? constantWeights(sleeves) : planWeights(sleeves, panel, { allocation, settings: withoutAdmit(settings) })
  const weights = regime === undefined ? planned : scaleSleeves(planned, { sleeves, panel, regime })
  const dates = isBand(rebalance) || rebalance === 'signal' ? undefined : rebalanceRows(panel.time, rebalance)
  const result = backtestPanel(
    sleeves.map((sleeve, k) => ({
      ...sleeve,
      weight: Math.abs(weights.columns[k][0]),
      ...scheduleOf(weights, k, { dates, resize: !isBand(rebalance) }),
    })),
    panel,
    { ...settings, groups },
  )
  return {
    ...result,
    weights: { ...weights, notes: [...weights.notes, ...describeSymbols(sleeves, panel)] },
    attribution: attributeResult(result),
  }
}

function isBand(rebalance: PortfolioRebalance): rebalance is { readonly band: number } {
  return typeof rebalance === 'object' && 'band' in rebalance
}

/** Sleeves on their own do not ask what holds for the account. */
function withoutAdmit({ admit: _, ...settings }: PanelOptions): PanelOptions {
  return settings
}

function constantWeights(sleeves: readonly ResolvedSleeve[]): PlannedWeights {
  const sum = sleeves.reduce((total, { weight }) => total + weight, 0)
  return {
    rows: Int32Array.of(0),
    columns: sleeves.map(({ weight }) => Float64Array.of(weight)),
    notes: sum < 1 - 1e-9 ? [`The weights come to ${round(sum)}: the rest of the account stays cash.`] : [],
  }
}

function checkWeights(sleeves: readonly ResolvedSleeve[], maxLeverage: number): void {
  const sum = sleeves.reduce((total, { weight }) => total + weight, 0)
  if (sum <= maxLeverage * (1 + 1e-9)) return
  const list = sleeves.map(({ name, weight }) => `${name} ${round(weight)}`).join(', ')
  throw new ConfigError(
    'portfolio/weights',
    `the weights come to ${round(sum)}, more than the ${round(maxLeverage)} that the account may hold: make them smaller or raise maxLeverage (${list})`,
    { sum },
  )
}

/** Changed weights and the dates at which unchanged ones are to be restored, in one list; none where the first weight is all there is. */
function scheduleOf(
  { rows, columns }: PlannedWeights,
  k: number,
  { dates = new Int32Array(), resize }: { readonly dates: Int32Array | undefined; readonly resize: boolean },
) {
  const column = columns[k]
  // The first weight is the one of the sleeve, but a panel takes a negative one from a schedule only.
  const from = column[0] < 0 ? 0 : 1
  if (rows.length === from && dates.length === 0) return { schedule: undefined }
  const list = new Int32Array(rows.length + dates.length)
  const weights = new Float64Array(list.length)
  let count = 0
  let current = column[0]
  for (let a = from, b = 0; a < rows.length || b < dates.length; ) {
    const row = Math.min(a < rows.length ? rows[a] : Number.POSITIVE_INFINITY, b < dates.length ? dates[b] : Number.POSITIVE_INFINITY)
    const planned = a < rows.length && rows[a] === row
    const dated = b < dates.length && dates[b] === row
    const before = current
    if (planned) current = column[a++]
    if (dated) b++
    if (!dated && planned && current === before && row > 0) continue
    list[count] = row
    weights[count++] = current
  }
  return { schedule: { rows: list.subarray(0, count), weights: weights.subarray(0, count), resize } }
}

/** What a reader should know of symbols that are not there all the time. */
function describeSymbols(sleeves: readonly ResolvedSleeve[], panel: Panel): string[] {
  return [...new Set(sleeves.map(({ symbol }) => symbol))].flatMap(symbol => {
    const { close } = panel.assets[panel.symbols.indexOf(symbol)]
    let first = 0
    let last = panel.length - 1
    while (first < panel.length && close[first] !== close[first]) first++
    while (last >= 0 && close[last] !== close[last]) last--
    const notes: string[] = []
    if (first > 0 && first < panel.length) notes.push(`${symbol} begins at row ${first} of ${panel.length}.`)
    if (last >= 0 && last < panel.length - 1)
      notes.push(`${symbol} ends at row ${last} of ${panel.length}: what is held then keeps its last close.`)
    return notes
  })
}

function round(value: number): string {
  return String(Number(value.toFixed(6)))
}
