import { exposureLimits } from './limits/exposure.ts'
import { freeCashLimits } from './limits/free-cash.ts'
import type { Limit } from './limits/limit.ts'
import { lossLimits } from './limits/losses.ts'
import { orderRateLimits } from './limits/order-rate.ts'
import { orderSizeLimits } from './limits/order-size.ts'
import { permissionLimits } from './limits/permission.ts'
import { priceLimits } from './limits/price.ts'
import { valueAtRiskLimits } from './limits/value-at-risk.ts'
import { validateLimits } from './limits-schema.ts'
import type { RiskLimits } from './risk-limits.ts'

/** Limits made ready for checks. */
export interface CompiledLimits {
  readonly limits: readonly Limit[]
  readonly warnAt: number
  /** True when a limit looks at volatilities. */
  readonly usesVolatility: boolean
}

/** Only what can never change is remembered. */
const remembered = new WeakMap<RiskLimits, CompiledLimits>()

/**
 * The limits of a value, checked and ready. Frozen values are made ready once, others every time.
 *
 * @throws {@link ConfigError} `risk-limits/…` for limits that make no sense.
 */
export function compileLimits(limits: RiskLimits): CompiledLimits {
  const known = remembered.get(limits)
  if (known !== undefined) return known
  const valid = validateLimits(limits)
  const compiled: CompiledLimits = {
    limits: [
      ...orderSizeLimits(valid),
      ...exposureLimits(valid),
      ...freeCashLimits(valid),
      ...valueAtRiskLimits(valid),
      ...lossLimits(valid),
      ...orderRateLimits(valid),
      ...priceLimits(valid),
      ...permissionLimits(valid),
    ],
    warnAt: valid.warnAt ?? 0.8,
    usesVolatility: valid.maxValueAtRisk !== undefined,
  }
  if (isFrozen(limits)) remembered.set(limits, compiled)
  return compiled
}

function isFrozen(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true
  return Object.isFrozen(value) && Object.values(value).every(isFrozen)
}
