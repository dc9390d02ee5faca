import type { Sleeve } from '../engine/sleeve.ts'
import type { Portfolio, PortfolioRebalance } from '../portfolios/portfolio.ts'
import type { RegimeScaling } from '../portfolios/regime-scaling.ts'
import { parseRegimeScaling, type RegimeScalingConfig, writeRegimeScaling } from '../portfolios/regime-scaling-config.ts'
import { type AnyStrategyClass, createStrategy } from '../strategies/strategy.ts'
import type { PortfolioCandidate } from './portfolio/portfolio-candidates.ts'
import type { PortfolioSubject } from './portfolio-kinds.ts'
import type { LooseOptions } from './run-kinds.ts'
import type { RunRecord } from './run-record.ts'
import { holdsFunction } from './stored-options.ts'

/** How a portfolio shares out the account, as plain data. */
export interface StoredRules {
  readonly rebalance: PortfolioRebalance
  readonly allocation?: unknown
  readonly regime?: RegimeScalingConfig
}

/** What a record keeps of its subject. */
export interface StoredSubject {
  readonly params: LooseOptions
  readonly options: LooseOptions
  /** What no store keeps: an allocator of one's own, a regime of one's own. */
  readonly functions: readonly string[]
}

/** A portfolio or sleeves as plain data. */
export function storeSubject(subject: PortfolioSubject): StoredSubject {
  if ('sleeves' in subject) return { params: { sleeves: storeSleeves(subject.sleeves) }, options: {}, functions: [] }
  if ('portfolio' in subject) {
    const { rules, groups, functions } = storeRules(subject.portfolio)
    const options = { ...(groups && { groups }), portfolio: rules }
    return { params: { sleeves: storeSleeves(subject.portfolio.sleeves) }, options, functions }
  }
  const stored = subject.candidates.map(({ name, portfolio }) => ({ name, portfolio, ...storeRules(portfolio) }))
  return {
    params: { candidates: stored.map(({ name, portfolio }) => ({ name, sleeves: storeSleeves(portfolio.sleeves) })) },
    options: { candidates: stored.map(({ rules, groups }) => ({ ...rules, ...(groups && { groups }) })) },
    functions: stored.flatMap(({ name, functions }) => functions.map(one => `${name}.${one}`)),
  }
}

/** The sleeves of a portfolio as plain data, all parameters filled in. */
export function storeSleeves(sleeves: readonly Sleeve[]): readonly LooseOptions[] {
  return sleeves.map(({ strategy, params, schedule, ...rest }) => ({
    ...rest,
    ...(schedule && { schedule: { ...schedule, rows: Array.from(schedule.rows), weights: Array.from(schedule.weights) } }),
    strategy: strategy.id,
    params: createStrategy(strategy, params).params,
  }))
}

/** Allocation, rebalancing and regime as plain data, and the names of those that are functions. */
export function storeRules({ allocation, rebalance = 'signal', regime, groups }: Portfolio) {
  const written = regime && writeRegimeScaling(regime)
  const custom = allocation !== undefined && holdsFunction(allocation)
  const rules: StoredRules = {
    rebalance,
    ...(allocation === undefined || custom ? {} : { allocation }),
    ...(written === undefined ? {} : { regime: written }),
  }
  const functions = [...(custom ? ['allocation'] : []), ...(regime !== undefined && written === undefined ? ['regime'] : [])]
  return { rules, groups, functions }
}

/** What it takes to make a portfolio of a record. */
export interface RestoreOptions {
  readonly strategyOf: (id: string) => AnyStrategyClass
  /** Those that no store keeps, under their names. */
  readonly functions: LooseOptions
}

/** The portfolio or the sleeves of a record. */
export function restoreSubject({ params, options }: Pick<RunRecord, 'params' | 'options'>, restore: RestoreOptions): PortfolioSubject {
  const { portfolio, groups, candidates } = options as {
    readonly portfolio?: StoredRules
    readonly groups?: Portfolio['groups']
    readonly candidates?: readonly (StoredRules & Pick<Portfolio, 'groups'>)[]
  }
  if (candidates !== undefined) {
    const named = params.candidates as readonly { readonly name: string; readonly sleeves: readonly LooseOptions[] }[]
    return {
      candidates: named.map(({ name, sleeves }, k): PortfolioCandidate => {
        const own = ownFunctions(restore.functions, `${name}.`)
        return { name, portfolio: restorePortfolio(sleeves, candidates[k], { ...restore, functions: own }) }
      }),
    }
  }
  const sleeves = params.sleeves as readonly LooseOptions[]
  if (portfolio === undefined) return { sleeves: restoreSleeves(sleeves, restore) }
  return { portfolio: restorePortfolio(sleeves, { ...portfolio, groups }, restore) }
}

function restorePortfolio(
  sleeves: readonly LooseOptions[],
  { rebalance, allocation, regime, groups }: StoredRules & Pick<Portfolio, 'groups'>,
  restore: RestoreOptions,
): Portfolio {
  const own = restore.functions as Pick<Portfolio, 'allocation' | 'regime'>
  return {
    sleeves: restoreSleeves(sleeves, restore),
    rebalance,
    allocation: own.allocation ?? (allocation as Portfolio['allocation']),
    regime: own.regime ?? (regime && readRegime(regime)),
    groups,
  }
}

function restoreSleeves(sleeves: readonly LooseOptions[], { strategyOf }: RestoreOptions): readonly Sleeve[] {
  return sleeves.map(({ strategy, ...rest }) => ({ ...rest, strategy: strategyOf(String(strategy)) }) as unknown as Sleeve)
}

/** Older records have a scaling as code has it, made from options. */
function readRegime(regime: RegimeScalingConfig | RegimeScaling): RegimeScaling {
  return 'method' in regime ? parseRegimeScaling(regime) : (regime as RegimeScaling)
}

function ownFunctions(functions: LooseOptions, prefix: string): LooseOptions {
  return Object.fromEntries(
    Object.entries(functions)
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, value]) => [name.slice(prefix.length), value]),
  )
}
