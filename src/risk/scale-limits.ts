import { ConfigError } from '../base/errors.ts'
import { defineLimits } from './define-limits.ts'
import type { RiskAmount, RiskLimits } from './risk-limits.ts'

/**
 * Limits with every `{ equity }` turned into money by one equity, so that they stay where they are while the account grows or shrinks: at the start of a
 * day, say. What is a share by nature (drawdown, leverage, concentration, share of a daily loss) stays one.
 *
 * @param equity - In the account's currency.
 * @throws {@link ConfigError} `risk-limits/equity` for an equity that is negative or not a number.
 *
 * @example
 * ```ts
 * import { RiskLimits, scaleLimits } from 'peak-trade'
 *
 * scaleLimits(RiskLimits.moderate, 20_000).maxOrderNotional // 2000
 * ```
 */
export function scaleLimits(limits: RiskLimits, equity: number): RiskLimits {
  if (!(equity >= 0 && equity < Number.POSITIVE_INFINITY))
    throw new ConfigError('risk-limits/equity', `equity is ${equity}; limits scale with a finite number that is not negative`, { equity })
  const scale = (amount: RiskAmount): number => (typeof amount === 'number' ? amount : amount.equity * equity)
  const scaled = { ...limits } as { -readonly [K in keyof RiskLimits]: RiskLimits[K] }
  for (const name of ['maxOrderNotional', 'maxSymbolExposure', 'maxSymbolNetExposure', 'maxTotalExposure', 'minFreeCash'] as const) {
    const amount = limits[name]
    if (amount !== undefined) scaled[name] = scale(amount)
  }
  const { maxValueAtRisk, fatFinger } = limits
  if (maxValueAtRisk !== undefined) scaled.maxValueAtRisk = { ...maxValueAtRisk, limit: scale(maxValueAtRisk.limit) }
  if (fatFinger !== undefined) scaled.fatFinger = { ...fatFinger, first: scale(fatFinger.first) }
  return defineLimits(scaled)
}
