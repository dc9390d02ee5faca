import { resolveSleeves } from '../../engine/sleeve.ts'
import type { Portfolio, PortfolioAllocation } from '../../portfolios/portfolio.ts'
import { limitsAmong, type WeightLimits } from '../../portfolios/weight-limits.ts'
import { keepGroups } from './trade-stretch.ts'

/** What happens to the share of a sleeve that is left out: it stays cash, or the others get it in proportion. */
export type LeftOutWeights = 'kept' | 'renormalized'

/**
 * The same portfolio without one sleeve. The weights of the others stay what they were, or grow by one factor to the old sum; an allocation
 * works them out anew, without what it says about the sleeve that is gone.
 */
export function withoutSleeve(portfolio: Portfolio, index: number, weights: LeftOutWeights): Portfolio {
  const { sleeves: given, groups, allocation, ...rest } = portfolio
  const all = resolveSleeves(given, groups ?? {})
  const gone = all[index]
  const left = all.filter((_, k) => k !== index)
  const total = all.reduce((sum, { weight }) => sum + weight, 0)
  const factor = weights === 'kept' ? 1 : total / (total - gone.weight)
  const sleeves = factor === 1 ? left : left.map(sleeve => ({ ...sleeve, weight: sleeve.weight * factor }))
  return {
    ...rest,
    sleeves,
    groups: groups && keepGroups(groups, sleeves),
    allocation: allocation && forgetSleeve(allocation, { name: gone.name, index, left: left.map(({ name }) => name), weights }),
  }
}

/** A sleeve that is gone, and those that are left. */
export interface GoneSleeve {
  readonly name: string
  readonly index: number
  readonly left: readonly string[]
  readonly weights: LeftOutWeights
}

/** An allocation that does not mention a sleeve any more. What the maxima of the others do not let them take over stays cash. */
export function forgetSleeve(allocation: PortfolioAllocation, gone: GoneSleeve): PortfolioAllocation {
  if (typeof allocation.method === 'function') return allocation
  const settings: Record<string, unknown> = { ...allocation, ...limitsAmong(allocation as WeightLimits, gone.left) }
  for (const key of ['budgets', 'market']) if (typeof settings[key] === 'object') settings[key] = forget(settings[key], gone.name)
  if (allocation.method === 'black_litterman') settings.views = allocation.views.filter(view => !Object.hasOwn(view.weights, gone.name))
  if (allocation.method === 'fixed') Object.assign(settings, fixedWithout(allocation.weights, gone))
  return settings as unknown as PortfolioAllocation
}

function fixedWithout(given: Readonly<Record<string, number>> | readonly number[], { name, index, weights }: GoneSleeve) {
  const left = isList(given) ? given.filter((_, k) => k !== index) : forget(given, name)
  if (weights === 'renormalized') return { weights: left, scale: true }
  return { weights: left, net: Object.values(left).reduce((sum, weight) => sum + weight, 0) }
}

function isList(given: Readonly<Record<string, number>> | readonly number[]): given is readonly number[] {
  return Array.isArray(given)
}

function forget(record: unknown, name: string): Record<string, number> {
  const { [name]: _gone, ...others } = record as Record<string, number>
  return others
}
