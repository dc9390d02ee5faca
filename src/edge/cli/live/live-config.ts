import { parse, stringify } from 'smol-toml'
import { riskProfiles } from '../../../portfolios/risk-profile.ts'
import { formatValue } from '../../../reports/format.ts'
import type { RunRecord } from '../../../research/run-record.ts'
import { formatRiskLimits } from '../../../risk/parse-risk-limits.ts'
import { RiskLimits } from '../../../risk/risk-limits.ts'
import { scaleLimits } from '../../../risk/scale-limits.ts'
import type { RecordedPortfolio } from '../research/portfolio/recorded-portfolio.ts'

/** What a live-risk configuration is made of. */
export interface LiveMapping {
  readonly run: RunRecord
  readonly portfolio: RecordedPortfolio
  readonly promotion: MappedPromotion | undefined
  /** Why it is only a draft; empty when it was promoted. */
  readonly reasons: readonly string[]
  /** Worth of the account. */
  readonly account: number
  readonly currency: string
  readonly stage: 'shadow' | 'testnet'
  /** Makes all positions as small as the limits want them. */
  readonly fit: boolean
}

/** The go that stands behind a configuration. */
export interface MappedPromotion {
  readonly record: string
  readonly fingerprint: string
  readonly policy: string
}

/** A live-risk configuration as text, and the limits that are in it. */
export interface LiveConfig {
  readonly text: string
  readonly limits: RiskLimits
  /** What will not work as it stands. */
  readonly warnings: readonly string[]
}

/** The live-risk configuration of a portfolio: the limits of its risk profile for this account, its symbols, sleeves and weights, and its promotion. */
export function makeLiveConfig(mapping: LiveMapping): LiveConfig {
  const { run, portfolio, promotion, reasons, account, currency, stage } = mapping
  const { limits: named, maxDrawdown } = riskProfiles[portfolio.riskProfile as keyof typeof riskProfiles]
  const profile = RiskLimits[named]
  const symbols = [...new Set(portfolio.sleeves.map(({ symbol }) => symbol))]
  const limits: RiskLimits = {
    ...scaleLimits(profile, account),
    maxDrawdown: Math.min(profile.maxDrawdown ?? 1, maxDrawdown, portfolio.maxDrawdown),
    allowedSymbols: symbols,
  }
  const warnings = findConflicts(mapping, limits)
  const draft = promotion === undefined
  const text = [
    `# Live-risk configuration of the portfolio ${portfolio.recipe}, from run ${run.id}.`,
    '# LIVE IS LOCKED: this version sends no live orders, whatever stands in this file. Shadow and testnet may use it.',
    ...(draft ? ['# DRAFT: there is no go behind it, so no gate lets it through:', ...reasons.map(reason => `#   - ${reason}`)] : []),
    ...warnings.map(warning => `# CAREFUL: ${warning}`),
    '',
    stringify({
      environment: {
        mode: stage === 'shadow' ? 'paper' : stage,
        enable_live_trading: false,
        live_mode_armed: false,
        live_dry_run_mode: true,
      },
      promotion: {
        status: draft ? 'draft' : 'go',
        run: run.id,
        at: new Date(run.createdAt).toISOString(),
        ...(promotion === undefined ? {} : { record: promotion.record, fingerprint: promotion.fingerprint, policy: promotion.policy }),
      },
      account: { currency, starting_cash: account },
    }),
    `# The limits of the profile ${named} for an account of ${formatValue(account, 'money')} ${currency}. Without a line there is no such limit.`,
    stringify({ live_risk: parse(formatRiskLimits(limits, { parse, stringify })) }),
    '# What is traded. Weights are shares of the account, as they were at the end of the run.',
    ...describeSize(mapping, limits),
    stringify({ portfolio: portfolioTable(mapping, limits) }),
  ].join('\n')
  return { text: `${text.trimEnd()}\n`, limits, warnings }
}

/** Says by how much positions were made smaller, if they were. */
function describeSize(mapping: LiveMapping, limits: RiskLimits): readonly string[] {
  const share = mapping.fit ? shrinkage(listDemands(mapping, limits)) : 1
  return share === 1 ? [] : [`# Positions are ${round(share)} of what was tested: the limits allow no more. --full-size keeps the sizes.`]
}

