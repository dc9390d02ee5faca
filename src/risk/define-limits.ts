import { validateLimits } from './limits-schema.ts'
import type { RiskLimits } from './risk-limits.ts'

/**
 * Checked limits that nobody can change any more. Limits need not come through here, but these are made ready for checks once and not every time.
 *
 * @throws {@link ConfigError} `risk-limits/unknown` with the nearest name, `risk-limits/value` with name, value and what is allowed.
 *
 * @example
 * ```ts
 * import { defineLimits, RiskLimits } from 'peak-trade'
 *
 * const limits = defineLimits({ ...RiskLimits.conservative, allowedSymbols: ['BTC/EUR'], maxDailyLoss: 500 })
 * Object.isFrozen(limits) // true
 * ```
 */
export function defineLimits(limits: RiskLimits): RiskLimits {
  return freeze(validateLimits(limits))
}

function freeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value
  for (const part of Object.values(value)) freeze(part)
  return Object.freeze(value)
}
