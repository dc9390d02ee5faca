import { ConfigError } from '../../../../base/errors.ts'
import { describeQuality } from '../../../../market/quality.ts'
import { backtestPortfolio } from '../../../../portfolios/backtest-portfolio.ts'
import type { PortfolioAllocation } from '../../../../portfolios/portfolio.ts'
import { reportPromotion } from '../../../../reports/report-promotion.ts'
import type { BuiltPortfolio } from '../../../../research/build-portfolio.ts'
import { allocationCandidates, type PortfolioCandidate } from '../../../../research/portfolio/portfolio-candidates.ts'
import { gatherPortfolioEvidence } from '../../../../research/promotion/gather-portfolio-evidence.ts'
import { type Promotion, promote } from '../../../../research/promotion/promote.ts'
import { digestParts } from '../../../../research/result-parts.ts'
import type { WindowSize } from '../../../../research/window-size.ts'
import { type CommandOutput, exitCodes } from '../../command.ts'
import { markOutput, markReport } from '../../mark-sample.ts'
import { findPolicy } from '../promote-policy.ts'
import { keepPromotion, promotionRun } from '../promote-record.ts'
import { promotionText } from '../promote-text.ts'
import { type RegistryOptions, withRegistry } from '../registry-flags.ts'
import { type ReportFormat, writeFormats } from '../write-formats.ts'
import { changeRecipe } from './change-recipe.ts'
import { compositionText } from './portfolio-text.ts'
import { type RecipeOptions, readRecipe } from './recipe-flags.ts'
import { portfolioEntry, recordPortfolio } from './recorded-portfolio.ts'

/** What is asked of a promotion of a portfolio. */
export interface PromotePortfolioOptions extends RecipeOptions, RegistryOptions {
  /** Default: that of the recipe's risk profile. */
  readonly policy?: string | undefined
  /** Ways of sharing out the account to choose among; default the recipe as it is. */
  readonly choose?: readonly string[] | undefined
  readonly seed: string
  readonly trials?: number | undefined
  readonly train?: WindowSize | undefined
  readonly test?: WindowSize | undefined
  readonly record?: string | undefined
  readonly report?: string | undefined
  readonly format?: ReportFormat | undefined
  readonly onProgress: (progress: { readonly stage: string; readonly done: number; readonly total: number }) => void
}

/**
 * Builds a portfolio of a recipe, gathers everything that speaks against it and says go or no-go.
 *
 * @throws {@link ConfigError} and others as `readRecipe`, `findPolicy`, `gatherPortfolioEvidence` and the registry do.
 */
