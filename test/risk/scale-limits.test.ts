import { expect, it } from 'vitest'
import { RiskLimits } from '../../src/risk/risk-limits.ts'
import { scaleLimits } from '../../src/risk/scale-limits.ts'

it('turns shares of equity into money, and leaves the rest', () => {
  const scaled = scaleLimits({ ...RiskLimits.moderate, maxValueAtRisk: { limit: { equity: 0.5 }, days: 2 }, maxDailyLoss: 7 }, 10_000)
  expect(scaled).toMatchObject({
    ...{ maxOrderNotional: 1_000, maxSymbolExposure: 2_000, maxTotalExposure: 5_000, minFreeCash: 2_000, maxDailyLoss: 7 },
    ...{ maxValueAtRisk: { limit: 5_000, days: 2 }, fatFinger: { multiple: 10, first: 1_000 }, maxDailyLossShare: 0.05, maxLeverage: 1 },
  })
  expect(scaleLimits({ maxOrderNotional: 5 }, 1)).toEqual({ maxOrderNotional: 5 })
})

it.each([Number.NaN, -1, Number.POSITIVE_INFINITY])('refuses an equity of %d', equity => {
  expect(() => scaleLimits({}, equity)).toThrow(expect.objectContaining({ code: 'risk-limits/equity' }))
})
