import { describePortfolioRun, type FinishedPortfolioRun } from '../../research/describe-portfolio-run.ts'
import type { RunRecord } from '../../research/run-record.ts'
import type { RunStore } from '../../research/run-store.ts'
import { version } from '../cli/version.ts'
import { absoluteLocation } from './data-location.ts'
import { newRunId } from './run-id.ts'
import type { RunNotes } from './track-run.ts'

/**
 * Records a run of a portfolio with a new id, the time and the version of this library, so that `reproduce` can repeat it.
 *
 * @param notes - In `location` the bars of the first symbol, those of the rest as `others`, in the order of the panel.
 * @throws {@link EdgeError} `sqlite/…` when it cannot be recorded.
 *
 * @example
 * ```ts
 * import { alignBars, backtestPortfolio, MaCrossover, memoryRunStore, syntheticBars } from 'peak-trade'
 * import { recordPortfolioRun, reproduce } from 'peak-trade/node'
 *
 * const store = memoryRunStore()
 * const [a, b] = ['A', 'B'].map((symbol, seed) => ({ seed, length: 500, symbol }))
 * const panel = alignBars([syntheticBars(a), syntheticBars(b)])
 * const portfolio = { sleeves: panel.symbols.map(symbol => ({ strategy: MaCrossover, symbol })), rebalance: 'month' } as const
 * const run = { portfolio, panel, result: backtestPortfolio(portfolio, panel) }
 * const location = { kind: 'synthetic', options: a, others: [{ kind: 'synthetic', options: b }] } as const
 * const { id } = recordPortfolioRun(store, run, { location })
 * const { verdict } = await reproduce(store, id)
 * verdict // 'the same to the bit'
 * ```
 */
export function recordPortfolioRun(store: RunStore, run: FinishedPortfolioRun, notes: RunNotes = {}): RunRecord {
  const createdAt = Date.now()
  const location = notes.location === undefined ? undefined : absoluteLocation(notes.location)
  const entry = describePortfolioRun(run, { ...notes, location, id: newRunId(createdAt), createdAt, version })
  store.add(entry)
  return entry.record
}
