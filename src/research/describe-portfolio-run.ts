import { fingerprint } from '../base/fingerprint.ts'
import type { PanelOptions, PanelResult } from '../engine/backtest-panel.ts'
import type { BacktestSettings } from '../engine/settings.ts'
import type { Sleeve } from '../engine/sleeve.ts'
import type { Panel } from '../market/panel.ts'
import type { PortfolioOptions, PortfolioResult } from '../portfolios/backtest-portfolio.ts'
import type { Portfolio } from '../portfolios/portfolio.ts'
import type { BuiltPortfolio } from './build-portfolio.ts'
import { familyOf, fingerprintStrategy, type RunContext } from './describe-run.ts'
import { listPortfolios, type PortfolioChoices } from './portfolio/portfolio-candidates.ts'
import type { PortfolioRobustness } from './portfolio/portfolio-robustness.ts'
import type { PortfolioWalk } from './portfolio/portfolio-walk.ts'
import type { RobustnessOptions } from './portfolio/test-robustness.ts'
import type { PortfolioWalkOptions } from './portfolio/walk-forward-portfolio.ts'
import { type PortfolioKind, type PortfolioSubject, portfolioKinds } from './portfolio-kinds.ts'
import { storePanel } from './repeat-portfolio.ts'
import { digestParts } from './result-parts.ts'
import type { LooseOptions } from './run-kinds.ts'
import type { RunRecord } from './run-record.ts'
import type { RunEntry, TriedSets } from './run-store.ts'
import { isSetting } from './settings-in.ts'
import { holdsFunction, SILENT } from './stored-options.ts'
import { storeRules, storeSleeves, storeSubject } from './stored-portfolio.ts'
import { trialFingerprints } from './trial-fingerprints.ts'

/**
 * A finished run of a portfolio: what was called with what, and what came of it. Without a type it is a backtest.
 *
 * @example
 * ```ts
 * import { alignBars, backtestPortfolio, BuyAndHold, type FinishedPortfolioRun, syntheticBars } from 'peak-trade'
 *
 * const panel = alignBars([syntheticBars({ seed: 1, length: 100, symbol: 'A' })])
 * const portfolio = { sleeves: [{ strategy: BuyAndHold, symbol: 'A' }], rebalance: 'month' } as const
 * const run: FinishedPortfolioRun = { portfolio, panel, result: backtestPortfolio(portfolio, panel) }
 * ```
 */
export type FinishedPortfolioRun = {
  readonly panel: Panel
  /** What the components were chosen from, as `buildPortfolio` says it. */
  readonly built?: Pick<BuiltPortfolio, 'trials' | 'tried'> | undefined
} & (
  | {
      readonly type?: 'portfolio_backtest' | undefined
      readonly sleeves: readonly Sleeve[]
      readonly options?: PanelOptions | undefined
      readonly result: PanelResult
    }
  | {
      readonly type?: 'portfolio_backtest' | undefined
      readonly portfolio: Portfolio
      readonly options?: PortfolioOptions | undefined
      readonly result: PortfolioResult
    }
  | {
      readonly type: 'robustness'
      readonly portfolio: Portfolio
      readonly options?: RobustnessOptions | undefined
      readonly result: PortfolioRobustness
    }
  | {
      readonly type: 'portfolio_walk_forward'
      readonly portfolios: PortfolioChoices
      readonly options: PortfolioWalkOptions
      readonly result: PortfolioWalk
    }
)

/**
 * Makes an entry for a {@link RunStore} of a run of `backtestPortfolio`, `backtestPanel`, `testRobustness` or `walkForwardPortfolio`. Its family are
 * those of its sleeves, joined by "+".
 *
 * Every way of sharing out the account is a trial of its own: other weights, another allocation, rebalancing or regime. Where one of them is a
 * function, trials are told apart by what came out. A robustness test is of the same trial as the backtest of its portfolio; a walk-forward test
 * counts all its candidates; and what the components were chosen from (`built`) counts as well.
 *
 * @example
 * ```ts
 * import { alignBars, backtestPortfolio, describePortfolioRun, MaCrossover, RsiReversion, syntheticBars } from 'peak-trade'
 *
 * const panel = alignBars(['A', 'B'].map((symbol, seed) => syntheticBars({ seed, length: 300, symbol })))
 * const sleeves = [{ strategy: MaCrossover, symbol: 'A' }, { strategy: RsiReversion, symbol: 'B' }]
 * const portfolio = { sleeves, rebalance: 'month' } as const
 * const run = { portfolio, panel, result: backtestPortfolio(portfolio, panel) }
 * const { record } = describePortfolioRun(run, { id: 'run-1', createdAt: 0, version: '1.0.0' })
 * record.family // 'ma_crossover+rsi_reversion'
 * record.options.portfolio // { rebalance: 'month' }
 * ```
 */
