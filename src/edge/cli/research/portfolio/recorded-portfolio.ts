import type { PortfolioResult } from '../../../../portfolios/backtest-portfolio.ts'
import type { BuiltPortfolio } from '../../../../research/build-portfolio.ts'
import { describePortfolioRun } from '../../../../research/describe-portfolio-run.ts'
import type { RunContext } from '../../../../research/describe-run.ts'
import type { PortfolioRobustness } from '../../../../research/portfolio/portfolio-robustness.ts'
import type { RobustnessOptions } from '../../../../research/portfolio/test-robustness.ts'
import type { RunRecord } from '../../../../research/run-record.ts'
import type { RunEntry } from '../../../../research/run-store.ts'
import { type StoredRules, storeRules } from '../../../../research/stored-portfolio.ts'
import type { PanelSource } from '../../panel-flags.ts'

/** A portfolio as the record of a run keeps it, under `options.portfolio`: enough to build it again, and to map it to live limits. */
export interface RecordedPortfolio extends StoredRules {
  readonly recipe: string
  readonly title: string
  readonly riskProfile: string
  /** Deepest drawdown that is tolerated. */
  readonly maxDrawdown: number
  readonly sleeves: readonly RecordedSleeve[]
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

/** The entry of a portfolio's backtest. */
export function portfolioEntry(finished: FinishedPortfolio, context: RunContext): RunEntry {
  const { built, result } = finished
  const { portfolio, panel, settings, recipe } = built
  const name = context.name ?? `portfolio_${recipe.id}`
  return withRecipe(describePortfolioRun({ portfolio, panel, options: settings, result, built }, { ...context, name }), finished)
}

/** The entry of a test of a portfolio's robustness, which is of the same trial as its backtest. */
export function robustnessEntry(finished: FinishedPortfolio, { asked, result }: FinishedRobustness, context: RunContext): RunEntry {
  const { portfolio, panel, settings, recipe } = finished.built
  const options = { ...settings, ...asked }
  const run = { type: 'robustness', portfolio, panel, options, result, built: finished.built } as const
  return withRecipe(describePortfolioRun(run, { ...context, name: context.name ?? `robustness_${recipe.id}` }), finished)
}

/** A finished test of robustness: what was asked besides settings, and what came of it. */
export interface FinishedRobustness {
  readonly asked: RobustnessOptions
  readonly result: PortfolioRobustness
}

/** What the recipe said stands beside how the portfolio was traded. */
function withRecipe({ record, ...entry }: RunEntry, finished: FinishedPortfolio): RunEntry {
  const { portfolio } = record.options as { readonly portfolio: object }
  return { ...entry, record: { ...record, options: { ...record.options, portfolio: { ...recordPortfolio(finished), ...portfolio } } } }
}

/** A portfolio as plain data. */
export function recordPortfolio({ built, result, prices }: FinishedPortfolio): RecordedPortfolio {
  const { recipe, portfolio, riskProfile, maxDrawdown } = built
  const { rules } = storeRules(portfolio)
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
    ...rules,
    prices,
  }
}

/** The portfolio of a recorded run; undefined for a run of something else. */
export function recordedPortfolio({ options }: Pick<RunRecord, 'options'>): RecordedPortfolio | undefined {
  const { portfolio } = options as { readonly portfolio?: RecordedPortfolio }
  return portfolio !== undefined && Array.isArray(portfolio.sleeves) ? portfolio : undefined
}
