import { ConfigError } from '../../base/errors.ts'
import { fingerprint } from '../../base/fingerprint.ts'
import type { Panel } from '../../market/panel.ts'
import { fingerprintStrategy } from '../../research/describe-run.ts'
import { type PortfolioKind, type PortfolioRunType, portfolioKinds } from '../../research/portfolio-kinds.ts'
import { presetCatalog } from '../../research/presets/preset-catalog.ts'
import { otherPanel, repeatPortfolio, restorePanel, strategiesOf } from '../../research/repeat-portfolio.ts'
import { digestParts } from '../../research/result-parts.ts'
import type { LooseOptions } from '../../research/run-kinds.ts'
import type { ResultPart, RunRecord } from '../../research/run-record.ts'
import type { AnyStrategyClass } from '../../strategies/strategy.ts'
import { loadHistories } from './data-location.ts'

/** What a run of a portfolio cannot bring along by itself. */
export interface PortfolioSource {
  /** Default: read from where the run says. */
  readonly panel?: Panel | undefined
  /** Strategies that are not in the catalog, or stand in for those that are. */
  readonly strategies?: readonly AnyStrategyClass[] | undefined
  readonly functions?: LooseOptions | undefined
}

/** What came out of a run that was run again. */
export interface Repeated {
  readonly metrics: Readonly<Record<string, number>>
  readonly result: string
  readonly parts: readonly ResultPart[]
}

/** A run of a portfolio, run again: digests for comparison, and the result itself. */
export interface RepeatedPortfolio extends Repeated {
  readonly panel: Panel
  readonly outcome: unknown
  /** Fingerprint of the source of all strategies. */
  readonly code: string
  readonly durationMs: number
}

/**
 * Runs a recorded run of a portfolio again.
 *
 * @throws Rejects with {@link ConfigError} `reproduce/data`, `reproduce/strategy`; `DataError` `reproduce/data` for other prices; and what reading prices
 * and running throws.
 */
export async function repeatPortfolioRun(
  record: RunRecord,
  { panel, strategies = [], functions = {} }: PortfolioSource,
): Promise<RepeatedPortfolio> {
  const strategyOf = (wanted: string) => findStrategy(record, wanted, strategies)
  const code = fingerprint(strategiesOf(record).map(id => fingerprintStrategy(strategyOf(id))))
  const prices = panel ?? (await loadPanel(record))
  if (fingerprint(prices) !== record.data) throw otherPanel(record, prices)
  const kind: PortfolioKind = portfolioKinds[record.type as PortfolioRunType]
  const start = performance.now()
  const outcome = repeatPortfolio(record, prices, { strategyOf, functions }) as never
  const durationMs = performance.now() - start
  return { metrics: kind.metrics(outcome), ...digestParts(kind.parts(outcome)), panel: prices, outcome, code, durationMs }
}

async function loadPanel(record: RunRecord): Promise<Panel> {
  const { id, location } = record
  if (location === null) throw new ConfigError('reproduce/data', `run ${id} does not say where its bars are; pass panel`, { id })
  return restorePanel(record, await loadHistories(location))
}

function findStrategy({ id }: RunRecord, wanted: string, given: readonly AnyStrategyClass[]): AnyStrategyClass {
  const own = given.find(strategy => strategy.id === wanted)
  if (own !== undefined) return own
  if (presetCatalog.has(wanted)) return presetCatalog.get(wanted)
  throw new ConfigError('reproduce/strategy', `run ${id} used "${wanted}", which is not in the catalog; pass the class in strategies`, {
    id,
  })
}