export function describePortfolioRun(run: FinishedPortfolioRun, context: RunContext): RunEntry {
  const { panel, result, built, type = 'portfolio_backtest' } = run
  const options = (run.options ?? {}) as LooseOptions
  const kind: PortfolioKind = portfolioKinds[type]
  const subject = subjectOf(run)
  const stored = storeSubject(subject)
  const asked = askedOf(options, kind)
  const functions = [...stored.functions, ...asked.functions]
  const { settings } = result
  const strategies = [...new Set(sleevesOf(subject).map(({ strategy }) => strategy))]
  const data = fingerprint(panel)
  const family = [...new Set(strategies.map(familyOf))].sort().join('+')
  const digests = digestParts(kind.parts(result as never))
  const own = trialsOf(subject, { settings, groups: options.groups, outcome: functions.length === 0 ? undefined : digests.result })
  const record: RunRecord = {
    id: context.id,
    type,
    name: context.name ?? `${type}_${panel.symbols.join('_')}`,
    createdAt: context.createdAt,
    durationMs: context.durationMs ?? Number.NaN,
    status: 'ok',
    error: null,
    strategy: strategies.map(({ id }) => id).join('+'),
    family,
    module: null,
    params: stored.params,
    symbols: panel.symbols,
    timeframe: panel.timeframe,
    bars: panel.length,
    data,
    location: context.location ?? null,
    settings: { ...settings },
    options: {
      ...(options.groups === undefined ? {} : { groups: options.groups }),
      ...stored.options,
      ...(kind.asked === undefined ? {} : { [kind.asked]: asked.stored }),
      panel: storePanel(panel),
    },
    functions,
    seed: 'seed' in result ? result.seed : null,
    version: context.version,
    code: fingerprint(strategies.map(fingerprintStrategy)),
    trials: Math.max(own.length, built?.trials ?? 1),
    metrics: kind.metrics(result as never),
    ...digests,
    parent: context.parent ?? null,
    tags: context.tags ?? [],
    artifacts: context.artifacts ?? [],
  }
  return { record, tried: { data, family, fingerprints: allTried(own, built?.tried ?? []) } }
}

function subjectOf(run: FinishedPortfolioRun): PortfolioSubject {
  if ('sleeves' in run) return { sleeves: run.sleeves }
  return 'portfolio' in run ? { portfolio: run.portfolio } : { candidates: listPortfolios(run.portfolios) }
}

function sleevesOf(subject: PortfolioSubject): readonly Sleeve[] {
  if ('sleeves' in subject) return subject.sleeves
  return 'portfolio' in subject ? subject.portfolio.sleeves : subject.candidates.flatMap(({ portfolio }) => portfolio.sleeves)
}

/** What a run was asked besides its settings: what can be stored, and the names of the rest. */
function askedOf(
  options: LooseOptions,
  { asked }: PortfolioKind,
): { readonly stored: LooseOptions; readonly functions: readonly string[] } {
  const entries = Object.entries(options).filter(
    ([name, value]) => value !== undefined && !isSetting(name) && !SILENT.includes(name) && name !== 'groups' && name !== 'seed',
  )
  const functions = entries.filter(([, value]) => holdsFunction(value)).map(([name]) => name)
  return { stored: asked === undefined ? {} : Object.fromEntries(entries.filter(([name]) => !functions.includes(name))), functions }
}

interface Traded {
  readonly settings: BacktestSettings
  readonly groups: unknown
  /** Tells apart what functions decided. */
  readonly outcome: string | undefined
}

/** One fingerprint for every portfolio that was tried. A portfolio that does no more than its sleeves is the same trial as they are. */
function trialsOf(subject: PortfolioSubject, { settings, groups, outcome }: Traded): readonly string[] {
  if ('sleeves' in subject) return [...trialFingerprints([{ sleeves: storeSleeves(subject.sleeves) }], { ...settings, groups, outcome })]
  const portfolios = 'portfolio' in subject ? [subject.portfolio] : subject.candidates.map(({ portfolio }) => portfolio)
  return portfolios.flatMap(portfolio => {
    const { rules, groups: limits } = storeRules(portfolio)
    const { rebalance, ...rest } = rules
    const own =
      rebalance === 'signal'
        ? { rebalance: 'change' }
        : typeof rebalance === 'object' && 'band' in rebalance
          ? { rebalance }
          : { rebalance: { portfolio: rebalance } }
    return [...trialFingerprints([{ sleeves: storeSleeves(portfolio.sleeves) }], { ...settings, ...own, ...rest, groups: limits, outcome })]
  })
}

/** The portfolios, and the parameter sets that their components were chosen from, each with the prices it was tried on. */
function* allTried(own: readonly string[], sets: readonly TriedSets[]): Generator<string, void> {
  yield* own
  for (const { data, fingerprints } of sets) for (const of of fingerprints) yield fingerprint({ data, of })
}