export async function promotePortfolio(options: PromotePortfolioOptions): Promise<CommandOutput> {
  const { home, save, seed, train, test, onProgress } = options
  const { recipe, prices, built, tiers } = await readRecipe(options)
  const policy = await findPolicy(options.policy ?? built.riskProfile.policy, options)
  const candidates = candidatesOf(built, options.choose)
  const { sample, qualities, source } = prices
  return withRegistry(options, async registry => {
    const started = performance.now()
    const play = ({ portfolio }: PortfolioCandidate) => {
      const own = { ...built, portfolio }
      return { built: own, result: backtestPortfolio(portfolio, built.panel, built.settings), prices: source }
    }
    const runs = candidates.map(play)
    // Everything that was tried before, these and the sweep of the recipe included, and what a recipe says of how it came about.
    const known = await registry.countTrials(runs.map(run => portfolioEntry(run, { id: '', createdAt: 0, version: '' })))
    const trials = Math.max(known + (built.recipe.trials ?? 1) - 1, options.trials ?? 1)
    const evidence = gatherPortfolioEvidence(candidates, built.panel, {
      ...built.settings,
      seed,
      trials,
      walkForward: { ...(train && { train }), ...(test && { test }) },
      monteCarlo: { ...(recipe.monteCarlo && { paths: recipe.monteCarlo.paths }) },
      onProgress,
    })
    const promotion = promote(evidence, policy)
    const refused = tiers.length > 0
    const go = promotion.go && !refused
    const chosen =
      runs[
        Math.max(
          0,
          candidates.findIndex(({ name }) => name === evidence.strategy.id),
        )
      ]
    const report = markReport(reportPromotion(promotion), sample)
    const files = options.report === undefined ? [] : await writeFormats(options.report, report, options.format ?? 'both')
    // What was promoted on made-up prices opens no gate.
    const kept = go && sample === undefined ? await keepPromotion(promotion, { record: options.record, home, save }) : undefined
    const durationMs = performance.now() - started
    const recorded = await registry.recordEntry(
      context => {
        const { record, ...entry } = portfolioEntry(chosen, context)
        const { metrics, parts } = promotionRun(promotion, durationMs)
        const options = { ...record.options, policy, combinations: candidates.length, trials, go }
        const name = `promotion_${recipe.id}`
        return {
          ...entry,
          record: {
            ...record,
            type: 'promotion',
            name,
            options,
            seed,
            trials: candidates.length,
            metrics: { ...metrics, go: go ? 1 : 0 },
            ...digestParts(parts),
          },
        }
      },
      {
        durationMs,
        location: prices.location,
        files: [...files, ...(kept === undefined ? [] : [{ kind: 'promotion', path: kept }])],
        tried: built.tried,
      },
    )
    const { pictures: _pictures, ...shown } = evidence
    const written = [...files, ...(kept === undefined ? [] : [kept])]
    const output = {
      data: {
        ...recorded.data,
        go,
        policy,
        refusals: [...tiers, ...promotion.refusals],
        scorecard: promotion.scorecard,
        recognizable: promotion.recognizable,
        portfolio: recordPortfolio(chosen),
        evidence: shown,
        run: recorded.data.runId,
        record: kept ?? null,
        qualities,
        files,
      },
      exitCode: go ? exitCodes.ok : exitCodes.findings,
      text: [
        ...qualities.filter(({ clean }) => !clean).flatMap(quality => [...describeQuality(quality), '']),
        compositionText(chosen.built),
        '',
        promotionText(refused ? refuse(promotion, tiers) : promotion),
        ...(written.length === 0 ? [] : ['', ...written.map(file => `wrote ${file}`)]),
        ...(go && sample !== undefined ? ['no promotion record is written: the prices are not real'] : []),
        ...(recorded.data.runId === null ? [] : [`run ${recorded.data.runId}`]),
        ...(go && recorded.data.runId !== null && sample === undefined ? [`Then: peak-trade live map --from ${recorded.data.runId}`] : []),
        '',
      ].join('\n'),
    }
    return markOutput(output, sample)
  })
}

/** The portfolio under each way of sharing out the account; as it is when none is named. */
function candidatesOf(built: BuiltPortfolio, choose: readonly string[] | undefined): readonly PortfolioCandidate[] {
  const { recipe, portfolio } = built
  if (choose === undefined) return [{ name: recipe.id, portfolio }]
  const allocations = choose.map((word): 'given' | PortfolioAllocation => {
    if (word === 'given') return word
    try {
      return changeRecipe(recipe, { allocation: word }).allocation as PortfolioAllocation
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error
      throw new ConfigError(error.code, error.message.replace('--allocation', `--choose ${word}`), error.details, error)
    }
  })
  return allocationCandidates(portfolio, allocations).map(({ name, portfolio: own }) => ({
    name: name === 'given' ? recipe.id : `${recipe.id}_${name}`,
    portfolio: own,
  }))
}

/** The same verdict, turned down by tiers. */
function refuse({ ...promotion }: Promotion, tiers: Promotion['refusals']): Promotion {
  return { ...promotion, go: false, ok: false, refusals: [...tiers, ...promotion.refusals] } as Promotion
}
