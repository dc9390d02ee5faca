import type { PortfolioResult } from '../../../../portfolios/backtest-portfolio.ts'
import type { BuiltPortfolio } from '../../../../research/build-portfolio.ts'
import { describePortfolioRun } from '../../../../research/describe-portfolio-run.ts'
import type { RunContext } from '../../../../research/describe-run.ts'
import type { RunRecord } from '../../../../research/run-record.ts'
import type { RunEntry } from '../../../../research/run-store.ts'
import { trialFingerprints } from '../../../../research/trial-fingerprints.ts'
import type { PanelSource } from '../../panel-flags.ts'

/** A portfolio as the record of a run keeps it, under `options.portfolio`: enough to build it again, and to map it to live limits. */
export interface RecordedPortfolio {
  readonly recipe: string
  readonly title: string
  readonly riskProfile: string
  /** Deepest drawdown that is tolerated. */
  readonly maxDrawdown: number
  readonly sleeves: readonly RecordedSleeve[]
  readonly rebalance: unknown
  readonly allocation?: unknown
  readonly regime?: unknown
  readonly prices: PanelSource
}

/** One strategy on one symbol. */
export interface RecordedSleeve {
  readonly name: string
  readonly strategy: string
  readonly symbol: string
  readonly params: Readonly<Record<string, unknown>>
  readonly exits?: Readonly<Record<string, unknown>> | undefined
  /** At the start, and at the end, which an allocation may have changed. */
  readonly weight: number
  readonly lastWeight: number
}

/** A finished run of a portfolio with what it was built from. */
export interface FinishedPortfolio {
  readonly built: BuiltPortfolio
  readonly result: PortfolioResult
  readonly prices: PanelSource
}

/** The entry of a portfolio's backtest. Another allocation, rebalancing or regime makes another trial of it. */
export function portfolioEntry({ built, result, prices }: FinishedPortfolio, context: RunContext): RunEntry {
  const { recipe, portfolio, panel, settings, trials } = built
  const { record, tried } = describePortfolioRun({ sleeves: portfolio.sleeves, panel, options: settings, result }, context)
  const recorded = recordPortfolio({ built, result, prices })
  const { allocation, rebalance, regime } = recorded
  const traded = { ...record.settings, allocation, rebalance, regime }
  return {
    record: {
      ...record,
      name: context.name ?? `portfolio_${recipe.id}`,
      options: { ...record.options, portfolio: recorded },
      trials: Math.max(trials, record.trials),
    },
    ...(tried === undefined ? {} : { tried: { ...tried, fingerprints: trialFingerprints([record.params], traded) } }),
  }
}

/** A portfolio as plain data. */
export function recordPortfolio({ built, result, prices }: FinishedPortfolio): RecordedPortfolio {
  const { recipe, portfolio, riskProfile, maxDrawdown } = built
  const { allocation, rebalance = 'signal', regime } = portfolio
  return {
    recipe: recipe.id,
    title: recipe.title,
    riskProfile: riskProfile.id,
    maxDrawdown,
    sleeves: result.sleeves.map(({ name, strategy, symbol, weight }, k) => {
      const { exits } = portfolio.sleeves[k]
      return {
        name,
        strategy: strategy.id,
        symbol,
        params: strategy.params,
        ...(exits === undefined ? {} : { exits: { ...exits } }),
        weight,
        lastWeight: result.weights.columns[k].at(-1) ?? weight,
      }
    }),
    rebalance,
    ...(allocation === undefined ? {} : { allocation }),
    ...(regime === undefined ? {} : { regime }),
    prices,
  }
}

/** The portfolio of a recorded run; undefined for a run of something else. */
export function recordedPortfolio({ options }: Pick<RunRecord, 'options'>): RecordedPortfolio | undefined {
  const { portfolio } = options as { readonly portfolio?: RecordedPortfolio }
  return portfolio !== undefined && Array.isArray(portfolio.sleeves) ? portfolio : undefined
}
