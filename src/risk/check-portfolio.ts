import { type CompiledLimits, compileLimits } from './compile-limits.ts'
import { type Holding, longest, shortest } from './holding.ts'
import { judge } from './judge.ts'
import type { LimitCheck, RiskVerdict } from './limit-check.ts'
import type { LimitContext } from './limits/limit.ts'
import type { RiskAccount, RiskPrices } from './risk-account.ts'
import { RiskBook } from './risk-book.ts'
import type { RiskLimits } from './risk-limits.ts'
import type { CheckOptions, RiskOptions } from './risk-options.ts'

/**
 * Asks the limits on exposure, cash and losses about an account as it is, open orders included. Limits on one symbol speak of the symbol that
 * comes nearest to them, and of every other one that is beyond.
 *
 * @throws {@link ConfigError} `risk-limits/…` for limits that make no sense.
 *
 * @example
 * ```ts
 * import { checkPortfolio, RiskLimits, startOfDay } from 'peak-trade'
 *
 * const at = Date.UTC(2025, 0, 15, 9)
 * const state = startOfDay(undefined, { at, equity: 10_000 })
 * const account = { cash: 8_000, positions: { 'BTC/EUR': { quantity: 0.05 } } }
 * const { severity, refusals } = checkPortfolio(RiskLimits.moderate, account, { 'BTC/EUR': 28_000 }, { at, state })
 * severity // 'breach'
 * refusals[0].message // 'max_daily_loss_share: the loss since the start of the day is 6 %, more than 5 %; nothing may be opened until the next day'
 * ```
 */
export function checkPortfolio(limits: RiskLimits, account: RiskAccount, prices: RiskPrices, options?: RiskOptions): RiskVerdict
export function checkPortfolio(limits: RiskLimits, account: RiskBook, options?: CheckOptions): RiskVerdict
export function checkPortfolio(
  limits: RiskLimits,
  account: RiskAccount | RiskBook,
  prices?: RiskPrices | CheckOptions,
  options?: RiskOptions,
): RiskVerdict {
  const isBook = account instanceof RiskBook
  const book = isBook ? account : new RiskBook(account, prices as RiskPrices, options)
  const given = isBook ? (prices as CheckOptions | undefined) : options
  const { limits: all, ...rest } = compileLimits(limits)
  const ofScope = (scope: string): CompiledLimits => ({ limits: all.filter(limit => limit.scope === scope), ...rest })
  const context = accountContext(book, given)
  const whole = judge(ofScope('account'), context)
  const symbols = [...book.entries()].map(([symbol, holding]) => judge(ofScope('symbol'), { ...context, symbol, ...symbolValues(holding) }))
  const checks = [...nearest(symbols), ...whole.checks]
  const faults = book.cash !== book.cash || context.unknown !== undefined ? [unknownFault(context)] : []
  const breaches = checks.filter(({ severity }) => severity === 'breach')
  const refusals = [...faults, ...breaches.map(({ limit, message }) => ({ code: `risk/${limit}`, message }))]
  const isWarned = checks.some(({ severity }) => severity === 'warning')
  return {
    ok: refusals.length === 0,
    refusals,
    severity: refusals.length > 0 ? 'breach' : isWarned ? 'warning' : 'ok',
    checks,
    unchecked: whole.unchecked,
    notional: 0,
  }
}

function accountContext(book: RiskBook, options: CheckOptions | undefined): LimitContext {
  const { exposure, positions, equity, freeCash, risk, squaredRisk } = book.tally()
  const { unknown } = book
  return {
    ...{ order: undefined, opens: true, notional: 0, price: Number.NaN, symbol: '', symbolExposure: 0, symbolNet: 0 },
    ...{ exposure, positions, equity, freeCash, risk, squaredRisk, unknown, knowsVolatility: book.knowsVolatility, options },
  }
}

function symbolValues(holding: Holding): Pick<LimitContext, 'symbolExposure' | 'symbolNet'> {
  const unit = holding.price * holding.rate
  const value = (units: number) => (units === 0 ? 0 : units * unit)
  const net = Math.abs(holding.quantity + holding.buys - holding.sells)
  return { symbolExposure: value(Math.max(longest(holding), shortest(holding))), symbolNet: value(net) }
}

/** Of each limit the check with the least left, and every breach. */
function nearest(verdicts: readonly RiskVerdict[]): LimitCheck[] {
  const first = verdicts[0]?.checks ?? []
  return first.flatMap((_, k) => {
    const checks = verdicts.map(verdict => verdict.checks[k])
    const breaches = checks.filter(({ severity }) => severity === 'breach')
    return breaches.length > 0 ? breaches : [checks.reduce((a, b) => (b.headroom < a.headroom ? b : a))]
  })
}

function unknownFault({ unknown }: LimitContext): RiskVerdict['refusals'][number] {
  return unknown === undefined
    ? { code: 'risk/unknown_cash', message: 'unknown_cash: the cash of the account is not a number; read it again' }
    : { code: 'risk/unknown_price', message: `unknown_price: "${unknown}" cannot be valued; give its quantity, price and rate` }
}
