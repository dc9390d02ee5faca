import { expect, it } from 'vitest'
import { defineLimits } from '../../src/risk/define-limits.ts'
import { RiskLimits } from '../../src/risk/risk-limits.ts'

it('has presets that are valid, and ordered from the strictest', () => {
  const { conservative, moderate, aggressive } = RiskLimits
  for (const limits of [conservative, moderate, aggressive]) expect(defineLimits(limits)).toEqual(limits)
  const size = (value: unknown): number =>
    typeof value === 'object' ? Object.values(value as object).reduce((sum, part) => sum + size(part), 0) : Number(value)
  for (const name of Object.keys(moderate) as (keyof RiskLimits)[]) {
    const sizes = [conservative, moderate, aggressive].map(limits => size(limits[name]))
    expect([name, [...sizes].sort((a, b) => (['minFreeCash', 'coolDownMs'].includes(name) ? b - a : a - b))]).toEqual([name, sizes])
  }
})

it('has the shares of the limits that Peak_Trade shipped for 10 000', () => {
  expect(RiskLimits.moderate).toMatchObject({
    ...{ maxOrderNotional: { equity: 1_000 / 10_000 }, maxSymbolExposure: { equity: 2_000 / 10_000 } },
    ...{ maxTotalExposure: { equity: 5_000 / 10_000 }, maxOpenPositions: 5, maxDailyLossShare: 500 / 10_000 },
  })
})
