import { expect, it } from 'vitest'
import { compileLimits } from '../../src/risk/compile-limits.ts'
import { defineLimits } from '../../src/risk/define-limits.ts'
import { RiskLimits } from '../../src/risk/risk-limits.ts'

it('remembers only what cannot change', () => {
  const frozen = defineLimits({ maxLeverage: 1 })
  expect(compileLimits(frozen)).toBe(compileLimits(frozen))
  expect(compileLimits(RiskLimits.moderate)).toBe(compileLimits(RiskLimits.moderate))
  const shallow = Object.freeze({ maxOrderNotional: { equity: 0.5 } })
  expect(compileLimits(shallow)).not.toBe(compileLimits(shallow))
})

it('makes one limit of each value that is given', () => {
  expect(compileLimits({}).limits).toEqual([])
  expect(compileLimits({ maxLeverage: 1, maxDrawdown: 0.5, dayZone: 'UTC', warnAt: 0.5 })).toMatchObject({
    warnAt: 0.5,
    usesVolatility: false,
  })
  expect(compileLimits(RiskLimits.moderate).limits).toHaveLength(13)
})
