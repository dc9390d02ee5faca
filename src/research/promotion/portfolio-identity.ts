import { resolveSleeves } from '../../engine/sleeve.ts'
import type { Portfolio } from '../../portfolios/portfolio.ts'
import { tierOf } from '../../strategies/live-eligibility.ts'
import { createStrategy } from '../../strategies/strategy.ts'
import type { Tier } from '../../strategies/strategy-base.ts'
import type { Evidence } from './evidence.ts'

/** From the most to the least trusted. */
const TRUST: readonly Tier[] = ['core', 'aux', 'legacy', 'r_and_d']

/**
 * What a portfolio is, as plain data: what evidence calls the strategy and its parameters, and a gate compares. Its tier is that of its least
 * trusted sleeve, and none when one of them states none. Functions are named, not kept.
 *
 * @param name - What the portfolio is called.
 *
 * @example
 * ```ts
 * import { MaCrossover, portfolioIdentity, RsiReversion } from 'peak-trade'
 *
 * const sleeves = [{ strategy: MaCrossover, symbol: 'A' }, { strategy: RsiReversion, symbol: 'B' }]
 * const { id, tier } = portfolioIdentity({ sleeves, rebalance: 'month' }, 'mix')
 * id // 'mix'
 * tier // 'core'
 * ```
 */
export function portfolioIdentity(portfolio: Portfolio, name: string): Evidence['strategy'] {
  const { sleeves: given, ...rest } = portfolio
  const sleeves = resolveSleeves(given, portfolio.groups ?? {})
  const tiers = sleeves.map(({ strategy, params }) => tierOf(strategy, { params: (params ?? {}) as Readonly<Record<string, unknown>> }))
  return {
    id: name,
    title: `${name}: ${sleeves.map(sleeve => sleeve.name).join(', ')}`,
    tier: tiers.some(tier => tier === undefined) ? undefined : TRUST[Math.max(...tiers.map(tier => TRUST.indexOf(tier as Tier)))],
    params: plain({
      ...rest,
      sleeves: sleeves.map(({ strategy, params, ...sleeve }) => ({
        ...sleeve,
        strategy: strategy.id,
        params: createStrategy(strategy, params).params,
      })),
    }) as Readonly<Record<string, unknown>>,
  }
}

/** Data as JSON knows it; a function becomes its name. */
function plain(value: unknown): unknown {
  if (typeof value === 'function') return `function ${value.name}`
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([, entry]) => entry !== undefined)
  return Object.fromEntries(entries.map(([key, entry]) => [key, plain(entry)]))
}
