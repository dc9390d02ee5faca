import { ConfigError } from '../base/errors.ts'
import { backtestPanel } from '../engine/backtest-panel.ts'
import type { BacktestSettingsInput } from '../engine/settings.ts'
import type { ResolvedSleeve } from '../engine/sleeve.ts'
import type { Panel } from '../market/panel.ts'
import { type AllocationSettings, allocate } from './allocate.ts'
import { estimateSleeves } from './estimate-sleeves.ts'
import type { PortfolioAllocation } from './portfolio.ts'
import { rebalanceRows } from './rebalance-rows.ts'
import { limitsAmong, type WeightLimits } from './weight-limits.ts'

/**
 * Which weights a portfolio had, and when. The sleeves are in the order of the result.
 */
export interface PlannedWeights {
  /** Times of the panel at whose close weights were decided, ascending; the first is 0, for the weights at the start. */
  readonly rows: Int32Array
  /** For every sleeve one weight for each of `rows`. */
  readonly columns: readonly Float64Array[]
  /** What a reader should know: fallbacks, limits that held, sleeves without a weight. One sentence each. */
  readonly notes: readonly string[]
}

/** Bars back that an allocation looks, if it does not say. */
const LOOKBACK = 250

/**
 * The weights of an allocation that is estimated again and again, each time from what every sleeve would have earned alone with the whole
 * account in the last bars, all of them over. Until half of these bars are there, the weights of the sleeves hold.
 */
export function planWeights(
  sleeves: readonly ResolvedSleeve[],
  panel: Panel,
  { allocation, settings }: { readonly allocation: PortfolioAllocation; readonly settings: BacktestSettingsInput },
): PlannedWeights {
  const { lookback = LOOKBACK, when = 'month', estimate = {}, ...method } = allocation
  if (!(Number.isSafeInteger(lookback) && lookback >= 2))
    throw new ConfigError('portfolio/lookback', `lookback is ${lookback} bars; it must be a whole number, 2 or more`, { lookback })
  const returns = sleeves.map(sleeve => returnsAlone(sleeve, panel, settings))
  const rows = [0]
  const weights = [sleeves.map(({ weight }) => weight)]
  const notes = new Map<string, number>()
  const note = (text: string) => notes.set(text, (notes.get(text) ?? 0) + 1)
  let before = 0
  for (const row of rebalanceRows(panel.time, when)) {
    const from = Math.max(0, row + 1 - lookback)
    const window = returns.map(column => column.subarray(from, row + 1))
    // A symbol that has had no bar since the last time is gone, as far as anyone can know.
    const since = before + 1 - from
    const alive = sleeves.map((_, k) => window[k].subarray(Math.max(0, since)).some(value => !Number.isNaN(value)))
    before = row
    const names = sleeves.filter((_, k) => alive[k]).map(({ name }) => name)
    const known = window.filter((_, k) => alive[k])
    if (names.length === 0 || completeRows(known) < Math.max(2, lookback / 2)) {
      note('Fewer returns than half of the lookback: the weights stayed as they were.')
      continue
    }
    const gone = sleeves.filter((_, k) => !alive[k]).map(({ name }) => name)
    if (gone.length > 0 && namesSleeves(method)) {
      note(`No bars any more for ${gone.join(', ')}: the weights stayed as they were.`)
      continue
    }
    const among = gone.length === 0 ? method : amongThese(method, names)
    const found = allocate(estimateSleeves(known, { ...estimate, names }), among)
    for (const text of found.notes) note(text)
    for (const name of gone) note(`No bars any more for ${name}: it got no weight.`)
    let next = 0
    rows.push(row)
    weights.push(alive.map(is => (is ? found.weights[next++] : 0)))
  }
  return {
    rows: Int32Array.from(rows),
    columns: sleeves.map((_, k) => Float64Array.from(weights, at => at[k])),
    notes: [...notes].map(([text, count]) => (count === 1 ? text : `${text} (${count} times)`)),
  }
}

/** The method for the sleeves that are left. */
function amongThese(method: AllocationSettings, names: readonly string[]): AllocationSettings {
  return { ...method, ...limitsAmong(method as WeightLimits, names) } as AllocationSettings
}

/** True for methods that have to know all sleeves by name. */
function namesSleeves({ method }: AllocationSettings): boolean {
  return typeof method === 'function' || method === 'fixed' || method === 'black_litterman'
}

/** What a sleeve earns on every bar with an account of its own; NaN where its symbol has no bar. */
function returnsAlone({ schedule: _, ...sleeve }: ResolvedSleeve, panel: Panel, settings: BacktestSettingsInput): Float64Array {
  const { equity } = backtestPanel([{ ...sleeve, weight: 1 }], panel, settings)
  const { close } = panel.assets[panel.symbols.indexOf(sleeve.symbol)]
  const returns = new Float64Array(equity.length).fill(Number.NaN)
  for (let row = 1; row < equity.length; row++)
    if (close[row] === close[row] && equity[row - 1] > 0) returns[row] = equity[row] / equity[row - 1] - 1
  return returns
}

function completeRows(columns: readonly Float64Array[]): number {
  let count = 0
  for (let row = 0; row < columns[0].length; row++) if (columns.every(column => column[row] === column[row])) count++
  return count
}