function portfolioTable(mapping: LiveMapping, limits: RiskLimits): Record<string, unknown> {
  const { portfolio, run, fit } = mapping
  const { recipe, riskProfile, rebalance, allocation, regime, sleeves } = portfolio
  const table = {
    recipe,
    risk_profile: riskProfile,
    timeframe: run.timeframe,
    rebalance,
    sizing: fit ? { fraction: round(fractionOf(run) * shrinkage(listDemands(mapping, limits))) } : run.settings.sizing,
    allocation,
    regime,
    sleeves: sleeves.map(({ name, strategy, symbol, params, exits, weight, lastWeight }) => ({
      name,
      strategy,
      symbol,
      weight: round(lastWeight),
      ...(lastWeight === weight ? {} : { weight_at_the_start: round(weight) }),
      params,
      exits,
    })),
  }
  return inFile(table) as Record<string, unknown>
}

/** What the portfolio wants at its largest, in money, and what the limits allow. */
interface Demand {
  readonly limit: string
  readonly wanted: number
  readonly allowed: number
  /** What it is that is so large. */
  readonly of: string
}

/** The largest order, the largest position of a symbol, and all positions together. */
function listDemands({ portfolio, run, account }: LiveMapping, limits: RiskLimits): readonly Demand[] {
  const worth = (weight: number) => Math.abs(weight) * fractionOf(run) * account
  const orders = portfolio.sleeves.map(({ name, lastWeight }) => ({ of: name, wanted: worth(lastWeight) }))
  const symbols = [...new Set(portfolio.sleeves.map(({ symbol }) => symbol))].map(symbol => ({
    of: symbol,
    wanted: portfolio.sleeves.filter(one => one.symbol === symbol).reduce((sum, { lastWeight }) => sum + worth(lastWeight), 0),
  }))
  const total = orders.reduce((sum, { wanted }) => sum + wanted, 0)
  const largest = (list: readonly { readonly of: string; readonly wanted: number }[]) =>
    list.reduce((most, one) => (one.wanted > most.wanted ? one : most), { of: '', wanted: 0 })
  const allowed = (amount: unknown) => (typeof amount === 'number' ? amount : Number.POSITIVE_INFINITY)
  return [
    { limit: 'max_order_notional', ...largest(orders), allowed: allowed(limits.maxOrderNotional) },
    { limit: 'max_symbol_exposure', ...largest(symbols), allowed: allowed(limits.maxSymbolExposure) },
    { limit: 'max_total_exposure', of: 'all positions together', wanted: total, allowed: allowed(limits.maxTotalExposure) },
  ]
}

/** By how much positions have to shrink to be let through: 1 when they need not. */
function shrinkage(demands: readonly Demand[]): number {
  return Math.min(1, ...demands.map(({ wanted, allowed }) => (wanted > allowed ? allowed / wanted : 1)))
}

function findConflicts(mapping: LiveMapping, limits: RiskLimits): readonly string[] {
  const { portfolio, run, fit } = mapping
  const money = (amount: number) => formatValue(amount, 'money')
  const demands = listDemands(mapping, limits)
  const tight = fit ? [] : demands.filter(({ wanted, allowed }) => wanted > allowed * (1 + 1e-9))
  const symbols = new Set(portfolio.sleeves.map(({ symbol }) => symbol)).size
  return [
    ...tight.map(({ limit, of, wanted, allowed }) => `${limit} ${money(allowed)} is less than ${of} at full size, ${money(wanted)}`),
    ...(tight.length === 0
      ? []
      : [
          `such orders are refused; without --full-size all positions are made smaller, to ${round(fractionOf(run) * shrinkage(demands))} of their weight`,
        ]),
    ...(symbols > (limits.maxOpenPositions ?? Number.POSITIVE_INFINITY)
      ? [`max_open_positions ${limits.maxOpenPositions} is less than the ${symbols} symbols`]
      : []),
  ]
}

/** The part of its weight that a full position has. */
function fractionOf({ settings }: RunRecord): number {
  const { fraction = 1 } = settings.sizing as { readonly fraction?: number }
  return fraction
}

/** Keys as files have them, without what is not there: TOML has no word for nothing. */
function inFile(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inFile)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([, entry]) => entry !== undefined && entry !== null)
  return Object.fromEntries(entries.map(([name, entry]) => [snake(name), inFile(entry)]))
}

function snake(name: string): string {
  return /^[a-z][A-Za-z0-9]*$/.test(name) ? name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`) : name
}

function round(weight: number): number {
  return Number(weight.toPrecision(6))
}
