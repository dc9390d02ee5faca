import { DataError } from '../base/errors.ts'
import { fingerprint } from '../base/fingerprint.ts'
import type { Calendar } from '../base/timeframe.ts'
import type { Bars } from '../market/bars.ts'
import { alignBars, type Panel } from '../market/panel.ts'
import { slicePanel } from './portfolio/slice-panel.ts'
import { type PortfolioKind, type PortfolioRunType, portfolioKinds } from './portfolio-kinds.ts'
import type { LooseOptions } from './run-kinds.ts'
import type { RunRecord } from './run-record.ts'
import { type RestoreOptions, restoreSubject } from './stored-portfolio.ts'

/** How the panel of a run was made of the bars of its symbols. */
export interface StoredPanel {
  readonly join: 'inner' | 'outer'
  readonly calendar: Calendar
  /** First and last time, both included. */
  readonly from: number
  readonly to: number
}

/** How a panel can be made again of whole histories. */
export function storePanel({ time, length, calendar, assets }: Panel): StoredPanel {
  const join = assets.some(({ known }) => known < length) ? 'outer' : 'inner'
  return { join, calendar, from: time[0] ?? Number.NaN, to: time[length - 1] ?? Number.NaN }
}

/**
 * The panel of a recorded run, of the histories of its symbols.
 *
 * @throws {@link DataError} `reproduce/data` when they do not make the panel of the record, and what `alignBars` throws.
 */
export function restorePanel({ id, bars, data, options, symbols, timeframe }: RunRecord, histories: readonly Bars[]): Panel {
  const { join = 'inner', calendar, from, to } = (options.panel ?? {}) as Partial<StoredPanel>
  const whole = alignBars(histories, calendar === undefined ? { join } : { join, calendar })
  // Older records do not say which part it was: all, or what a search has left at the end.
  const start = from === undefined ? whole.length - Math.min(bars, whole.length) : countBefore(whole, from)
  const end = to === undefined ? whole.length : countBefore(whole, to + 1)
  const panel = slicePanel(whole, [start, Math.max(start, end)])
  if (fingerprint(panel) === data) return panel
  throw otherPanel({ id, bars, symbols, timeframe }, panel)
}

/** The refusal of prices that are not those of a run. */
export function otherPanel(
  { id, bars, symbols, timeframe }: Pick<RunRecord, 'id' | 'bars' | 'symbols' | 'timeframe'>,
  now: Panel,
): DataError {
  const [then, found] = [{ symbols, timeframe, length: bars }, now].map(
    one => `${one.symbols.join(', ')} ${one.timeframe}, ${one.length} times`,
  )
  const what = then === found ? `${found} as well, with other times or prices` : `${found} instead of ${then}`
  return new DataError('reproduce/data', `the bars are not those of run ${id}: ${what}`, { id })
}

/** Runs a recorded run of a portfolio again. */
export function repeatPortfolio(record: RunRecord, panel: Panel, restore: RestoreOptions): unknown {
  const { type, settings, options, seed } = record
  const kind: PortfolioKind = portfolioKinds[type as PortfolioRunType]
  const subject = restoreSubject(record, restore)
  const { rebalance, ...rest } = settings
  const { groups } = options
  return kind.run(subject, panel, {
    // A portfolio says itself when it is rebalanced.
    ...('sleeves' in subject ? { ...rest, rebalance, ...(groups === undefined ? {} : { groups }) } : rest),
    ...(kind.asked === undefined ? {} : (options[kind.asked] as LooseOptions)),
    ...(seed === null ? {} : { seed }),
    ...Object.fromEntries(Object.entries(restore.functions).filter(([name]) => !/(^|\.)(allocation|regime)$/.test(name))),
  })
}

/** Ids of all strategies of a recorded portfolio, each once, in the order in which its code is fingerprinted. */
export function strategiesOf({ params }: Pick<RunRecord, 'params'>): readonly string[] {
  const { sleeves, candidates } = params as {
    readonly sleeves?: readonly { readonly strategy: string }[]
    readonly candidates?: readonly { readonly sleeves: readonly { readonly strategy: string }[] }[]
  }
  const all = sleeves ?? candidates?.flatMap(one => one.sleeves) ?? []
  return [...new Set(all.map(({ strategy }) => strategy))]
}

function countBefore({ time }: Panel, limit: number): number {
  let count = 0
  while (count < time.length && time[count] < limit) count++
  return count
}
