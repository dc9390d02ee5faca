import { ConfigError } from '../../base/errors.ts'
import type { Panel } from '../../market/panel.ts'
import type { Portfolio, PortfolioAllocation } from '../../portfolios/portfolio.ts'

/**
 * A portfolio with a name, so that a result can say which one was chosen.
 *
 * @example
 * ```ts
 * import { BuyAndHold, type PortfolioCandidate } from 'peak-trade'
 *
 * const candidate: PortfolioCandidate = { name: 'just hold', portfolio: { sleeves: [{ strategy: BuyAndHold, symbol: 'A' }] } }
 * candidate.name // 'just hold'
 * ```
 */
export interface PortfolioCandidate {
  readonly name: string
  readonly portfolio: Portfolio
}

/**
 * What to choose from: one portfolio (then nothing is chosen, but its weights are estimated), several, or named ones.
 *
 * @example
 * ```ts
 * import { BuyAndHold, MaCrossover, type PortfolioChoices } from 'peak-trade'
 *
 * const choices: PortfolioChoices = [
 *   { sleeves: [{ strategy: BuyAndHold, symbol: 'A' }] },
 *   { name: 'trend', portfolio: { sleeves: [{ strategy: MaCrossover, symbol: 'A' }] } },
 * ]
 * ```
 */
export type PortfolioChoices = Portfolio | PortfolioCandidate | readonly (Portfolio | PortfolioCandidate)[]

/**
 * Makes a portfolio from the bars of a train window and from nothing else: the place for a sweep of one's own.
 *
 * @example
 * ```ts
 * import { MaCrossover, type PortfolioBuilder } from 'peak-trade'
 *
 * const build: PortfolioBuilder = train => ({ sleeves: train.symbols.map(symbol => ({ strategy: MaCrossover, symbol })) })
 * ```
 */
export type PortfolioBuilder = (train: Panel) => Portfolio

/** Candidates with names, at least one, no name twice. */
export function listPortfolios(choices: PortfolioChoices): readonly PortfolioCandidate[] {
  const list = isList(choices) ? choices : [choices]
  if (list.length === 0) throw new ConfigError('portfolio/candidates', 'the list of portfolios is empty; give at least one')
  const named = list.map(
    (choice, k): PortfolioCandidate => ('portfolio' in choice ? choice : { name: nameOf(choice, k), portfolio: choice }),
  )
  const unique = named.map(({ name, portfolio }, k) =>
    'portfolio' in list[k] || named.filter(other => other.name === name).length === 1
      ? { name, portfolio }
      : { name: `${name} (${k + 1})`, portfolio },
  )
  const twice = unique.find(({ name }, k) => unique.findIndex(other => other.name === name) !== k)
  if (twice !== undefined)
    throw new ConfigError('portfolio/candidates', `two portfolios are called "${twice.name}"; give each its own name`, { name: twice.name })
  return unique
}

/**
 * The same sleeves under several ways of sharing out the account, as candidates for `walkForwardPortfolio` and `crossValidatePortfolio`.
 * Each is named after its method.
 *
 * @param allocations - Methods with their options; `'given'` stands for the weights of the sleeves.
 *
 * @example
 * ```ts
 * import { allocationCandidates, BuyAndHold } from 'peak-trade'
 *
 * const sleeves = ['A', 'B'].map(symbol => ({ strategy: BuyAndHold, symbol }))
 * const candidates = allocationCandidates({ sleeves }, ['given', { method: 'risk_parity' }, { method: 'minimum_variance', maximum: 0.6 }])
 * candidates.map(({ name }) => name) // ['given', 'risk_parity', 'minimum_variance']
 * ```
 */
export function allocationCandidates(
  { allocation: _own, ...rest }: Portfolio,
  allocations: readonly ('given' | PortfolioAllocation)[],
): readonly PortfolioCandidate[] {
  return listPortfolios(allocations.map((allocation): Portfolio => (allocation === 'given' ? rest : { ...rest, allocation })))
}

function isList(choices: PortfolioChoices): choices is readonly (Portfolio | PortfolioCandidate)[] {
  return Array.isArray(choices)
}

function nameOf({ allocation }: Portfolio, k: number): string {
  if (allocation === undefined) return 'given'
  return typeof allocation.method === 'string' ? allocation.method : allocation.method.name || `portfolio ${k + 1}`
}
