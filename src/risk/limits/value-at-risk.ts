import { normalQuantile } from '../../base/normal.ts'
import type { RiskLimits } from '../risk-limits.ts'
import { amountOf } from './amount-of.ts'
import type { Limit } from './limit.ts'

/** A limit on the loss that is expected to be exceeded rarely: see {@link ValueAtRiskLimit}. */
export function valueAtRiskLimits({ maxValueAtRisk }: RiskLimits): Limit[] {
  if (maxValueAtRisk === undefined) return []
  const { limit, confidence = 0.95, correlation = 1, days = 1 } = maxValueAtRisk
  const deviations = normalQuantile(confidence) * Math.sqrt(days)
  return [
    {
      ...{ id: 'max_value_at_risk', scope: 'account', always: false, unit: 'number' },
      ...{ what: 'the value at risk', remedy: 'make the order smaller, or close positions first' },
      value: ({ risk, squaredRisk }) => deviations * Math.sqrt((1 - correlation) * squaredRisk + correlation * risk * risk),
      bound: amountOf(limit),
      missing: ({ knowsVolatility }) => (knowsVolatility ? undefined : 'volatility'),
    },
  ]
}
