import { expect, it } from 'vitest'
import { valueAtRiskLimits } from '../../../src/risk/limits/value-at-risk.ts'
import { contextOf } from './contexts.ts'

/** Two positions whose exposure times volatility is 3 and 4; the quantile of 95 % is 1.6448536269514722. */
const two = contextOf({ risk: 7, squaredRisk: 25 })

it.each([
  [{}, 1.6448536269514722 * 7],
  [{ correlation: 0 }, 1.6448536269514722 * 5],
  [{ correlation: 0.5 }, 1.6448536269514722 * Math.sqrt(37)],
  [{ correlation: 0, confidence: 0.99, days: 4 }, 2.3263478740408408 * 2 * 5],
])('with %j', (options, expected) => {
  const [limit] = valueAtRiskLimits({ maxValueAtRisk: { limit: 1, ...options } })
  expect(limit.value(two)).toBeCloseTo(expected, 9)
})

it('needs volatilities', () => {
  const [limit] = valueAtRiskLimits({ maxValueAtRisk: { limit: 1 } })
  expect(limit.missing?.(contextOf({ knowsVolatility: false }))).toBe('volatility')
  expect(limit.value(contextOf({ risk: Number.NaN, squaredRisk: Number.NaN }))).toBeNaN()
  expect(valueAtRiskLimits({})).toEqual([])
})
